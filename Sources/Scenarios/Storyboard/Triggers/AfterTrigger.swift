import Fields
import Geometry

/// Holds once another event has fired.
public struct AfterTrigger: Trigger {
    public var event = Located("")

    public init() {}

    public static let fields = FieldTable<Self>("after", "Holds once another event has fired.") {
        Field("event", \.event, "Name of the event.").required().shorthand()
    }

    public var eventNames: [Located<String>] { [event] }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        context.event(event.value).map { situation.storyboard.hasFired($0) } ?? false
    }
}
