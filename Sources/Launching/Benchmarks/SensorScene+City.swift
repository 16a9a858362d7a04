import Geometry
import RoadNetwork
import World

extension SensorScene {
    /// A made-up city of boxes around a crossing: half of them buildings, half vehicles.
    ///
    /// - Parameters:
    ///   - inner: boxes within 200 m; every vehicle among them moves.
    ///   - outer: more boxes of the same density around them.
    ///   - movingOuter: how many of those are vehicles on the move.
    public init(inner: Int, outer: Int = 0, movingOuter: Int = 0) {
        let pitch = 200 * (Double.pi / Double(inner)).squareRoot()
        let places = SensorScene.places(inner + outer, pitch: pitch)
        let stream = RandomStream(seed: 1, purpose: RandomPurpose("benchmark.city"))
        let stride = movingOuter > 0 ? outer / movingOuter : outer + 1
        let boxes = places.enumerated().map { row, place in
            let isMoving = row < inner ? row % 2 == 1 : (row - inner) % stride == 0
            return SensorScene.box(
                at: place, pitch: pitch, isVehicle: isMoving, stream: stream, draw: row * 8)
        }
        let poses = (0..<16).map { Pose2(x: 0.2 * Double($0), y: -0.1 * Double($0), yaw: Double($0) * 0.4) }
        self.init(name: "\(inner) + \(outer) boxes", boxes: boxes, paint: [], poses: poses)
    }

    /// Middles of square cells, nearest first, without those around the middle.
    private static func places(_ count: Int, pitch: Double) -> [Vector2] {
        let reach = Int((Double(count) / .pi).squareRoot()) + 4
        var places: [Vector2] = []
        for row in -reach...reach {
            for column in -reach...reach {
                let place = Vector2((Double(column) + 0.5) * pitch, (Double(row) + 0.5) * pitch)
                if place.length > 12 { places.append(place) }
            }
        }
        places.sort { ($0.lengthSquared, $0.x, $0.y) < ($1.lengthSquared, $1.x, $1.y) }  // order: places differ
        return Array(places.prefix(count))
    }

    private static func box(
        at place: Vector2, pitch: Double, isVehicle: Bool, stream: RandomStream, draw: Int
    ) -> Box {
        func uniform(_ low: Double, _ high: Double, _ index: Int) -> Double {
            stream.uniform(in: low...high, draw + index)
        }
        let center = place + Vector2(uniform(-0.1, 0.1, 0), uniform(-0.1, 0.1, 1)) * pitch
        let grey = Float(uniform(0.1, 0.8, 2))
        let colour = LinearColour(grey, Float(uniform(0.1, 0.8, 3)), grey)
        guard isVehicle else {
            return Box(
                actorClass: nil, center: center, yaw: uniform(-0.1, 0.1, 4), length: uniform(0.4, 0.7, 5) * pitch,
                width: uniform(0.4, 0.7, 6) * pitch, bottom: 0, top: uniform(4, 30, 7), reflectivity: 0.3,
                colour: colour)
        }
        let kind = uniform(0, 1, 7)
        let (length, width, height) = kind < 0.8 ? (4.6, 1.85, 1.5) : (kind < 0.9 ? (5.4, 2, 2.2) : (10.5, 2.5, 3.4))
        return Box(
            actorClass: .car, center: center, yaw: uniform(-3, 3, 4), length: min(length, 0.7 * pitch), width: width,
            bottom: 0.25, top: height, speed: uniform(2, 14, 5), reflectivity: 0.3, colour: colour)
    }

    /// Vehicles on the move, spread evenly over a sector ahead of the one pose.
    /// - Parameters:
    ///   - angle: of the sector, radians.
    ///   - near: metres; so is `far`.
    public init(vehicles count: Int, inSector angle: Double, from near: Double, to far: Double) {
        let stream = RandomStream(seed: 1, purpose: RandomPurpose("benchmark.sector"))
        let boxes = (0..<count).map { row in
            let squared = stream.uniform(in: near * near...far * far, 2 * row)
            let azimuth = angle * ((Double(row) + 0.5) / Double(count) - 0.5)
            let place = Vector2(yaw: azimuth) * squared.squareRoot()
            return SensorScene.box(at: place, pitch: 8, isVehicle: true, stream: stream, draw: 10_000 + 8 * row)
        }
        self.init(name: "\(count) vehicles", boxes: boxes, paint: [], poses: [.identity])
    }
}
