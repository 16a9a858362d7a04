import Fields
import Geometry
import Scenarios
import Scoring

/// How a run ended.
public enum RunStatus: String, Sendable, CaseIterable {
    /// Every criterion holds.
    case passed
    /// A criterion failed, simulated time ran out, or the policy broke after its first answer.
    case failed
    /// Mapless, the file or the set-up could not run it.
    case invalid
}

/// Everything that one run says of itself: a line of `results.jsonl`.
public struct RunResult: Sendable {
    /// Version of the fields; fields are added, never renamed.
    public static let schemaVersion = 1

    public var identity: RunIdentity
    public var status: RunStatus
    /// One sentence for people: what failed, when, where and with whom; empty if passed.
    public var reason: String
    /// The policy itself broke (crashed, hung, refused), rather than drove badly.
    public var isPolicyFailure = false
    public var ticks: Int64
    public var tickDuration: Double
    public var stateHash: UInt64
    public var sensorHash: UInt64
    public var events: [ReportedEvent]
    public var metrics: [MetricValue]
    public var scores: [(profile: String, score: ProfileScore)]
    public var criteria: [JudgedCriterion]
    /// Things that did not stop the run but that somebody should know.
    public var warnings: [String]
    /// Simulated seconds per CPU second after loading; 0 if nothing ran.
    public var realTimeFactor: Double
    /// Wall and CPU seconds by part, measured in time of the machine.
    public var wall: [(name: String, seconds: Double)]

    /// Simulated seconds.
    public var duration: Double { Double(ticks) * tickDuration }

    public init(identity: RunIdentity, status: RunStatus, reason: String, tickDuration: Double) {
        self.identity = identity
        self.status = status
        self.reason = reason
        self.tickDuration = tickDuration
        (ticks, stateHash, sensorHash) = (0, 0, 0)
        (events, metrics, scores, criteria, warnings, wall) = ([], [], [], [], [], [])
        realTimeFactor = 0
    }
}

/// An event with its actor's name and its sentence.
public struct ReportedEvent: Sendable, Hashable {
    public var time: Double
    public var kind: String
    public var actor: String?
    public var isAtFault: Bool?
    public var detail: String
}

/// A criterion with the value it met.
public struct JudgedCriterion: Sendable, Hashable {
    public var criterion: Criterion
    public var value: Double

    public var passed: Bool { criterion.limit.holds(for: value) }
}

extension RunResult {
    /// The result as JSON, in the order of the contract. What is measured in time of the machine stands last.
    public var json: JSONValue {
        var members: [JSONValue.Member] = identityMembers
        members += [
            .init("status", .string(status.rawValue)), .init("reason", .string(reason)),
            .init("duration_s", .number(duration)), .init("ticks", .integer(Int(ticks))),
            .init("dt_s", .number(tickDuration)), .init("state_hash", .string(HashText.hex(stateHash))),
            .init("sensor_hash", .string(HashText.hex(sensorHash))),
            .init("events", .array(events.map(\.json))),
            .init("metrics", .object(metrics.map { .init($0.name, .number($0.value)) })),
            .init("scores", .object(scores.map { .init($0.profile, $0.score.json) })),
            .init("criteria", .array(criteria.map(\.json))),
            .init("warnings", .array(warnings.map { .string($0) })),
            .init("replay", .string("tools/mapless watch \(identity.options)")),
            .init("real_time_factor", .number(realTimeFactor)),
            .init("wall_s", .object(wall.map { .init($0.name, .number($0.seconds)) })),
        ]
        return .object(members)
    }

    private var identityMembers: [JSONValue.Member] {
        [
            .init("schema_version", .integer(Self.schemaVersion)), .init("scenario", .string(identity.scenario)),
            .init("scenario_hash", .string(HashText.hex(identity.scenarioHash))),
            .init("variant", .string(identity.variant.fullName)), .init("seed", .integer(Int(identity.seed))),
            .init("sensors", .string(identity.sensors)),
            .init("sensors_hash", .string(HashText.hex(identity.sensorsHash))),
            .init("policy", .string(identity.policy)), .init("policy_hash", .string(HashText.hex(identity.policyHash))),
            .init("privileged", .bool(identity.isPrivileged)), .init("isolation", .string("in-process")),
            .init("mapless_version", .string(MaplessVersion.number)),
            .init("profile_version", .integer(NativeScore.version)),
        ]
    }
}

extension ReportedEvent {
    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("t_s", .number(time)), .init("kind", .string(kind))]
        if let actor { members.append(.init("actor", .string(actor))) }
        if let isAtFault { members.append(.init("at_fault", .bool(isAtFault))) }
        members.append(.init("detail", .string(detail)))
        return .object(members)
    }
}

extension ProfileScore {
    var json: JSONValue {
        .object([
            .init("value", value.map { .number($0) } ?? .null), .init("missing", .array(missing.map { .string($0) })),
            .init("substituted", .array(substituted.map { .string($0) })),
        ])
    }
}

extension JudgedCriterion {
    var json: JSONValue {
        .object([
            .init("name", .string(criterion.metric)), .init("passed", .bool(passed)), .init("value", .number(value)),
            .init("limit", .number(criterion.limit.value)),
        ])
    }
}

/// 64-bit hashes as 16 hexadecimal digits.
public enum HashText {
    public static func hex(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// nil if the text is no hash.
    public static func hash(_ text: String) -> UInt64? { text.count == 16 ? UInt64(text, radix: 16) : nil }
}

/// Version of the program.
public enum MaplessVersion {
    /// Semantic version; the commit is added by the command line.
    public static let number = "0.1.0"
}
