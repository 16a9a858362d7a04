import Drawing
import DrivingInterface
import Geometry
import RoadNetwork
import World

/// A crossroads with signals, crossings, houses and trees, symmetric under quarter turns, and one actor of every class.
enum SmallTown {
    static let reach = 90.0
    static let laneWidth = 3.5

    static let map: StreetMap = {
        var map = StreetMap(name: "small town")
        for quarter in 0..<4 { addArm(quarter, to: &map) }
        map.surfaces.append(
            GroundSurface(randomKey: 1, material: .asphalt, outline: box(center: .zero, length: 22, width: 22)))
        map.signalControllers = [SignalController(name: "main", randomKey: 7, phases: [])]
        return map.indexed()
    }()

    private static func box(center: Vector2, length: Double, width: Double) -> ConvexPolygon {
        OrientedBox(center: center, yaw: 0, length: length, width: width).polygon
    }

    /// Everything of one arm, laid along +x and turned by quarters.
    private static func addArm(_ quarter: Int, to map: inout StreetMap) {
        let turn = PlaneTransform.rotation(Double(quarter) * .pi / 2)
        let key = UInt64(quarter) << 32
        func polygon(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> ConvexPolygon {
            ConvexPolygon(
                counterClockwise: [
                    Vector2(x.lowerBound, y.lowerBound), Vector2(x.upperBound, y.lowerBound),
                    Vector2(x.upperBound, y.upperBound), Vector2(x.lowerBound, y.upperBound),
                ].map(turn.apply))
        }
        func surface(
            _ material: GroundSurface.Material, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, height: Double = 0
        ) {
            map.surfaces.append(
                GroundSurface(
                    randomKey: key + UInt64(map.surfaces.count), material: material, height: height,
                    outline: polygon(x, y)))
        }
        func paint(_ kind: PaintPatch.Kind, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, wear: Float = 0.1) {
            map.paint.append(
                PaintPatch(
                    randomKey: key + UInt64(map.paint.count), kind: kind, colour: .white, wear: wear,
                    outline: polygon(x, y)))
        }
        surface(.asphalt, 11...reach, -5.5...5.5)
        for side in [1.0, -1.0] {
            let near = side > 0 ? 5.5...7.0 : -7.0 ... -5.5
            let far = side > 0 ? 7.0...10.0 : -10.0 ... -7.0
            surface(.cyclePath, 11...reach, near, height: 0.1)
            surface(.pavingStones, 10...reach, far, height: 0.12)
            paint(.edgeLine, 16...reach, side > 0 ? 5.2...5.32 : -5.32 ... -5.2, wear: 0.4)
            if let line = Polyline([turn.apply(Vector2(11, side * 5.5)), turn.apply(Vector2(reach, side * 5.5))]) {
                map.kerbs.append(Kerb(randomKey: key + 900 + UInt64(side > 0 ? 1 : 0), line: line, height: 0.12))
            }
        }
        for x in stride(from: 20.0, to: reach - 6, by: 12) { paint(.centreLine, x...(x + 6), -0.08...0.08) }
        for y in stride(from: -5.0, to: 5.0, by: 1.0) { paint(.zebra, 11.6...14.6, y...(y + 0.5)) }
        paint(.stopLine, 15.6...16.0, 0.2...5.2)
        addLanes(quarter, turn, key, to: &map)
        addScenery(quarter, turn, key, to: &map)
    }

    private static func addLanes(_ quarter: Int, _ turn: PlaneTransform, _ key: UInt64, to map: inout StreetMap) {
        func lane(_ name: String, _ points: [Vector2], _ type: LaneType, number: Int) -> Lane? {
            guard let line = Polyline(points.map(turn.apply)) else { return nil }
            return Lane(
                name: name, randomKey: key + UInt64(map.lanes.count), road: .none, number: number, type: type,
                centerline: line, halfWidths: Array(repeating: laneWidth / 2, count: line.points.count),
                speedLimit: 13.9)
        }
        let group = SignalGroupID(map.signalGroups.count)
        map.signalGroups.append(
            SignalGroup(name: "arm\(quarter)", randomKey: key + 5000, controller: SignalControllerID(0)))
        let inbound = lane("arm\(quarter)/in", [Vector2(reach, 2.6), Vector2(16, 2.6)], .driving, number: 1)
        var through = lane("arm\(quarter)/through", [Vector2(16, 2.6), Vector2(-16, 2.6)], .driving, number: 1)
        through?.signalGroup = group
        let outbound = lane("arm\(quarter)/out", [Vector2(16, -2.6), Vector2(reach, -2.6)], .driving, number: -1)
        map.lanes.append(contentsOf: [inbound, through, outbound].compactMap { $0 })
        let pole = turn.apply(Vector2(15.2, 6.4))
        map.signalHeads.append(
            SignalHead(
                randomKey: key + 6000, group: group, position: Vector3(pole.x, pole.y, 3),
                facing: Double(quarter) * .pi / 2))
        let kinds: [TrafficSign.Kind] = [.speedLimit, .priorityRoad, .yield, .stop]
        let sign = turn.apply(Vector2(34, 6.6))
        map.signs.append(
            TrafficSign(
                randomKey: key + 7000, kind: kinds[quarter], value: 50, position: Vector3(sign.x, sign.y, 2.2),
                facing: Double(quarter) * .pi / 2))
    }

    private static func addScenery(_ quarter: Int, _ turn: PlaneTransform, _ key: UInt64, to map: inout StreetMap) {
        for (index, x) in stride(from: 24.0, to: reach - 14, by: 19).enumerated() {
            for side in [1.0, -1.0] {
                let center = turn.apply(Vector2(x, side * 20.0))
                let footprint = OrientedBox(
                    center: center, yaw: Double(quarter) * .pi / 2, length: 15, width: 12 + Double(index))
                map.buildings.append(
                    Building(
                        randomKey: key + 8000 + UInt64(index), parts: [footprint.polygon],
                        height: 8 + 5 * Double((index * 3 + quarter) % 4), colour: LinearColour(0.55, 0.38, 0.28)))
                let trunk = turn.apply(Vector2(x + 9.5, side * 8.6))
                map.furniture.append(
                    StreetFurniture(
                        randomKey: StableHash.mix(key + UInt64(index) + (side > 0 ? 100 : 0)), kind: .tree,
                        footprint: OrientedBox(center: trunk, yaw: 0, length: 0.4, width: 0.4), height: 8,
                        crownRadius: 2.2 + 0.3 * Double(index % 3), crownBase: 2.5))
            }
        }
        let lamp = turn.apply(Vector2(26, 7.2))
        map.furniture.append(
            StreetFurniture(
                randomKey: key + 9000, kind: .streetLamp,
                footprint: OrientedBox(center: lamp, yaw: 0, length: 0.25, width: 0.25), height: 7))
    }

    /// One model per class, sizes of real ones.
    static let catalogue: Catalogue = {
        let sizes: [(ActorClass, Double, Double, Double)] = [
            (.car, 4.6, 1.85, 1.5), (.van, 5.9, 2.05, 2.5), (.truck, 9.5, 2.5, 3.6), (.bus, 12, 2.55, 3.1),
            (.articulatedBus, 18, 2.55, 3.1), (.motorcycle, 2.2, 0.8, 1.4), (.bicycle, 1.8, 0.6, 1.7),
            (.eScooter, 1.2, 0.5, 1.8), (.cargoTricycle, 2.6, 1.1, 1.7), (.wheelchair, 1.1, 0.7, 1.3),
            (.adult, 0.5, 0.55, 1.75), (.child, 0.4, 0.42, 1.2), (.dog, 0.9, 0.3, 0.6), (.cone, 0.4, 0.4, 0.75),
            (.barrier, 0.4, 2.0, 1.0), (.box, 0.7, 0.6, 0.5),
        ]
        return Catalogue(
            models: sizes.map { kind, length, width, height in
                var model = ActorModel(name: "\(kind)", actorClass: kind)
                (model.length, model.width, model.height) = (length, width, height)
                if kind.isVehicle {
                    model.wheelbase = length * 0.58
                    model.centerOffset = length * 0.3
                }
                if kind == .articulatedBus {
                    model.articulation = Articulation(jointOffset: 1.5, trailingWheelbase: 4, maximumAngle: 0.9)
                }
                if kind == .car { model.doorHinge = 2 }
                model.colours = [
                    LinearColour(0.6, 0.6, 0.62), LinearColour(0.05, 0.05, 0.06), LinearColour(0.35, 0.03, 0.03),
                    LinearColour(0.05, 0.12, 0.3), LinearColour(0.8, 0.8, 0.78),
                ]
                return model
            })
    }()

    /// The ego waiting behind the stop line, traffic around it, one of everybody in view.
    static func moment(time: Double = 12.3) -> SceneWorld {
        var world = WorldState(signals: [1, 4, 1, 4])
        func add(_ kind: ActorClass, _ x: Double, _ y: Double, yaw: Double, speed: Double = 0, flags: ActorFlags = [])
            -> ActorID
        {
            let row = catalogue.model(named: "\(kind)") ?? 0
            return world.actors.spawn(
                ActorPlacement(
                    model: row, randomKey: StableHash.mix(UInt64(world.actors.count)), flags: flags,
                    pose: Pose2(x: x, y: y, yaw: yaw), speed: speed))
        }
        let ego = add(.car, -34, -2.6, yaw: 0, speed: 8, flags: .driven)
        let lead = add(.car, -22, -2.6, yaw: 0)
        world.actors.lights[lead.index] = ActorLights.brake.rawValue
        let turning = add(.van, 3, 12, yaw: -.pi / 2 + 0.3, speed: 5)
        world.actors.lights[turning.index] = ActorLights.indicatorLeft.union(.headlamps).rawValue
        _ = add(.bus, 2.6, 34, yaw: .pi / 2, speed: 6)
        let long = add(.articulatedBus, 48, 2.6, yaw: .pi, speed: 3)
        world.actors.articulation[long.index] = 0.2
        _ = add(.truck, 30, -2.6, yaw: 0, speed: 7)
        _ = add(.motorcycle, -48, -2.6, yaw: 0, speed: 12)
        _ = add(.bicycle, -14, -6.2, yaw: 0, speed: 4)
        _ = add(.eScooter, 20, -6.2, yaw: 0, speed: 4)
        _ = add(.cargoTricycle, -20, 6.2, yaw: .pi, speed: 3)
        _ = add(.wheelchair, -22, 8.4, yaw: 0, speed: 1)
        _ = add(.adult, 13.1, -2, yaw: .pi / 2, speed: 1.3)
        _ = add(.adult, 13.4, 2.5, yaw: -.pi / 2, speed: 1.2)
        _ = add(.child, 12.4, -3.4, yaw: .pi / 2, speed: 1.5)
        _ = add(.dog, 12.9, -4.1, yaw: .pi / 2, speed: 1.5)
        for index in 0..<4 { _ = add(.cone, -8 - Double(index) * 1.5, 4.6, yaw: 0, flags: .parked) }
        _ = add(.barrier, -6, 4.4, yaw: 0, flags: .parked)
        _ = add(.box, -3.4, 6.9, yaw: 0.4, flags: .parked)
        let parked = add(.car, -44, 4.3, yaw: .pi, flags: .parked)
        world.actors.leftDoor[parked.index] = 0.8
        world.clock.tick = 0
        return SceneWorld(world: world, ego: ego)
    }

    struct SceneWorld {
        var world: WorldState
        var ego: ActorID
    }
}
