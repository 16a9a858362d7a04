import Geometry
import RoadNetwork
import World

/// The events of a scenario with their triggers and actions.
public struct Storyboard: Sendable {
    /// One event: once its trigger holds, and after the delay, its actions happen, once.
    public struct Event: Sendable {
        public var name: String
        public var trigger: any Trigger
        /// Seconds between the trigger's first holding and the actions.
        public var delay: Double
        public var actions: [any Action]

        public init(name: String, trigger: any Trigger, delay: Double = 0, actions: [any Action]) {
            self.name = name
            self.trigger = trigger
            self.delay = delay
            self.actions = actions
        }
    }

    public var events: [Event]

    public init(events: [Event] = []) { self.events = events }

    /// Fires what is due at the situation's tick, in file order. An event may set off a later one in the same tick.
    ///
    /// - Returns: numbers of the events that fired.
    @discardableResult
    public func advance(_ situation: inout Situation, _ context: StoryboardContext) -> [Int] {
        var fired: [Int] = []
        let time = situation.world.clock.time
        for (index, event) in events.enumerated() where !situation.storyboard.hasFired(index) {
            if situation.storyboard.heldAt[index] == .infinity, event.trigger.holds(in: situation, context) {
                situation.storyboard.heldAt[index] = time
            }
            guard time >= situation.storyboard.heldAt[index] + event.delay - 1e-9 else { continue }
            situation.storyboard.firedAt[index] = time
            for (number, action) in event.actions.enumerated() {
                action.apply(to: &situation, context, holder: Int32(index * 256 + number + 1))
            }
            fired.append(index)
        }
        return fired
    }
}
