import Geometry
import RoadNetwork

/// Which lanes lead where through a junction, for traffic that comes from one arm.
struct TurnPlan {
    /// A way from a lane that leads in to a lane that leads away.
    struct Way: Hashable {
        /// Lane number on the arm that traffic comes from.
        var inbound: Int
        var arm: Int
        /// Lane number on the arm it goes to.
        var outbound: Int
    }

    private(set) var ways: [Way] = []
    private(set) var cycleWays: [Way] = []

    /// A way out, seen by traffic that comes in.
    private struct Exit {
        var arm: Int
        /// Change of heading, radians, positive to the left.
        var turn: Double
        var direction: TurnDirection
        /// Lanes for motor vehicles from lane 0 outwards.
        var lanes: [Int]
    }

    /// - Parameter widestTurn: changes of heading beyond it are not driven, radians.
    init(arms: [JunctionArmPlan], from: Int, allowsUTurns: Bool, widestTurn: Double) {
        let inbound = arms[from].section.numbers(.left, where: \.isDrivable)
        let all = TurnPlan.exits(arms, from)
        var exits = all.filter { !$0.lanes.isEmpty && $0.arm != from && $0.turn.magnitude < widestTurn }
        if allowsUTurns, let back = all.first(where: { $0.arm == from && !$0.lanes.isEmpty }) {
            exits.insert(back, at: 0)
        }
        if !inbound.isEmpty, !exits.isEmpty {
            ways = TurnPlan.ways(inbound, exits, turns: arms[from].turns)
        }
        addCycleWays(arms, from, all)
    }

    /// Ways out from left to right. A change of heading below 35° is straight ahead.
    private static func exits(_ arms: [JunctionArmPlan], _ from: Int) -> [Exit] {
        let heading = arms[from].yaw + .pi
        return arms.indices.map { arm in
            let turn = arm == from ? .pi : Angle.difference(from: heading, to: arms[arm].yaw)
            let direction: TurnDirection =
                arm == from ? .uTurn : turn > 0.61 ? .left : turn < -0.61 ? .right : .straight
            return Exit(
                arm: arm, turn: turn, direction: direction,
                lanes: arms[arm].section.numbers(.right, where: \.isDrivable))
        }.sorted { ($1.turn, $0.arm) < ($0.turn, $1.arm) }
    }

    private static func ways(_ inbound: [Int], _ exits: [Exit], turns: [[TurnDirection]]?) -> [Way] {
        var result: [Way] = []
        var used = Array(repeating: false, count: inbound.count)
        for (index, exit) in exits.enumerated() {
            let lanes =
                turns.map { chosen(inbound.count, exit, $0) } ?? usual(inbound.count, exits: exits, index)
            for (place, lane) in lanes.enumerated() {
                used[lane] = true
                result.append(
                    Way(
                        inbound: inbound[lane], arm: exit.arm,
                        outbound: exit.lanes[target(place, of: lanes.count, exit)]))
            }
        }
        // Every lane leads somewhere: one that is left over goes where its neighbour goes.
        for lane in inbound.indices where !used[lane] {
            let exit = exits.min { ($0.turn.magnitude, $0.arm) < ($1.turn.magnitude, $1.arm) } ?? exits[0]
            let outbound = min(lane, exit.lanes.count - 1)
            result.append(Way(inbound: inbound[lane], arm: exit.arm, outbound: exit.lanes[outbound]))
        }
        return result
    }

    /// Lanes that a file gave for a direction.
    private static func chosen(_ count: Int, _ exit: Exit, _ turns: [[TurnDirection]]) -> [Int] {
        (0..<count).filter { lane in lane < turns.count && turns[lane].contains(exit.direction) }
    }

    /// The usual lanes for exit `index`: left turns from the innermost, right turns from the outermost lane, straight on
    /// from all but a left-turn lane; never more lanes than lead away.
    private static func usual(_ count: Int, exits: [Exit], _ index: Int) -> [Int] {
        let exit = exits[index]
        guard count > 1 else { return [0] }
        let ahead = exits.filter { $0.direction == .straight }
        let hasLeft = exits.contains { $0.direction == .left }
        let hasRight = exits.contains { $0.direction == .right }
        let range: ClosedRange<Int>
        switch exit.direction {
        case .uTurn: range = 0...0
        case .left:
            range = 0...(ahead.isEmpty ? hasRight ? (count + 1) / 2 - 1 : count - 1 : 0)
        case .right:
            range = (ahead.isEmpty ? hasLeft ? (count + 1) / 2 : 0 : count - 1)...(count - 1)
        default:
            if ahead.count > 1 {
                // A fork: the left way takes lanes from the left, the right way from the right; lanes that both need
                // lead to both.
                let place = ahead.firstIndex { $0.arm == exit.arm } ?? 0
                let most = min(count, exit.lanes.count)
                let first = place * (count - most) / (ahead.count - 1)
                range = first...(first + most - 1)
            } else {
                let keepsLeftLane = count > 2 || exit.lanes.count < 2
                range = (hasLeft && keepsLeftLane ? 1 : 0)...(count - 1)
            }
        }
        let lanes = Array(range)
        let most = exit.lanes.count
        return exit.direction == .left ? Array(lanes.prefix(most)) : Array(lanes.suffix(most))
    }

    /// The lane away for the `place`-th of some lanes in: left turns keep to the inner, right turns to the outer lanes;
    /// straight on lanes are matched from the inside, those that join from the right from the outside.
    private static func target(_ place: Int, of count: Int, _ exit: Exit) -> Int {
        let last = exit.lanes.count - 1
        let fromOutside = exit.direction == .right || (exit.direction == .straight && exit.turn > 0.1)
        return fromOutside ? max(0, last - (count - 1 - place)) : min(place, last)
    }

    /// Cycle lanes go on straight ahead and to the right.
    private mutating func addCycleWays(_ arms: [JunctionArmPlan], _ from: Int, _ exits: [Exit]) {
        guard let inbound = arms[from].section.numbers(.left, where: { $0.type == .biking }).last else { return }
        for exit in exits where exit.direction == .straight || (exit.direction == .right && exit.turn > -2.6) {
            guard let outbound = arms[exit.arm].section.numbers(.right, where: { $0.type == .biking }).last else {
                continue
            }
            cycleWays.append(Way(inbound: inbound, arm: exit.arm, outbound: outbound))
        }
    }
}
