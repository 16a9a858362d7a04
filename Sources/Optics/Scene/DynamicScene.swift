import Geometry
import RoadNetwork
import World

/// Everything that moves or lights up, at one instant: bodies of actors with their lamps, and the state of signal lamps.
///
/// Belongs to a worker, is rebuilt for every instant that a sensor looks at, and is never state. After a few rebuilds
/// nothing is allocated any more.
public final class DynamicScene {
    var store = SceneStore()
    /// By row of `StaticScene.signalLamps`.
    var signalLights = ScratchBuffer<LampLight>()
    /// Pairs of headlamps that burn.
    var beams = ScratchBuffer<BeamSource>()
    let library: BodyLibrary
    private let catalogue: Catalogue
    private let lamps: [SignalLamp]
    /// Rows of actors by random key, so that nothing depends on their order in the world.
    private var order: [Int32] = []

    /// - Parameters:
    ///   - catalogue: of the actors that will be shown.
    ///   - fixed: the map's scene, for its signal lamps.
    public init(catalogue: Catalogue, fixed: StaticScene) {
        library = BodyLibrary(catalogue)
        self.catalogue = catalogue
        lamps = fixed.signalLamps
    }

    deinit {
        store.free()
        signalLights.free()
        beams.free()
    }

    /// Shows the world as it is at `time` seconds, which may lie between two ticks.
    ///
    /// - Parameters:
    ///   - center: actors farther than `radius` metres from it are left out.
    public func rebuild(
        _ world: WorldState, atTime time: Double, around center: Vector2 = .zero, radius: Double = .infinity
    ) {
        begin(signals: world.signals, time: time)
        sortRows(world.actors)
        // Taken out once: every way through the world would count references to all its columns.
        let (actors, clock) = (world.actors, world.clock)
        for row in order {
            let row = Int(row)
            guard actors.flags[row] & ActorFlags.present.rawValue != 0 else { continue }
            let elapsed = time - clock.time(of: actors.stamp[row])
            if radius < .infinity {
                let reach =
                    radius + library.models[Int(actors.model[row])].reach
                    + (actors.speed[row].magnitude + elapsed.magnitude * 10) * elapsed.magnitude
                let offset = Vector2(actors.x[row], actors.y[row]) - center
                if offset.lengthSquared > reach * reach { continue }
            }
            add(PosedBody(ofRow: row, in: actors, after: elapsed), time: time)
        }
    }

    /// Shows the given bodies, for example each at its own time.
    public func rebuild(bodies: [PosedBody], signals: [UInt8], time: Double) {
        begin(signals: signals, time: time)
        for body in bodies { add(body, time: time) }
    }

    private func begin(signals: [UInt8], time: Double) {
        store.removeAll()
        signalLights.count = 0
        beams.count = 0
        for lamp in lamps {
            let isKnown = lamp.group >= 0 && Int(lamp.group) < signals.count
            let aspect = isKnown ? SignalAspect(rawValue: signals[Int(lamp.group)]) ?? .dark : .dark
            signalLights.append(LampLight(lamp.colour, isLit: lamp.colour.isLit(by: aspect, time: time)))
        }
    }

    /// Sorts the rows again if the last order no longer fits.
    private func sortRows(_ actors: ActorColumns) {
        var fits = order.count == actors.count
        if fits {
            for index in 1..<max(1, order.count)
            where actors.randomKey[Int(order[index - 1])] > actors.randomKey[Int(order[index])] {
                fits = false
                break
            }
        }
        guard !fits else { return }
        order = (0..<Int32(actors.count)).sorted {
            (actors.randomKey[Int($0)], $0) < (actors.randomKey[Int($1)], $1)
        }
    }

    private func add(_ body: PosedBody, time: Double) {
        let model = library.models[Int(body.model)]
        let owner = SceneOwner.actor(body.actor)
        let colour = library.colours[
            model.firstColour + catalogue.colourRow(of: body.model, randomKey: body.randomKey)]
        let frame = BodyFrame(body, joint: model.joint)
        for row in model.firstPart..<(model.firstPart + model.partCount) {
            let part = library.parts[row]
            var finish = Finish(part.colour ?? colour, reflectivity: part.reflectivity, part.surfaceClass)
            finish.coat = part.coat
            let (center, axis) = frame.place(part)
            if part.isDisc {
                addDisc(part, at: center, axis: axis, finish: finish, owner: owner)
            } else if part.shape != .box {
                addRound(part, at: center, finish: store.add(finish), owner: owner)
            } else {
                let hasFigures = row == model.frontPart || row == model.rearPart || part.wheelCount > 0
                let first = hasFigures ? addSides(row, finish, model, body, time: time) : store.add(finish)
                store.addBox(
                    OrientedBox(center: center, axis: axis, halfLength: part.halfLength, halfWidth: part.halfWidth),
                    bottom: part.bottom, top: part.top, finish: first, finishStride: hasFigures ? 1 : 0, owner: owner,
                    detailRange: 400)
            }
        }
        if body.lights.contains(.headlamps), model.frontPart >= 0 {
            let part = library.parts[model.frontPart]
            let (center, axis) = frame.place(part)
            let place = center + axis * part.halfLength
            beams.append(BeamSource(x: place.x, y: place.y, directionX: Float(axis.x), directionY: Float(axis.y)))
        }
        addExtras(body, model: model, colour: colour, owner: owner, time: time)
    }

    /// Five finishes for the sides of a box (left, back, right, front) and its top, with lamps and wheels.
    private func addSides(
        _ row: Int, _ plain: Finish, _ model: BodyLibrary.Model, _ body: PosedBody, time: Double
    ) -> Int32 {
        let first = Int32(store.finishes.count)
        let part = library.parts[row]
        for side in 0..<5 {
            var finish = plain
            finish.firstDecal = Int32(store.decals.count)
            if side == 0 || side == 2 { addWheels(part, side: side == 0 ? 1 : -1) }
            if side == 1 && row == model.rearPart { store.addRearLamps(part, model, body, time: time) }
            if side == 3 && row == model.frontPart { store.addFrontLamps(part, model, body, time: time) }
            finish.decalCount = UInt16(store.decals.count - Int(finish.firstDecal))
            store.finishes.append(finish)
        }
        return first
    }

    /// Tyres and rims on a flank.
    private func addWheels(_ part: BodyLibrary.Part, side: Double) {
        for row in part.firstWheel..<(part.firstWheel + part.wheelCount) {
            let wheel = library.wheels[row]
            guard wheel.side == side else { continue }
            // Somebody who looks at the left flank sees the front on the left.
            let offset = wheel.along - part.center.x
            let u = part.halfLength - side * offset
            for (radius, grey) in [(wheel.radius, Float(0.012)), (wheel.radius * 0.62, 0.22)] {
                store.decals.append(
                    Decal(
                        .disc, LinearColour(grey, grey, grey), u: (u - radius)...(u + radius),
                        z: (wheel.radius - radius)...(wheel.radius + radius), part.surfaceClass))
            }
        }
    }

    /// A thin wheel along the axis of a cycle, seen from both sides.
    private func addDisc(
        _ part: BodyLibrary.Part, at center: Vector2, axis: Vector2, finish: Finish, owner: SceneOwner
    ) {
        let radius = part.halfLength
        for side in 0..<2 {
            var face = finish
            face.firstDecal = Int32(store.decals.count)
            face.decalCount = 1
            store.decals.append(
                Decal(
                    .disc, LinearColour(finish.red, finish.green, finish.blue), u: 0...(2 * radius),
                    z: part.bottom...(part.bottom + 2 * radius), finish.surfaceClass))
            let row = store.add(face)
            guard side == 1 else { continue }
            store.addThinPanel(
                center: center, axis: axis, halfLength: radius, bottom: part.bottom, top: part.bottom + 2 * radius,
                finish: row - 1, owner: owner, detailRange: 120)
        }
    }

    private func addRound(_ part: BodyLibrary.Part, at center: Vector2, finish: Int32, owner: SceneOwner) {
        if part.shape == .cone {
            store.addCone(
                at: center, radius: part.halfWidth, bottom: part.bottom, top: part.top, finish: finish, owner: owner,
                detailRange: 150)
        } else {
            store.addCylinder(
                at: center, radius: part.halfWidth, bottom: part.bottom, top: part.top, finish: finish, owner: owner,
                detailRange: 200)
        }
    }

    /// Open doors and a beacon.
    private func addExtras(
        _ body: PosedBody, model: BodyLibrary.Model, colour: LinearColour, owner: SceneOwner, time: Double
    ) {
        if model.hasDoors && (body.leftDoor > 0 || body.rightDoor > 0) {
            let finish = store.add(Finish(colour, reflectivity: model.reflectivity, model.surfaceClass))
            for side in VehicleSide.allCases {
                let opening = side == .left ? body.leftDoor : body.rightDoor
                let shape = catalogue.models[Int(body.model)].door(side, opening: opening, at: body.pose)
                guard let shape else { continue }
                store.addBox(shape, bottom: 0.3, top: min(1.3, model.top - 0.1), finish: finish, owner: owner)
            }
        }
        guard body.lights.contains(.beacon) else { return }
        var finish = Finish(LinearColour(0.02, 0.08, 0.9), reflectivity: 0.2, model.surfaceClass)
        finish.isLamp = body.blinks(at: time, rate: 2.2)
        let axis = body.pose.forward
        let center = body.pose.position + axis * (catalogue.models[Int(body.model)].centerOffset)
        store.addBox(
            OrientedBox(center: center, axis: axis, halfLength: 0.15, halfWidth: 0.5), bottom: model.top,
            top: model.top + 0.14, finish: store.add(finish), owner: owner)
    }
}

/// Where a pair of headlamps shines from, and along which unit vector.
struct BeamSource: BitwiseCopyable {
    var x: Double
    var y: Double
    var directionX: Float
    var directionY: Float
}
