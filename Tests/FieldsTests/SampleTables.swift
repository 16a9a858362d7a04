import Fields
import Geometry

/// The usage forms that other modules rely on.
struct SampleRadar: FieldDescribed, Equatable {
    enum Chain: String, CaseIterable { case flat, bent, fullWave = "full-wave" }

    var range = 150.0
    var chain = Chain.flat
    var count = 4
    var on = true
    var name = "front"
    var mount = SampleMount()
    var items: [SampleMount] = []
    var at = Vector2(0, 0)
    var gain: Float = 10
    var delay: Double?
    var interval = 1.0...2.0
    var times: [Double] = []
    var words: [String] = []
    var label: Located<String>?

    static let fields = FieldTable<Self>("radar", "Detections with range, azimuth, Doppler and SNR.") {
        Field("range", \.range, .length, in: 1...400, "Farthest range.")
        Field("chain", \.chain, "What the picture contains.")
        Field("count", \.count, in: 1...64, "How many.")
        Field("on", \.on, "Whether it works.")
        Field("name", \.name, "How it is called.")
        Field("mount", \.mount, "Where it sits.")
        Field("items", \.items, in: 0...3, "More of them.")
        Field("at", \.at, .length, "Position.")
        Field("gain", \.gain, .level, in: 0...30, "Gain.")
        Field("delay", \.delay, .time, in: 0..., "Latency.")
        Field("interval", \.interval, .length, in: 0...10, "Blind zone.")
        Field("times", \.times, .time, each: 0...100, "When.")
        Field("words", \.words, "Tags.")
        Field("label", \.label, "Name of an actor.")
    }
}

struct SampleMount: FieldDescribed, Equatable {
    var yaw = 0.0
    var speed = 0.0
    var share = 0.5

    static let fields = FieldTable<Self>("mount", "Where something sits.") {
        Field("yaw", \.yaw, .angle, in: -Double.pi / 2...Double.pi / 2, "Direction.")
        Field("speed", \.speed, .speed, in: 0...100, "Of what moves.").required()
        Field("share", \.share, .ratio, in: 0...1, "Of the whole.")
    }
}

/// A registry of kinds that contain each other.
protocol SampleAction: FieldDescribed {
    var weight: Double { get }
}

extension FieldChoice<any SampleAction> {
    static let sampleAction = FieldChoice("action", "Something that happens.", types: sampleActions)
}

let sampleActions: [any SampleAction.Type] = [CutIn.self, Brake.self, Both.self]

struct CutIn: SampleAction {
    var gap = 10.0
    var weight: Double { gap }
    static let fields = FieldTable<Self>("cut_in", "Changes into the lane ahead of somebody.") {
        Field("gap", \.gap, .length, in: .above(0), "Bumper to bumper.")
    }
}

struct Brake: SampleAction {
    var deceleration = 0.0
    var weight: Double { deceleration }
    static let fields = FieldTable<Self>("brake", "Brakes.") {
        Field("by", \.deceleration, .acceleration, in: 0...12, "How hard.").required().shorthand()
    }
}

struct Both: SampleAction {
    var parts: [any SampleAction] = []
    var weight: Double { parts.reduce(0) { $0 + $1.weight } }
    static let fields = FieldTable<Self>("both", "Several at once.") {
        Field("parts", \.parts, .sampleAction, in: 1...4, "The parts.").required().shorthand()
    }
}

/// A table with a choice among its keys, and one table inside its mapping.
struct SampleEvent: FieldDescribed {
    var name = "event"
    var action: (any SampleAction)?
    var mount = SampleMount()
    var marks: [Named<SampleMount>] = []

    static let fields = FieldTable<Self>("event", "Something that happens once.") {
        Field("name", \.name, "How it is called.")
        Field.oneOf(\.action, .sampleAction).required()
        Field.inline(\.mount)
        Field("marks", \.marks, in: 0...2, "By name.")
    }
}
