import Geometry
import RoadNetwork
import World

extension TrafficScene {
    /// A walker steps in front of a vehicle that can stop with this deceleration, m/s².
    private static let trustedStop = 2.0
    /// Gap in seconds that a walker without right of way wants before and behind itself.
    private static let carefulMargin = 1.5
    /// Metres upstream that a walker looks.
    private static let lookUpstream = 70.0

    /// Whether somebody at the kerb may step on a crossing now: its signal, and every vehicle that could get in the way.
    func mayCross(_ row: Int, crossing index: Int32, _ model: TrafficModel) -> Bool {
        let crossing = model.crossings.crossings[Int(index)]
        let aspect = Self.aspect(crossing.signalGroup, signals)
        if aspect != .dark, !aspect.letsGo { return false }
        guard let walker = crosser(row, on: index) else { return true }
        let hasRight = mayStep(crossing)
        let start = Int(crossing.laneStart)
        for place in start..<(start + Int(crossing.laneCount)) {
            let lane = model.crossings.crossedLanes[place]
            let window = walker.window(around: lane.along, half: lane.halfWidth)
            guard window.leave > 0 else { continue }
            let view = CrossedView(lane: lane, window: window, hasRight: hasRight)
            if !letsCross(lane.lane, target: lane.lane, offset: lane.from, depth: 5, view, model) { return false }
        }
        return true
    }

    /// What a walker needs of one lane.
    struct CrossedView {
        var lane: CrossedLaneRecord
        var window: (enter: Double, leave: Double)
        var hasRight: Bool
    }

    func crosser(_ row: Int, on crossing: Int32) -> CrossingUser? {
        for place in crossers.range(crossing) where crossers.elements[place].actor == Int32(row) {
            return crossers.elements[place]
        }
        return nil
    }

    /// Whether nobody on a lane, or upstream of it, keeps a walker from crossing `target`.
    ///
    /// - Parameter offset: arc length on `lane` at which the crossing begins (beyond its end for lanes upstream).
    func letsCross(
        _ lane: Int32, target: Int32, offset: Double, depth: Int, _ view: CrossedView, _ model: TrafficModel
    ) -> Bool {
        for place in entries.range(lane) {
            let entry = entries.elements[place]
            let distance = offset - entry.front
            let cleared = offset + view.lane.to - view.lane.from - entry.rear
            guard !entry.isShadow, cleared > 0, distance < Self.lookUpstream,
                actors[Int(entry.actor)].actorClass.isVehicle,
                comesTo(target, entry.actor, from: lane)
            else { continue }
            if !letsPass(entry, distance: distance, cleared: cleared, view) { return false }
        }
        guard offset < Self.lookUpstream, depth > 0 else { return true }
        for before in model.lanes.predecessorRows(of: lane) {
            let length = model.lanes.records[Int(before)].length
            let isClear = letsCross(before, target: target, offset: offset + length, depth: depth - 1, view, model)
            if !isClear { return false }
        }
        return true
    }

    /// Whether an actor's known way leads over a lane; of drivers whose way is not known it is assumed.
    private func comesTo(_ target: Int32, _ actor: Int32, from lane: Int32) -> Bool {
        let other = actors[Int(actor)]
        guard lane != target, other.role == .keepsLane else { return true }
        for place in Int(other.chainStart)..<Int(other.chainStart + other.chainCount) where links[place].lane == target
        {
            return true
        }
        return false
    }

    /// - Parameters:
    ///   - distance: from the vehicle's front to the crossing, metres.
    ///   - cleared: to be driven until its rear has left the crossing, metres.
    private func letsPass(_ entry: LaneEntry, distance: Double, cleared: Double, _ view: CrossedView) -> Bool {
        let other = actors[Int(entry.actor)]
        let speed = max(0, entry.speed)
        if distance <= 0.2 {
            // On the crossing: fine if it will be gone, or stands so that there is room to walk round it.
            if speed > 0.1 { return speed > 1 && cleared / speed < view.window.enter }
            let width = view.lane.to - view.lane.from
            return min(-distance, width) - max(0, width - cleared) < width / 2
        }
        let margin = view.hasRight ? 0.5 : Self.carefulMargin
        if other.role == .still || (speed < 0.1 && (other.role == .free || view.hasRight)) { return true }
        let arrive = distance / max(speed, 1)
        let pass = speed > 0.5 ? cleared / speed : .infinity
        if pass + margin < view.window.enter || arrive > view.window.leave + margin { return true }
        return view.hasRight && speed * speed / (2 * distance) < Self.trustedStop
    }
}
