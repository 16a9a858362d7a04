import Geometry
import World

extension TrafficScene {
    /// Metres of a long vehicle's way ahead that people on foot keep out of, and the room they leave it, metres.
    private static let retreatReach = 9.0
    private static let retreatRoom = 0.65

    /// Where somebody on foot has to step aside to because a long vehicle will reach over its place on a turn: a unit
    /// vector, or nil if the place is safe.
    func retreat(of walker: SceneActor, moved: Vector2 = .zero) -> Vector2? {
        var way: Vector2?
        var deepest = 0.0
        for row in sweepers {
            let vehicle = actors[Int(row)]
            guard vehicle.position.distance(to: walker.position) < 24, vehicle.speed > -0.5 else { continue }
            let steps = min(Int(vehicle.sweepCount), Int(Self.retreatReach / Self.sweepStep))
            for step in 0..<steps {
                let box = sweep[Int(vehicle.sweepStart) + step]
                let offset = walker.position + moved - box.center
                let across = box.axis.cross(offset)
                let depth = box.halfWidth + Self.retreatRoom - across.magnitude
                guard depth > deepest, offset.dot(box.axis).magnitude < box.halfLength + Self.retreatRoom else {
                    continue
                }
                deepest = depth
                way = box.axis.leftNormal * (across < 0 ? -1 : 1)
            }
        }
        return way
    }
}
