import Geometry
import RoadNetwork
import World

/// What scenario actions have changed about the signals. What the lamps show stands in `WorldState.signals`.
public struct SignalState: ColumnState {
    /// Seconds added to each controller's offset.
    public var shift: [Double]
    /// Per group: the `SignalAspect.rawValue` that an action holds it at; 255 = the programme rules.
    public var held: [UInt8]
    /// Per controller: the time at which its lamps change next, s; negative = look at once.
    public var nextChange: [Double]

    /// Nothing changed yet.
    public init(map: StreetMap) {
        shift = Array(repeating: 0, count: map.signalControllers.count)
        held = Array(repeating: 255, count: map.signalGroups.count)
        nextChange = Array(repeating: -1, count: map.signalControllers.count)
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("shift", &shift)
        visitor.visit("held", &held)
        visitor.visit("nextChange", &nextChange)
    }

    /// Holds a group at an aspect until `release(_:)`.
    public mutating func hold(_ group: SignalGroupID, at aspect: SignalAspect) {
        guard held.indices.contains(group.index) else { return }
        held[group.index] = aspect.rawValue
        lookAgain()
    }

    /// Lets the programme rule a group again.
    public mutating func release(_ group: SignalGroupID) {
        guard held.indices.contains(group.index) else { return }
        held[group.index] = 255
        lookAgain()
    }

    /// Moves a controller's programme on by `seconds` (back if negative).
    public mutating func shift(_ controller: SignalControllerID, by seconds: Double) {
        guard shift.indices.contains(controller.index) else { return }
        shift[controller.index] += seconds
        lookAgain()
    }

    /// Has every controller read at the next tick.
    private mutating func lookAgain() {
        for index in nextChange.indices { nextChange[index] = -1 }
    }
}

extension TrafficModel {
    /// Sets every lamp to what it shows now (`world.clock`). Writes only what changes; a controller is looked at only
    /// when its next phase is due.
    public func advanceSignals(_ state: inout SignalState, world: inout WorldState) {
        if world.signals.count != programmes.groupCount {
            world.signals = Array(repeating: SignalAspect.dark.rawValue, count: programmes.groupCount)
            for index in state.nextChange.indices { state.nextChange[index] = -1 }
        }
        let time = world.clock.time
        for index in programmes.controllers.indices where time >= state.nextChange[index] {
            show(index, time: time, &state, &world)
        }
    }

    private func show(_ index: Int, time: Double, _ state: inout SignalState, _ world: inout WorldState) {
        let controller = programmes.controllers[index]
        let phase = programmes.phase(of: controller, at: time + state.shift[index])
        // A hair early rather than a tick late: the phase is found again from the time itself.
        state.nextChange[index] = phase.map { time + max(0, $0.remaining - 1e-9) } ?? .infinity
        for place in 0..<Int(controller.groupCount) {
            let group = Int(programmes.groups[Int(controller.groupStart) + place])
            var aspect = SignalAspect.dark.rawValue
            if let phase {
                aspect =
                    programmes.aspects[
                        Int(controller.aspectStart) + phase.index * Int(controller.groupCount) + place]
            }
            world.signals[group] = state.held[group] == 255 ? aspect : state.held[group]
        }
    }

    /// Seconds until a group stops showing what it shows now, by its programme; infinite without one.
    func secondsLeft(of group: Int32, time: Double, shift: Double) -> Double {
        guard group >= 0, map.signalGroups.indices.contains(Int(group)) else { return .infinity }
        let row = map.signalGroups[Int(group)].controller
        guard programmes.controllers.indices.contains(row.index) else { return .infinity }
        return programmes.phase(of: programmes.controllers[row.index], at: time + shift)?.remaining ?? .infinity
    }
}
