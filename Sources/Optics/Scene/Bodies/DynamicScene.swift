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
    let catalogue: Catalogue
    private let lamps: [SignalLamp]
    private let clocks: [CountdownClock]
    /// Metres from the middle of what is shown within which bodies have limbs, windows and seams.
    private static let closeRange = 120.0
    /// Rows of actors by random key, so that nothing depends on their order in the world.
    private var order: [Int32] = []

    /// - Parameters:
    ///   - catalogue: of the actors that will be shown.
    ///   - fixed: the map's scene, for its signal lamps.
    public init(catalogue: Catalogue, fixed: StaticScene) {
        library = BodyLibrary(catalogue)
        self.catalogue = catalogue
        lamps = fixed.signalLamps
        clocks = fixed.clocks
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
            var isClose = true
            if radius < .infinity {
                let reach =
                    radius + library.models[Int(actors.model[row])].reach
                    + (actors.speed[row].magnitude + elapsed.magnitude * 10) * elapsed.magnitude
                let offset = Vector2(actors.x[row], actors.y[row]) - center
                if offset.lengthSquared > reach * reach { continue }
                isClose = offset.lengthSquared < DynamicScene.closeRange * DynamicScene.closeRange
            }
            add(PosedBody(ofRow: row, in: actors, after: elapsed), time: time, isClose: isClose)
        }
    }

    /// Shows the given bodies, for example each at its own time.
    public func rebuild(bodies: [PosedBody], signals: [UInt8], time: Double) {
        begin(signals: signals, time: time)
        for body in bodies { add(body, time: time, isClose: true) }
    }

    private func begin(signals: [UInt8], time: Double) {
        store.removeAll()
        for line in library.lines { store.lines.append(line) }
        signalLights.count = 0
        beams.count = 0
        for lamp in lamps {
            let isKnown = lamp.group >= 0 && Int(lamp.group) < signals.count
            let aspect = isKnown ? SignalAspect(rawValue: signals[Int(lamp.group)]) ?? .dark : .dark
            if let bar = lamp.bar {
                let seconds = clocks[Int(bar.clock)].secondsLeft(at: time, shown: aspect)
                signalLights.append(LampLight(bar, seconds: seconds, shown: aspect))
            } else {
                signalLights.append(LampLight(lamp.colour, isLit: lamp.colour.isLit(by: aspect, time: time)))
            }
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

    private func add(_ body: PosedBody, time: Double, isClose: Bool) {
        let model = library.models[Int(body.model)]
        let owner = SceneOwner.actor(body.actor)
        let colour = library.colours[
            model.firstColour + catalogue.colourRow(of: body.model, randomKey: body.randomKey)]
        let frame = BodyFrame(body, joint: model.joint)
        let person = isClose && model.person >= 0 ? library.persons[model.person] : nil
        for row in model.firstPart..<(model.firstPart + model.partCount) {
            if let person, person.replaces(row) { continue }
            let part = library.parts[row]
            var finish = Finish(part.colour ?? colour, reflectivity: part.reflectivity, part.surfaceClass)
            finish.coat = part.coat
            let (center, axis) = frame.place(part)
            if part.isDisc {
                addDisc(part, at: center, axis: axis, finish: finish, owner: owner)
            } else if part.build != .box && isClose {
                addBuild(part, body, finish: finish, owner: owner, time: time)
            } else if part.shape != .box {
                addRound(part, model, at: center, finish: store.add(finish), owner: owner)
            } else {
                let hasLamps = row == model.frontPart || row == model.rearPart
                let hasFigures = hasLamps || isClose && part.figureCounts != SIMD4()
                let first =
                    hasFigures
                    ? addSides(row, finish, model, body, paint: colour, time: time, isClose: isClose)
                    : store.add(finish)
                store.addBox(
                    OrientedBox(center: center, axis: axis, halfLength: part.halfLength, halfWidth: part.halfWidth),
                    bottom: part.bottom, top: part.top, finish: first, finishStride: hasFigures ? 1 : 0, owner: owner,
                    detailRange: 400)
            }
        }
        if let person { addPerson(person, body, clothes: colour, owner: owner, time: time) }
        if body.lights.contains(.headlamps), model.frontPart >= 0 {
            let part = library.parts[model.frontPart]
            let (center, axis) = frame.place(part)
            let place = center + axis * part.halfLength
            beams.append(BeamSource(x: place.x, y: place.y, directionX: Float(axis.x), directionY: Float(axis.y)))
        }
        addExtras(body, model: model, colour: colour, owner: owner, time: time)
    }

    /// Five finishes for the sides of a box (left, back, right, front) and its top, with figures and lamps.
    private func addSides(
        _ row: Int, _ plain: Finish, _ model: BodyLibrary.Model, _ body: PosedBody, paint: LinearColour, time: Double,
        isClose: Bool
    ) -> Int32 {
        let first = Int32(store.finishes.count)
        let part = library.parts[row]
        var figure = Int(part.firstFigure)
        for side in 0..<5 {
            var finish = plain
            finish.firstDecal = Int32(store.decals.count)
            if side < 4 {
                let count = Int(part.figureCounts[side])
                if isClose { addFigures(figure..<(figure + count), paint: paint) }
                figure += count
            }
            if side == 1 && row == model.rearPart { store.addRearLamps(part, model, body, time: time) }
            if side == 3 && row == model.frontPart { store.addFrontLamps(part, model, body, time: time) }
            finish.decalCount = UInt16(store.decals.count - Int(finish.firstDecal))
            store.finishes.append(finish)
        }
        return first
    }

    /// Figures of the library, whose lines stand first in the store.
    private func addFigures(_ rows: Range<Int>, paint: LinearColour) {
        for row in rows {
            var decal = library.figures[row].decal
            if library.figures[row].takesPaint {
                (decal.red, decal.green, decal.blue) = (paint.red, paint.green, paint.blue)
            }
            store.decals.append(decal)
        }
    }

    private func addRound(
        _ part: BodyLibrary.Part, _ model: BodyLibrary.Model, at center: Vector2, finish: Int32, owner: SceneOwner
    ) {
        if part.shape == .cone && model.isCone {
            let white = Finish(LinearColour(0.80, 0.80, 0.80), reflectivity: 0.9, model.surfaceClass)
            store.addTrafficCone(
                at: center, radius: part.halfWidth, from: part.bottom, height: part.top - part.bottom, taper: 1,
                orange: finish,
                white: store.add(white), owner: owner)
        } else if part.shape == .cone {
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
            var pane = Finish(LinearColour(0.022, 0.027, 0.032), reflectivity: 0.1, model.surfaceClass)
            pane.coat = .glass
            let glass = store.add(pane)
            for side in VehicleSide.allCases {
                let opening = side == .left ? body.leftDoor : body.rightDoor
                let shape = catalogue.models[Int(body.model)].door(side, opening: opening, at: body.pose)
                guard let shape else { continue }
                let (sill, top) = (min(0.92, model.top - 0.4), min(1.35, model.top - 0.1))
                store.addBox(shape, bottom: 0.3, top: sill, finish: finish, owner: owner)
                store.addBox(shape, bottom: sill, top: top, finish: glass, owner: owner)
                store.addBox(shape, bottom: top, top: top + 0.06, finish: finish, owner: owner)
            }
        }
        if body.lights.contains(.beacon) { addBeacons(body, model, owner: owner, time: time) }
    }

    /// Blue lamps near both ends of the roof.
    private func addBeacons(_ body: PosedBody, _ model: BodyLibrary.Model, owner: SceneOwner, time: Double) {
        var finish = Finish(LinearColour(0.02, 0.08, 0.9), reflectivity: 0.2, model.surfaceClass)
        finish.isLamp = body.blinks(at: time, rate: 2.2)
        let row = store.add(finish)
        let roof = library.parts[model.roofPart]
        let frame = BodyFrame(body, joint: model.joint)
        let (center, axis) = frame.place(roof)
        for end in [-1.0, 1] {
            let place = center + axis * (end * max(0, roof.halfLength - 0.25))
            store.addBox(
                OrientedBox(center: place, axis: axis, halfLength: 0.15, halfWidth: 0.55), bottom: roof.top,
                top: roof.top + 0.18, finish: row, owner: owner)
        }
    }
}

/// Where a pair of headlamps shines from, and along which unit vector.
struct BeamSource: BitwiseCopyable {
    var x: Double
    var y: Double
    var directionX: Float
    var directionY: Float
}
