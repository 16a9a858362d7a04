import Fields
import Geometry
import RoadNetwork
import Traffic

/// Holds a signal group at an aspect, or gives it back to its programme.
public struct SetSignalAction: Action {
    /// What a file may make a signal show.
    public enum Show: String, Sendable, CaseIterable {
        case dark, red, yellow, green, programme
        case redYellow = "red_yellow"
        case flashingYellow = "flashing_yellow"

        var aspect: SignalAspect? {
            switch self {
            case .dark: return .dark
            case .red: return .red
            case .yellow: return .yellow
            case .green: return .green
            case .redYellow: return .redYellow
            case .flashingYellow: return .flashingYellow
            case .programme: return nil
            }
        }
    }

    public var group = Located("")
    public var show = Show.red

    public init() {}

    public static let fields = FieldTable<Self>("set_signal", "Holds a signal group at an aspect, or gives it back.") {
        Field("group", \.group, "Name of the signal group; `list signals FILE` prints them.").required()
        Field("show", \.show, "What it shows from now on; `programme` gives it back.").required()
    }

    public func check(_ context: StoryboardContext, _ diagnostics: inout Diagnostics) {
        guard !context.map.signalGroups.contains(where: { $0.name == group.value }) else { return }
        let hint = NearestName.hint(for: group.value, among: context.map.signalGroups.map(\.name))
        diagnostics.error(
            ScenarioCode.unknownPlace, "the road has no signal group named '\(group.value)'\(hint)", at: group.place)
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        guard let row = context.map.signalGroups.firstIndex(where: { $0.name == group.value }) else { return }
        let id = SignalGroupID(row)
        if let aspect = show.aspect {
            situation.signals.hold(id, at: aspect)
        } else {
            situation.signals.release(id)
        }
    }
}
