import Geometry
import RoadNetwork

/// One thing that a driver has to recognise in a picture.
struct Exhibit: Sendable {
    /// What it is, in a person's words.
    let name: String
    /// Its middle beside and above the car's axis, metres.
    let y: Double
    let z: Double
    /// Width and height of what has to be seen, metres.
    let size: Double
    /// Puts it on a street at a distance.
    let put: @Sendable (_ street: inout ExhibitStreet, _ distance: Double) -> Void

    init(
        _ name: String, y: Double = 0, z: Double = 0.7, size: Double = 2.4,
        put: @escaping @Sendable (inout ExhibitStreet, Double) -> Void
    ) {
        self.name = name
        (self.y, self.z, self.size) = (y, z, size)
        self.put = put
    }

    /// Everything.
    static let all = paint + street + signs + signals + vehicles + lamps + people

    private static func box(_ length: Double, _ width: Double) -> [Vector2] {
        [
            Vector2(-length / 2, -width / 2), Vector2(length / 2, -width / 2), Vector2(length / 2, width / 2),
            Vector2(-length / 2, width / 2),
        ]
    }

    // MARK: On the ground

    private static func arrow(_ name: String, _ turns: [TurnDirection]) -> Exhibit {
        Exhibit("painted arrow: \(name)", z: 0, size: 3) { street, x in
            street.addPaint(.arrow, TurnArrow.pieces(for: turns), x: x - TurnArrow.length / 2)
        }
    }

    private static let paint: [Exhibit] = [
        Exhibit("broken lane line, worn", y: 1.75, z: 0, size: 4) { street, x in
            for number in -2...8 {
                street.addPaint(.laneLine, [box(3, 0.12)], x: x + 9 * Double(number), y: 1.75, wear: 0.6)
            }
        },
        Exhibit("solid double line", y: 1.75, z: 0, size: 4) { street, x in
            for side in [-0.12, 0.12] { street.addPaint(.centreLine, [box(120, 0.12)], x: x, y: 1.75 + side) }
        },
        arrow("straight on", [.straight]), arrow("left", [.left]), arrow("right", [.right]),
        arrow("straight on or right", [.straight, .right]),
        Exhibit("stop line", z: 0, size: 4) { street, x in street.addPaint(.stopLine, [box(0.4, 3.2)], x: x) },
        Exhibit("give-way line (row of triangles)", z: 0, size: 4) { street, x in
            let teeth = (-2...1).map { number -> [Vector2] in
                let y = 0.4 + 0.8 * Double(number)
                return [Vector2(0, y), Vector2(0.6, y - 0.25), Vector2(0.6, y + 0.25)]
            }
            street.addPaint(.yieldLine, teeth, x: x)
        },
        Exhibit("zebra crossing", y: 1.75, z: 0, size: 8) { street, x in
            for number in 0..<7 {
                street.addPaint(.zebra, [box(4, 0.5)], x: x, y: ExhibitStreet.rightKerb + 0.5 + Double(number))
            }
        },
    ]

    // MARK: Beside the road

    private static let street: [Exhibit] = [
        Exhibit("kerb with raised pavement", y: ExhibitStreet.rightKerb - 0.6, z: 0, size: 3) { _, _ in },
        Exhibit("traffic island with keep-right sign", y: 1.75, z: 0.6, size: 4) { street, x in
            street.addIsland(x: x, y: 1.75)
        },
        Exhibit("traffic cone", z: 0.35, size: 1.2) { $0.add("cone", x: $1) },
        Exhibit("barrier", z: 0.5, size: 2.6) { $0.add("barrier", x: $1, yaw: .pi / 2) },
        Exhibit("water-filled barriers", z: 0.5, size: 4) { street, x in
            street.add(.waterBarrier, x: x, y: 0, length: 0.5, width: 3, height: 0.9)
        },
        Exhibit("bollards", y: -2.2, z: 0.4, size: 2) { street, x in
            for number in 0..<4 {
                street.add(.bollard, x: x + 1.5 * Double(number), y: -2.2, length: 0.14, width: 0.14, height: 0.9)
            }
        },
        Exhibit("guard rail", y: -2.3, z: 0.4, size: 4) { street, x in
            street.add(.guardRail, x: x + 4, y: -2.3, length: 16, width: 0.16, height: 0.75)
        },
        Exhibit("tree", y: -3.4, z: 3, size: 7) { street, x in
            street.add(.tree, x: x, y: -3.4, length: 0.32, width: 0.32, height: 7, crown: (2, 2.6))
        },
        Exhibit("street lamp", y: -2.4, z: 3.5, size: 8) { street, x in
            street.add(.streetLamp, x: x, y: -2.4, length: 0.16, width: 0.16, height: 7, yaw: .pi / 2)
        },
        Exhibit("bus shelter", y: -3.6, z: 1.3, size: 4.5) { street, x in
            street.add(.busShelter, x: x, y: -3.6, length: 4, width: 1.4, height: 2.5)
        },
        Exhibit("poster with a printed person", y: -3.4, z: 1.5, size: 2.6) { street, x in
            street.add(.busShelter, x: x + 2, y: -3.4, length: 4, width: 1.6, height: 2.5)
        },
        Exhibit("façade with windows", y: -7, z: 5, size: 11) { street, x in
            street.map.buildings.removeAll { ($0.parts[0].middle.x - x).magnitude < 17 && $0.parts[0].middle.y < 0 }
            let house = OrientedBox(center: Vector2(x + 5, -9), yaw: 0, length: 10, width: 11)
            street.map.buildings.append(
                Building(
                    randomKey: street.key, parts: [house.polygon], height: 10.5, colour: LinearColour(0.45, 0.41, 0.33),
                    floorHeight: 3.1))
        },
    ]

    // MARK: Signs and signals

    private static func sign(
        _ name: String, _ kind: TrafficSign.Kind, value: Double = 0, size: Double = 0.6
    ) -> Exhibit {
        Exhibit("sign: \(name)", y: ExhibitStreet.rightKerb - 0.6, z: 2.2, size: size * 1.25) { street, x in
            street.addSign(kind, value: value, x: x, size: size)
        }
    }

    private static let signs: [Exhibit] = [
        sign("stop", .stop, size: 0.75), sign("give way", .yield, size: 0.9),
        sign("speed limit 30", .speedLimit, value: 30), sign("speed limit 50", .speedLimit, value: 50),
        sign("speed limit 120", .speedLimit, value: 120), sign("priority road", .priorityRoad),
        sign("no entry", .noEntry), sign("pedestrian crossing", .pedestrianCrossing),
        sign("roundabout", .roundabout), sign("one way", .oneWay), sign("road works", .roadWorks, size: 0.9),
        sign("parking", .parking), sign("children", .children, size: 0.9), sign("keep right", .keepRight),
        sign("keep left", .keepLeft), sign("bus lane", .busLane),
    ]

    private static func signal(
        _ name: String, _ lens: LensShape, _ aspect: SignalAspect, diameter: Double = 0.3
    ) -> Exhibit {
        Exhibit("signal: \(name)", y: ExhibitStreet.rightKerb - 0.6, z: 2.8, size: diameter * 5) { street, x in
            street.addSignal(lens, aspect, x: x, diameter: diameter)
        }
    }

    private static let signals: [Exhibit] = [
        signal("red", .round, .red), signal("red and yellow", .round, .redYellow), signal("yellow", .round, .yellow),
        signal("green", .round, .green), signal("red arrow left", .arrowLeft, .red),
        signal("green arrow right", .arrowRight, .green), signal("green arrow straight on", .arrowStraight, .green),
        signal("red pedestrian", .pedestrian, .red, diameter: 0.2),
        signal("green pedestrian", .pedestrian, .green, diameter: 0.2),
        signal("countdown 12, red", .countdown, .red), signal("countdown 7, green", .countdown, .green),
        signal("red bicycle", .bicycle, .red, diameter: 0.2), signal("green bicycle", .bicycle, .green, diameter: 0.2),
    ]
}

extension ExhibitStreet {
    /// An island of stone with a sign at its head.
    mutating func addIsland(x: Double, y: Double) {
        let box = OrientedBox(center: Vector2(x + 3, y), yaw: 0, length: 6, width: 1.6)
        addSurface(.pavingStones, box, height: 0.12)
        let outline = box.polygon.corners
        // The raised side lies to the left of a kerb's line: counter-clockwise around the island.
        addKerb(outline + [outline[0]])
        map.signs.append(
            TrafficSign(
                randomKey: key, kind: .keepRight, position: Vector3(x + 0.6, y, 1.2), facing: .pi, size: 0.6))
        add(.pole, x: x + 0.66, y: y, length: 0.08, width: 0.08, height: 1.4)
    }
}
