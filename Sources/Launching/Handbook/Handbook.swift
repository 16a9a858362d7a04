import Documents
import DrivingInterface
import Fields
import RoadFormats
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Simulation
import Traffic
import World

/// Everything that `list` prints and `explain` explains, gathered from the registries.
public struct Handbook: Sendable {
    /// One thing that has a name.
    public struct Entry: Sendable {
        public var name: String
        /// One sentence.
        public var summary: String
        /// The whole page.
        public var page: String
    }

    /// One kind of things.
    public struct Chapter: Sendable {
        /// As typed behind `list`.
        public var name: String
        /// What the things are, in words.
        public var title: String
        /// Sorted by name.
        public var entries: [Entry]
    }

    public let chapters: [Chapter]

    /// Gathers the registries of a launcher.
    public init(_ launcher: Launcher) {
        chapters = [
            Self.chapter("actions", "what events do", ActionRegistry.current.types.map { Self.entry($0) }),
            Self.chapter("behaviours", "who decides for actors", launcher.behaviourEntries),
            Self.chapter("diagnostics", "problems of files", Self.diagnosticEntries),
            Self.chapter("events", "what can happen in a run", Self.eventEntries),
            Self.chapter("metrics", "how a drive is measured", launcher.metricEntries),
            Self.chapter("models", "kinds of actors", launcher.modelEntries),
            Self.chapter("policies", "who can drive", launcher.policyEntries),
            Self.chapter("profiles", "how traffic drives", Self.profileEntries),
            Self.chapter("road-formats", "road files that can be read", Self.roadFormatEntries),
            Self.chapter("sensor-devices", "sensors as they are sold", launcher.sensorDeviceEntries),
            Self.chapter("sensor-sets", "sensors to mount together", launcher.sensorSetEntries),
            Self.chapter("sensors", "kinds of sensors", launcher.sensorEntries),
            Self.chapter("triggers", "when events happen", TriggerRegistry.current.types.map { Self.entry($0) }),
        ]
    }

    /// The chapter of a name.
    /// - Throws: `LaunchFailure` with the nearest name.
    public func chapter(_ name: String) throws -> Chapter {
        if let chapter = chapters.first(where: { $0.name == name }) { return chapter }
        let names = chapters.map(\.name) + StreetList.kinds.map { "\($0) FILE" }
        let hint = NearestName.hint(for: name, among: chapters.map(\.name) + StreetList.kinds)
        throw LaunchFailure(
            .usage, "nothing of the kind '\(name)' can be listed\(hint); there are \(names.joined(separator: ", "))")
    }

    /// Every page of a name, with the chapter it stands in.
    /// - Throws: `LaunchFailure` with the nearest name.
    public func pages(_ name: String) throws -> [(chapter: Chapter, entry: Entry)] {
        let found = chapters.flatMap { chapter in
            chapter.entries.filter { $0.name == name }.map { (chapter, $0) }
        }
        guard found.isEmpty else { return found }
        let hint = NearestName.hint(for: name, among: chapters.flatMap { $0.entries.map(\.name) })
        throw LaunchFailure(.usage, "nothing named '\(name)' can be explained\(hint)")
    }

    private static func chapter(_ name: String, _ title: String, _ entries: [Entry]) -> Chapter {
        Chapter(name: name, title: title, entries: entries.sorted { $0.name < $1.name })
    }

    static func entry(_ type: any FieldDescribed.Type) -> Entry {
        Entry(
            name: type.tableName, summary: type.tableSummary,
            page: ReferencePage.explanation(of: type.tableDescription))
    }

    private static var eventEntries: [Entry] {
        EventKind.all.map {
            Entry(name: $0.name, summary: $0.summary, page: "\($0.name): \($0.summary)\n\n\($0.page)\n")
        }
    }

    /// Every code of every module.
    public static let diagnostics = DiagnosticRegistry([
        FieldsCode.self, CatalogueCode.self, DocumentsCode.self, LaunchCode.self, NativeRoadCode.self,
        OpenDRIVECode.self,
        RoadFormatCode.self, ScenarioCode.self, SensingCode.self,
    ])

    private static var diagnosticEntries: [Entry] {
        diagnostics.entries.map { Entry(name: $0.code, summary: $0.explanation.title, page: $0.page) }
    }

    private static var profileEntries: [Entry] {
        DriverProfile.all.map { profile in
            let headway = "time headway \(profile.timeHeadway) s, acceleration \(profile.acceleration) m/s²"
            return Entry(
                name: profile.name, summary: "Drives with \(headway).",
                page: "\(profile.name): a driver profile of the traffic\n\n\(headway), comfortable deceleration "
                    + "\(profile.deceleration) m/s², standstill gap \(profile.standstillGap) m, accepted lateral "
                    + "acceleration \(profile.lateralAcceleration) m/s².\n")
        }
    }

    private static var roadFormatEntries: [Entry] {
        RoadFormatRegistry.all.map { Entry(name: $0.name, summary: $0.summary, page: "\($0.name): \($0.summary)\n") }
    }
}

extension Launcher {
    var behaviourEntries: [Handbook.Entry] {
        behaviours.map {
            Handbook.Entry(name: $0.kind, summary: $0.summary, page: "\($0.kind): \($0.summary)\n")
        }
    }

    var metricEntries: [Handbook.Entry] {
        metrics.metrics.map { metric in
            let outputs = metric.outputs.map { output in
                let unit = output.unit.isEmpty ? "" : " [\(output.unit)]"
                let limit = output.criterion.map { " Limit unless a file names another: \($0.words)." } ?? ""
                return "- `\(output.name)`\(unit): \(output.summary)\(limit)"
            }
            return Handbook.Entry(
                name: metric.name, summary: metric.summary,
                page: "\(metric.name): \(metric.summary)\n\n\(metric.page)\n\n\(outputs.joined(separator: "\n"))\n")
        }
    }

    var modelEntries: [Handbook.Entry] {
        catalogue.models.map { model in
            let size = "\(model.length) × \(model.width) × \(model.height) m"
            return Handbook.Entry(
                name: model.name, summary: "\(model.actorClass), \(size)",
                page: "\(model.name): \(model.actorClass)\n\nLength × width × height \(size), wheelbase "
                    + "\(model.wheelbase) m, top speed \(model.maximumSpeed) m/s.\n")
        }
    }

    var policyEntries: [Handbook.Entry] {
        policies.entries.map { policy in
            let mark = policy.isPrivileged ? " (privileged: sees the truth)" : ""
            let sensors =
                policy.subscriptions.isEmpty
                ? "It asks for no sensor."
                : "It asks for " + policy.subscriptions.map(\.text).joined(separator: "; ") + "."
            let set = policy.sensorSet.map { " Made for the sensor set '\($0)'." } ?? ""
            return Handbook.Entry(
                name: policy.name, summary: policy.summary + mark,
                page: "\(policy.name): \(policy.summary)\(mark)\n\n\(policy.isPrivileged ? "" : sensors)\(set)\n")
        }
    }

    var sensorEntries: [Handbook.Entry] {
        sensors.models.map { model in
            Handbook.Entry(
                name: model.kind, summary: model.summary,
                page: "\(model.kind): \(model.summary)\n\n\(model.page)\n\n"
                    + ReferencePage.explanation(of: Self.parameters(of: model)))
        }
    }

    private static func parameters(of model: any SensorModel.Type) -> TableDescription {
        func open<Model: SensorModel>(_ type: Model.Type) -> TableDescription { Model.Parameters.tableDescription }
        return open(model)
    }

    var sensorDeviceEntries: [Handbook.Entry] {
        assets.sensorDeviceNames.map { name in
            guard let device = assets.sensorDevice(name, registry: sensors) else {
                return Handbook.Entry(name: name, summary: "(damaged)", page: "\(name): this device cannot be read\n")
            }
            let sources = device.sources.map { "- \($0)" }.joined(separator: "\n")
            return Handbook.Entry(
                name: name, summary: device.summary, page: "\(name): \(device.summary)\n\nSources:\n\(sources)\n")
        }
    }

    var sensorSetEntries: [Handbook.Entry] {
        assets.sensorSetNames.map { name in
            guard let set = try? assets.sensorSet(name, registry: sensors).set else {
                return Handbook.Entry(name: name, summary: "(damaged)", page: "\(name): this set cannot be read\n")
            }
            let mounts = set.mounts.map { "- \($0.name): \($0.device.kind)" }.joined(separator: "\n")
            return Handbook.Entry(
                name: name, summary: set.summary, page: "\(name): \(set.summary)\n\n\(mounts)\n")
        }
    }
}

extension CriterionLimit {
    /// `at most 0`, `at least 1`.
    var words: String {
        switch self {
        case .atMost(let limit): return "at most \(limit)"
        case .atLeast(let limit): return "at least \(limit)"
        }
    }
}
