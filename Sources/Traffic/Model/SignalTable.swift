import RoadNetwork

/// Signal programmes, flattened: what every group shows in every phase of its controller.
struct SignalTable: Sendable {
    var controllers: [ControllerRecord] = []
    /// Durations of all phases, s.
    var durations: [Double] = []
    /// Groups of all controllers, one after the other (`ControllerRecord.groupStart`).
    var groups: [Int32] = []
    /// `SignalAspect.rawValue` per phase and group of each controller (`ControllerRecord.aspectStart`).
    var aspects: [UInt8] = []
    var groupCount = 0

    struct ControllerRecord: Sendable {
        var phaseStart: Int32
        var phaseCount: Int32
        var groupStart: Int32
        var groupCount: Int32
        var aspectStart: Int32
        /// Seconds.
        var cycle: Double
        var offset: Double
    }

    init(map: StreetMap) {
        groupCount = map.signalGroups.count
        var groupsOf: [[Int32]] = Array(repeating: [], count: map.signalControllers.count)
        for (row, group) in map.signalGroups.enumerated() where groupsOf.indices.contains(group.controller.index) {
            groupsOf[group.controller.index].append(Int32(row))
        }
        for (row, controller) in map.signalControllers.enumerated() {
            controllers.append(
                ControllerRecord(
                    phaseStart: Int32(durations.count), phaseCount: Int32(controller.phases.count),
                    groupStart: Int32(groups.count), groupCount: Int32(groupsOf[row].count),
                    aspectStart: Int32(aspects.count), cycle: controller.cycle, offset: controller.offset))
            groups += groupsOf[row]
            for phase in controller.phases {
                durations.append(phase.duration)
                aspects += groupsOf[row].map { phase.aspect(of: SignalGroupID(Int($0))).rawValue }
            }
        }
    }

    /// The phase of a controller at `time` seconds (shift included) and the seconds left in it; nil without phases.
    func phase(of controller: ControllerRecord, at time: Double) -> (index: Int, remaining: Double)? {
        guard controller.phaseCount > 0, controller.cycle > 0 else { return nil }
        var rest = (time + controller.offset).truncatingRemainder(dividingBy: controller.cycle)
        if rest < 0 { rest += controller.cycle }
        for index in 0..<Int(controller.phaseCount) {
            let duration = durations[Int(controller.phaseStart) + index]
            if rest < duration { return (index, duration - rest) }
            rest -= duration
        }
        return (Int(controller.phaseCount) - 1, 0)
    }
}
