import Geometry
import RoadNetwork
import Traffic
import World

/// The footprints that the oracle's vehicle will have if it goes on, found by steering along its path in thought, and
/// whom it would touch.
struct OwnWay {
    /// Metres between two footprints, and room kept to all sides.
    private static let step = 0.8
    private static let margin = 0.15

    let truth: PrivilegedView
    let following: PathFollowing
    let pass: ObstaclePass

    /// Metres that the vehicle can drive before it touches somebody; nil if it touches nobody within `reach` metres.
    func obstruction(within reach: Double) -> Double? {
        RouteDriving.obstruction(
            of: truth.vehicle, within: reach, speed: max(0, truth.motion.speed), scratch: truth.scratch.traffic
        ) { footprints(within: reach) }
    }

    private func footprints(within reach: Double) -> [(travelled: Double, box: OrientedBox)] {
        let model = truth.catalogue.models[Int(truth.world.actors.model[truth.vehicle.index])]
        let speed = max(0, truth.motion.speed)
        var pose = truth.motion.pose
        var way: [(travelled: Double, box: OrientedBox)] = []
        var travelled = 0.0
        while travelled < reach {
            let s = truth.routePosition + travelled
            let curvature = following.curvature(
                from: pose, along: truth.route.path, at: s,
                offset: pass.offset(at: following.aim(from: s, speed: speed)), speed: speed)
            let middle = Pose2(pose.position, yaw: pose.yaw + curvature * Self.step / 2)
            pose = Pose2(pose.position + middle.forward * Self.step, yaw: pose.yaw + curvature * Self.step)
            travelled += Self.step
            var box = model.footprint(at: pose)
            (box.halfLength, box.halfWidth) = (box.halfLength + Self.margin, box.halfWidth + Self.margin)
            way.append((travelled, box))
        }
        return way
    }
}
