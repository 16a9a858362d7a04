import DrivingInterface
import Geometry
import RoadNetwork
import Traffic
import World

/// A pass around something that stands in the way: sideways off the path, along it, and back.
///
/// Begun only when the obstacle has stood for a while for no reason of traffic, the road beside it is carriageway, and
/// nobody comes towards the vehicle in the time that the pass takes.
struct ObstaclePass: ColumnState {
    /// Metres to the left of the path while beside the obstacle; 0: no pass.
    var side = 0.0
    /// Arc lengths between which the vehicle is fully beside the path.
    var from = 0.0
    var to = 0.0
    /// Arc length at which the way out begins.
    var outFrom = 0.0
    /// The obstacle; -1: none.
    var obstacle: Int32 = -1
    /// Seconds at which the nearest obstacle was first seen standing; negative: none.
    var standsSince = -1.0
    var candidate: Int32 = -1
    /// Arc length at which to wait for a chance to pass: a whole ramp before the obstacle.
    var waitAt = Double.infinity

    /// Length of the way out and back, metres.
    private static let ramp = 14.0
    private static let shortestRamp = 9.0
    /// Room kept to the obstacle, metres, widest first.
    private static let clearances = [0.9, 0.7, 0.5]

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("side", value: &side)
        visitor.visit("from", value: &from)
        visitor.visit("to", value: &to)
        visitor.visit("outFrom", value: &outFrom)
        visitor.visit("obstacle", value: &obstacle)
        visitor.visit("standsSince", value: &standsSince)
        visitor.visit("candidate", value: &candidate)
        visitor.visit("waitAt", value: &waitAt)
    }

    /// Whom the vehicle is passing.
    var passed: [ActorID] { obstacle < 0 ? [] : [ActorID(Int(obstacle))] }

    /// Whether a pass is under way.
    var isActive: Bool { obstacle >= 0 }

    /// The indicator to show while moving out; nil without a pass.
    var indicator: DrivingIndicator? { isActive ? (side > 0 ? .left : .right) : nil }

    /// Offset from the path at an arc length, metres: smooth ramps at both ends.
    func offset(at s: Double) -> Double {
        guard isActive else { return 0 }
        let out = (s - outFrom) / (from - outFrom)
        let back = ((to + Self.ramp) - s) / Self.ramp
        let share = max(0, min(1, out, back))
        return side * share * share * (3 - 2 * share)
    }

    /// Begins, ends or keeps a pass.
    mutating func update(
        _ field: PathField, _ following: PathFollowing, motion: ActorMotion, time: Double
    ) {
        let s = field.truth.routePosition
        if isActive {
            if s > to + Self.ramp || isSpoilt(field, motion: motion) { self = ObstaclePass() }
            return
        }
        guard let standing = Self.standing(field, at: s) else {
            (candidate, standsSince, waitAt) = (-1, -1, .infinity)
            return
        }
        if candidate != standing.actor.row { (candidate, standsSince) = (standing.actor.row, time) }
        waitAt = field.beginning(of: standing) - Self.ramp
        let patience = standing.isParked ? 0.3 : 2.5
        guard time - standsSince >= patience, standing.rear - s < 45 else { return }
        plan(around: standing, field, following, motion: motion)
    }

    /// Whether somebody has come up since the pass began, who needs the other lane, and there is still time to stay back.
    private func isSpoilt(_ field: PathField, motion: ActorMotion) -> Bool {
        let s = field.truth.routePosition
        guard s < from, offset(at: s).magnitude < 0.4 * side.magnitude else { return false }
        guard let passed = field.neighbours.first(where: { $0.actor.row == obstacle }),
            passed.rear - s - field.frontOverhang > motion.speed * motion.speed / 6 + 1
        else { return false }
        return !field.isFree(s, to + Self.ramp, offset: side, besides: passed, motion: motion)
    }

    /// The nearest thing in the vehicle's way that stands, if traffic itself is not the reason.
    private static func standing(_ field: PathField, at s: Double) -> PathField.Neighbour? {
        let half = field.halfWidth + 0.3
        let inWay = field.neighbours.first {
            $0.front > s + field.frontOverhang - 1 && $0.left > -half && $0.right < half && $0.rear - s < 60
        }
        guard let inWay, inWay.speed.magnitude < 0.1, inWay.sideways.magnitude < 0.1 else { return nil }
        let lights = field.truth.world.actors.lights(of: inWay.actor)
        let isPerson = inWay.actorClass.isPedestrian
        guard inWay.isParked || inWay.actorClass.isStatic || lights.isSuperset(of: .hazard), !isPerson else {
            return nil
        }
        return inWay
    }

    private mutating func plan(
        around obstacle: PathField.Neighbour, _ field: PathField, _ following: PathFollowing, motion: ActorMotion
    ) {
        let begin = field.beginning(of: obstacle)
        let end = field.end(of: obstacle)
        // The way out begins where the vehicle is: a sudden offset would be steered past.
        let out = max(begin - Self.ramp, field.truth.routePosition + 1)
        guard begin - out >= Self.shortestRamp || motion.speed < 0.3 else { return }
        let offsets = Self.clearances.flatMap { clearance in
            let left = obstacle.left + clearance + field.halfWidth
            let right = obstacle.right - clearance - field.halfWidth
            // Away from the kerb first.
            return field.truth.map.drivingSide == .right ? [left, right] : [right, left]
        }
        let truth = field.truth
        RouteDriving.look(
            around: truth.vehicle, world: truth.world, model: truth.traffic, scratch: &truth.scratch.traffic)
        for offset in offsets where offset.magnitude < 5 {
            guard field.isCarriageway(from: begin, to: end, offset: offset),
                field.isFree(begin - Self.ramp, end + Self.ramp, offset: offset, besides: obstacle, motion: motion)
            else { continue }
            for from in [max(begin, out + 5), out + 3.5, out + 1.5] {
                var pass = self
                (pass.side, pass.from, pass.to, pass.outFrom) = (offset, from, end, out)
                pass.obstacle = obstacle.actor.row
                let way = OwnWay(truth: truth, following: following, pass: pass)
                if way.obstruction(within: end - truth.routePosition) == nil {
                    self = pass
                    return
                }
            }
        }
    }

    /// Whether the vehicle moves out so close to the obstacle that it has to steer before it drives.
    func isSharp(at s: Double) -> Bool { isActive && from - outFrom < Self.shortestRamp && s < from + 3 }

    /// Passing is slow: 25 km/h beside the obstacle; before that, room is kept for the way out. m/s².
    func limit(motion: ActorMotion, at s: Double) -> Double {
        guard isActive else {
            guard waitAt < .infinity else { return .infinity }
            let allowed = (2 * 1.6 * max(0, waitAt - s)).squareRoot()
            return (allowed - motion.speed) / 0.6
        }
        guard s > from - Self.ramp - 10, s < to + Self.ramp else { return .infinity }
        return ((isSharp(at: s) ? 1.5 : 7) - motion.speed) / 0.8
    }
}
