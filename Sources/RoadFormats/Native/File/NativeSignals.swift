import Fields
import RoadNetwork

/// The signal programme of a junction.
public struct NativeSignals: FieldDescribed {
    /// A phase that a file gives.
    public struct Phase: FieldDescribed {
        public var green: [Located<String>] = []
        public var duration = 20.0

        public init() {}

        public static let fields = FieldTable<Self>("phase", "Some arms have green together.") {
            Field("green", \.green, in: 1...16, "Arms, or turns of an arm such as `back.left`.").required()
            Field("for", \.duration, .time, in: 3...600, "How long they have green.")
        }
    }

    public var green = 20.0
    public var yellow = 3.0
    public var allRed = 2.0
    public var offset = 0.0
    public var protectedLeft = false
    public var leftGreen = 10.0
    public var phases: [Phase] = []

    public init() {}

    public static let fields = FieldTable<Self>("signals", "A signal programme of fixed times.") {
        Field("green", \.green, .time, in: 5...300, "Green of each phase.")
        Field("yellow", \.yellow, .time, in: 1...10, "Yellow behind each green.")
        Field("all_red", \.allRed, .time, in: 0...20, "Red for everybody behind each yellow.")
        Field("offset", \.offset, .time, in: -600...600, "Starts the programme so much later in its round.")
        Field(
            "protected_left", \.protectedLeft, "Turns across oncoming traffic have an arrow and a phase of their own.")
        Field("left_green", \.leftGreen, .time, in: 3...100, "Green of those phases.")
        Field("phases", \.phases, in: 0...12, "A programme of your own; left out: opposite arms together.")
    }
}
