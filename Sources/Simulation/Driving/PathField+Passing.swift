import DrivingInterface
import Geometry
import RoadNetwork
import World

/// Indicators of a pass.
typealias DrivingIndicator = Indicator

extension PathField {
    private var model: ActorModel {
        truth.catalogue.models[Int(truth.world.actors.model[truth.vehicle.index])]
    }

    /// Half of the vehicle's width, metres.
    var halfWidth: Double { model.width / 2 }
    /// From the rear axle to the bumpers, metres.
    var frontOverhang: Double { model.centerOffset + model.length / 2 }
    var rearOverhang: Double { model.length / 2 - model.centerOffset }

    /// The rear axle follows the led point on the inside of every bend, later by about this, metres.
    private var trailing: Double { PathFollowing.lead(frontOverhang: frontOverhang) }

    /// Arc lengths of the vehicle's reference point between which it has to be beside an obstacle.
    func beginning(of obstacle: Neighbour) -> Double { obstacle.rear - frontOverhang - 2 - trailing }
    func end(of obstacle: Neighbour) -> Double { obstacle.front + rearOverhang + 2 + trailing }

    /// Whether lanes for vehicles lie under the vehicle everywhere on a stretch beside the path.
    func isCarriageway(from: Double, to: Double, offset: Double) -> Bool {
        let path = truth.route.path
        return stride(from: from, through: to + 2, by: 2).allSatisfy { s in
            // A little more than the vehicle is wide, for how well it is steered.
            [offset - halfWidth - 0.4, offset + halfWidth + 0.4].allSatisfy { edge in
                truth.map.lanes(at: path.point(at: s, offset: edge), margin: 0.05)
                    .contains { truth.map[$0.lane].type.isCarriageway }
            }
        }
    }

    /// Whether nobody is, or will be, on a stretch beside the path while the vehicle passes.
    func isFree(_ from: Double, _ to: Double, offset: Double, besides: Neighbour, motion: ActorMotion) -> Bool {
        let s = truth.routePosition
        // From standstill with 1.5 m/s² up to what is careful beside something that may hide people, and a second in
        // reserve.
        let way = max(1, to - s)
        let duration = way / CarefulApproach.closeSpeed + 2.5
        return neighbours.allSatisfy { other in
            guard other.actor != besides.actor else { return true }
            let low = offset - halfWidth - 0.6
            let high = offset + halfWidth + 0.6
            guard other.left > low, other.right < high else { return true }
            let ahead = other.rear + min(0, other.speed * duration)
            let behind = other.front + max(0, other.speed * duration)
            let approaches = other.speed < -0.3 ? ahead < to + 8 && other.front > s : false
            let stands = behind > from && other.rear < to + 4 && other.front > s - 4
            let overtakes = other.speed > motion.speed + 1 && other.front < s && behind > from
            return !(approaches || (stands && other.speed < 6) || overtakes)
        }
    }
}
