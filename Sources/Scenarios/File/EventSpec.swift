import Fields

/// An event of the storyboard as a file says it.
public struct EventSpec: FieldDescribed {
    public var name = Located("")
    public var when: any Trigger = TimeTrigger()
    public var delay = 0.0
    public var actions: [any Action] = []
    /// Left out with `--set hazard=off`.
    public var isHazard = false

    public init() {}

    public static let fields = FieldTable<Self>("event", "Actions that happen once, when a condition first holds.") {
        Field("name", \.name, "Unique name.").required()
        Field("when", \.when, .trigger, "The condition.").required()
        Field("delay", \.delay, .time, in: 0...3600, "Between the condition and the actions.")
        Field("do", \.actions, .action, in: 1...50, "What happens.").required()
        Field("hazard", \.isHazard, "Belongs to the hazard, which `--set hazard=off` removes.")
    }
}
