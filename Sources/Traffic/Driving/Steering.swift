import Geometry
import RoadNetwork
import World

/// Steering along a line: the middle of the vehicle is led to a point ahead on the line along an arc.
public enum Steering {
    /// Curvature of the arc on which a point `lead` metres ahead of the rear axle passes through a target, 1/m.
    ///
    /// With the rear axle in the origin, heading along x, the turning centre is (0, 1/κ); the led point (lead, 0) and the
    /// target (x, y) are equally far from it if κ = 2·y / (x² + y² − lead²). For lead = 0 that is pure pursuit
    /// (Coulter 1992).
    ///
    /// - Parameters:
    ///   - target: in the vehicle's frame, metres, farther than `lead` from the rear axle.
    ///   - lead: metres.
    ///   - sharpest: largest curvature that the vehicle can drive, 1/m.
    public static func curvature(towards target: Vector2, lead: Double, sharpest: Double) -> Double {
        let reach = target.lengthSquared - lead * lead
        guard reach > 1e-6 else { return target.y > 0 ? sharpest : target.y < 0 ? -sharpest : 0 }
        return min(sharpest, max(-sharpest, 2 * target.y / reach))
    }

    /// Distance ahead of the vehicle's middle at which its line is aimed at, metres.
    public static func lookAhead(speed: Double, halfLength: Double) -> Double {
        max(1.2 + 0.45 * halfLength, 0.7 * speed)
    }
}

extension TrafficModel {
    /// Where on a lane a road user keeps: in the middle, cycles at the outer edge of lanes that they share, metres to the
    /// left of the middle.
    @inline(__always)
    func restOffset(on lane: Int32, at s: Double, body: BodyRecord) -> Double {
        guard body.keepsToEdge else { return 0 }
        let record = lanes.records[Int(lane)]
        guard !record.isForCyclesOnly else { return 0 }
        let edge = max(0, lanes.halfWidth(lane, at: s) - body.halfWidth - 0.35)
        return map.drivingSide == .right ? -edge : edge
    }
}

extension TrafficScene {
    /// Where a vehicle is in thought: its rear axle and heading, after driving on by some metres.
    struct Placement {
        var axle: Vector2
        var forward: Vector2
        var travelled: Double
    }

    /// Curvature that leads a lane keeper along its way, 1/m.
    ///
    /// - Parameters:
    ///   - offset: wanted offset from the way's usual line, for a distance ahead, metres.
    ///   - keeps: offset from the lane's middle that it keeps; nil = the usual one.
    @inline(__always)
    func steer(_ row: Int, body: BodyRecord, model: TrafficModel, offset: (Double) -> Double, keeps: Double?) -> Double
    {
        let actor = actors[row]
        let here = Placement(
            axle: actor.position - actor.forward * body.centerOffset, forward: actor.forward, travelled: 0)
        return curvature(row, here, speed: actor.speed, body: body, model: model, offset: offset, keeps: keeps)
    }

    /// Curvature that leads a lane keeper along its way from a place that it is at or will come to, 1/m.
    ///
    /// Long vehicles turn towards the near side with their middle on the line, so that the rear does not cut the kerb,
    /// and across the junction with their front on it, so that the front does not swing out.
    @inline(__always)
    func curvature(
        _ row: Int, _ place: Placement, speed: Double, body: BodyRecord, model: TrafficModel,
        offset: (Double) -> Double, keeps: Double?
    ) -> Double {
        let ahead = Steering.lookAhead(speed: speed.magnitude, halfLength: actors[row].halfLength)
        var local = target(row, place, ahead: ahead, body, model, offset, keeps)
        var lead = body.lead
        let isFarSide = model.map.drivingSide == .right ? local.y > 0 : local.y < 0
        if body.farLead > lead + 0.5, isFarSide {
            lead = body.farLead
            local = target(row, place, ahead: ahead + lead - body.lead, body, model, offset, keeps)
        }
        return Steering.curvature(towards: local, lead: lead, sharpest: body.sharpestCurvature)
    }

    /// The point of the way `ahead` metres beyond the vehicle's middle, in the vehicle's frame.
    @inline(__always)
    private func target(
        _ row: Int, _ place: Placement, ahead: Double, _ body: BodyRecord, _ model: TrafficModel,
        _ offset: (Double) -> Double, _ keeps: Double?
    ) -> Vector2 {
        let actor = actors[row]
        let along = place.travelled + ahead
        var link = links[Int(actor.chainStart)]
        for index in 1..<max(1, Int(actor.chainCount)) where link.end < along {
            link = links[Int(actor.chainStart) + index]
        }
        let s = along - link.start
        let rest = keeps ?? model.restOffset(on: link.lane, at: s, body: body)
        let point = model.lanes.pose(link.lane, at: s, offset: rest + offset(along)).position
        let toPoint = point - place.axle
        return Vector2(toPoint.dot(place.forward), place.forward.cross(toPoint))
    }
}
