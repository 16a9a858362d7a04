import Fields
import Geometry

/// Holds while every one of its conditions holds.
public struct AllTrigger: Trigger {
    public var conditions: [any Trigger] = []

    public init() {}

    public static let fields = FieldTable<Self>("all", "Holds while every condition of a list holds.") {
        Field("of", \.conditions, .trigger, in: 1...20, "The conditions.").required().shorthand()
    }

    public var actorNames: [Located<String>] { conditions.flatMap(\.actorNames) }
    public var eventNames: [Located<String>] { conditions.flatMap(\.eventNames) }

    public func mirrored() -> Self {
        var copy = self
        copy.conditions = conditions.map { $0.mirrored() }
        return copy
    }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        conditions.allSatisfy { $0.holds(in: situation, context) }
    }
}

/// Holds while one of its conditions holds.
public struct AnyTrigger: Trigger {
    public var conditions: [any Trigger] = []

    public init() {}

    public static let fields = FieldTable<Self>("any", "Holds while at least one condition of a list holds.") {
        Field("of", \.conditions, .trigger, in: 1...20, "The conditions.").required().shorthand()
    }

    public var actorNames: [Located<String>] { conditions.flatMap(\.actorNames) }
    public var eventNames: [Located<String>] { conditions.flatMap(\.eventNames) }

    public func mirrored() -> Self {
        var copy = self
        copy.conditions = conditions.map { $0.mirrored() }
        return copy
    }

    public func holds(in situation: Situation, _ context: StoryboardContext) -> Bool {
        conditions.contains { $0.holds(in: situation, context) }
    }
}
