import Geometry
import RoadNetwork
import World

/// A plain street with one thing on it to recognise, seen from a car that stands at the origin and looks along x in the
/// right one of two lanes.
struct ExhibitStreet {
    var map = StreetMap(name: "exhibit")
    var actors = ActorColumns()
    /// What every signal group shows.
    var signals: [UInt8] = []
    let catalogue: Catalogue

    /// y of the kerbs to the right and to the left.
    static let rightKerb = -1.75
    static let leftKerb = 5.25
    private static let range = -20.0...260.0
    private static let pavementWidth = 3.0

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
        addGround(.asphalt, from: Self.rightKerb, to: Self.leftKerb)
        for (kerb, outer) in [(Self.leftKerb, 1.0), (Self.rightKerb, -1.0)] {
            let edge = kerb + outer * Self.pavementWidth
            addGround(.pavingStones, from: min(kerb, edge), to: max(kerb, edge), height: 0.12)
            let line = outer > 0 ? [Self.range.lowerBound, Self.range.upperBound] : [Self.range.upperBound, -20]
            addKerb(line.map { Vector2($0, kerb) })
        }
        addHouses()
        _ = actors.spawn(
            ActorPlacement(model: model("ego"), randomKey: 1 << 40, flags: .driven, pose: Pose2(x: -1.6, y: 0, yaw: 0)))
    }

    /// The car that looks.
    var own: ActorID { ActorID(0) }

    /// A random key of its own for the next element.
    var key: UInt64 {
        let count =
            map.surfaces.count + map.kerbs.count + map.paint.count + map.furniture.count + map.signs.count
            + map.signalHeads.count + map.buildings.count
        return StableHash.mix(UInt64(count + 1))
    }

    func model(_ name: String) -> Int32 { catalogue.model(named: name) ?? 0 }

    private mutating func addGround(_ material: GroundSurface.Material, from: Double, to: Double, height: Double = 0) {
        let (low, high) = (Self.range.lowerBound, Self.range.upperBound)
        addSurface(
            material,
            OrientedBox(
                center: Vector2((low + high) / 2, (from + to) / 2), yaw: 0, length: high - low, width: to - from),
            height: height)
    }

    mutating func addSurface(_ material: GroundSurface.Material, _ box: OrientedBox, height: Double = 0) {
        map.surfaces.append(
            GroundSurface(randomKey: key, material: material, height: height, outline: box.polygon))
    }

    /// A kerb whose raised side lies to the left of the line.
    mutating func addKerb(_ points: [Vector2]) {
        guard let line = Polyline(points) else { return }
        map.kerbs.append(Kerb(randomKey: key, line: line, height: 0.12))
    }

    private mutating func addHouses() {
        let colours = [LinearColour(0.45, 0.41, 0.33), LinearColour(0.36, 0.34, 0.32), LinearColour(0.50, 0.36, 0.18)]
        for row in 0..<20 {
            let (side, x) = (row % 2 == 0 ? 1.0 : -1.0, 26 * Double(row / 2))
            let y = side > 0 ? Self.leftKerb + 9 : Self.rightKerb - 9
            map.buildings.append(
                Building(
                    randomKey: key,
                    parts: [OrientedBox(center: Vector2(x, y), yaw: 0, length: 22, width: 10).polygon],
                    height: 9.5 + 3.1 * Double(row % 3), colour: colours[row % 3], floorHeight: 3.1))
        }
    }

    // MARK: Things

    /// An actor.
    /// - Parameter gaze: direction of view against the heading, radians.
    mutating func add(
        _ name: String, x: Double, y: Double = 0, yaw: Double = 0, speed: Double = 0, lights: ActorLights = [],
        leftDoor: Float = 0, gaze: Double = 0
    ) {
        // The middle of vehicles stands at x, not their rear axle.
        let row = model(name)
        let offset = catalogue.models[Int(row)].centerOffset
        let place = Vector2(x, y) - Vector2(yaw: yaw) * offset
        let actor = actors.spawn(
            ActorPlacement(model: row, randomKey: StableHash.of(name), pose: Pose2(place, yaw: yaw), speed: speed))
        actors.lights[actor.index] = lights.rawValue
        actors.leftDoor[actor.index] = leftDoor
        actors.gaze[actor.index] = Float(gaze)
    }

    /// Paint whose corners are relative to (x, y).
    mutating func addPaint(
        _ kind: PaintPatch.Kind, _ outlines: [[Vector2]], x: Double, y: Double = 0, wear: Float = 0.15
    ) {
        for outline in outlines {
            guard let polygon = ConvexPolygon(hullOf: outline.map { $0 + Vector2(x, y) }) else { continue }
            map.paint.append(PaintPatch(randomKey: key, kind: kind, colour: .white, wear: wear, outline: polygon))
        }
    }

    mutating func add(
        _ kind: StreetFurniture.Kind, x: Double, y: Double, length: Double, width: Double, height: Double,
        yaw: Double = 0, crown: (radius: Double, base: Double) = (0, 0)
    ) {
        map.furniture.append(
            StreetFurniture(
                randomKey: key, kind: kind,
                footprint: OrientedBox(center: Vector2(x, y), yaw: yaw, length: length, width: width), height: height,
                crownRadius: crown.radius, crownBase: crown.base))
    }

    /// A sign on its post at the right edge.
    mutating func addSign(_ kind: TrafficSign.Kind, value: Double = 0, x: Double, size: Double = 0.6) {
        let y = Self.rightKerb - 0.6
        map.signs.append(
            TrafficSign(
                randomKey: key, kind: kind, value: value, position: Vector3(x, y, 2.2), facing: .pi, size: size))
        add(.pole, x: x + TrafficSign.postDistance, y: y, length: 0.08, width: 0.08, height: 2.5)
    }

    /// A signal head at the right edge.
    mutating func addSignal(_ lens: LensShape, _ aspect: SignalAspect, x: Double, diameter: Double = 0.3) {
        let y = Self.rightKerb - 0.6
        map.signalControllers = [
            SignalController(
                name: "c", randomKey: 1,
                phases: [
                    SignalPhase(duration: aspect == .red ? 12 : 7, aspects: [(SignalGroupID(0), aspect)]),
                    SignalPhase(duration: 10, aspects: [(SignalGroupID(0), .yellow)]),
                ])
        ]
        map.signalGroups = [SignalGroup(name: "g", randomKey: 2, controller: SignalControllerID(0))]
        map.signalHeads.append(
            SignalHead(
                randomKey: key, group: SignalGroupID(0), position: Vector3(x, y, 2.8), facing: .pi, lens: lens,
                lensDiameter: diameter))
        signals = [aspect.rawValue]
        add(.pole, x: x + SignalHead.postDistance, y: y, length: 0.1, width: 0.1, height: 3.4)
    }
}
