import Fields
import Geometry

/// A condition on the situation, looked at once per tick.
///
/// One trigger = one file + one line in `TriggerRegistry.standard`. In a file it is a mapping with one key, the name of its table:
/// `when: {distance: {from: ego, to: lead, below: 20 m}}`.
public protocol Trigger: FieldDescribed, SendableMetatype {
    /// The actors it speaks of, so that unknown names are found before the run.
    var actorNames: [Located<String>] { get }

    /// The events it speaks of.
    var eventNames: [Located<String>] { get }

    /// The same condition in a mirrored scene.
    func mirrored() -> Self

    /// Whether it holds now.
    func holds(in situation: Situation, _ context: StoryboardContext) -> Bool
}

extension Trigger {
    public var actorNames: [Located<String>] { [] }
    public var eventNames: [Located<String>] { [] }
    public func mirrored() -> Self { self }
}

/// Something that happens when an event fires.
///
/// One action = one file + one line in `ActionRegistry.standard`. In a file it is a mapping with one key, the name of its table:
/// `do: [{set_speed: {actor: lead, to: 0 km/h, by: 6 m/s2}}]`.
public protocol Action: FieldDescribed, SendableMetatype {
    /// The actors it acts on, so that unknown names, and `ego`, are found before the run.
    var actorNames: [Located<String>] { get }

    /// Problems that only the whole scenario shows (a lane that does not exist, a road without neighbours).
    func check(_ context: StoryboardContext, _ diagnostics: inout Diagnostics)

    /// The same action in a mirrored scene: left is right.
    func mirrored() -> Self

    /// Acts at the tick at which its event fires.
    /// - Parameter holder: identifies the action as the holder of a control slot.
    func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32)
}

extension Action {
    public var actorNames: [Located<String>] { [] }
    public func check(_ context: StoryboardContext, _ diagnostics: inout Diagnostics) {}
    public func mirrored() -> Self { self }
}
