import Fields

/// The kinds of triggers that a file may use.
public struct TriggerRegistry: Sendable {
    /// Sorted by name.
    public let types: [any Trigger.Type]

    public init(_ types: [any Trigger.Type]) { self.types = types }

    /// What ships.
    public static let standard = TriggerRegistry([
        AfterTrigger.self, AllTrigger.self, AnyTrigger.self, ArrivalTrigger.self, DistanceTrigger.self,
        SpeedTrigger.self, TimeTrigger.self, TimeToCollisionTrigger.self,
    ])

    /// The registry that files are read with in this task: `standard`, unless somebody adds kinds of their own with
    /// `TriggerRegistry.$current.withValue(…)`.
    @TaskLocal public static var current = standard
}

/// The kinds of actions that a file may use.
public struct ActionRegistry: Sendable {
    /// Sorted by name.
    public let types: [any Action.Type]

    public init(_ types: [any Action.Type]) { self.types = types }

    /// What ships.
    public static let standard = ActionRegistry([
        ChangeLaneAction.self, DegradeSensorAction.self, FollowPathAction.self, LaneOffsetAction.self,
        LatencyAction.self, MisguideAction.self, ReleaseAction.self, RemoveAction.self, SetDoorAction.self,
        SetFrictionAction.self, SetLightsAction.self, SetProgrammeAction.self, SetSignalAction.self,
        SetSpeedAction.self,
        SetWeatherAction.self,
    ])

    /// The registry that files are read with in this task: `standard`, unless somebody adds kinds of their own with
    /// `ActionRegistry.$current.withValue(…)`.
    @TaskLocal public static var current = standard
}

extension FieldChoice<any Trigger> {
    /// Any registered trigger.
    public static let trigger = FieldChoice(
        "trigger", "A condition on the situation.", types: TriggerRegistry.current.types)
}

extension FieldChoice<any Action> {
    /// Any registered action.
    public static let action = FieldChoice(
        "action", "Something that happens when an event fires.", types: ActionRegistry.current.types)
}
