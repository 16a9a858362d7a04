import Fields
import Scenarios

/// The JSON line at the top of a recording.
struct RecordingHeader: FieldDescribed {
    var scenario = ""
    var path = ""
    var scenarioHash = ""
    var variant = "default"
    var drawSeed = "0"
    var overrides: [OverrideField] = []
    var seed = "0"
    var sensors = ""
    var sensorsHash = ""
    var sensorsPath: String?
    var policy = ""
    var policyHash = ""
    var isPrivileged = false
    var tickMicroseconds = 10_000
    var decisionTicks = 10
    var version = ""

    /// A value given with `--set`.
    struct OverrideField: FieldDescribed {
        var name = ""
        var value = ""

        static let fields = FieldTable<Self>("override", "A value given with `--set`.") {
            Field("name", \.name, "Parameter.").required()
            Field("value", \.value, "Its value.").required()
        }
    }

    static let fields = FieldTable<Self>("recording", "What a recorded run was made of.") {
        Field("scenario", \.scenario, "Name of the scenario.").required()
        Field("path", \.path, "Path of the scenario file.").required()
        Field("scenario_hash", \.scenarioHash, "Of the scenario and its road and asset files.").required()
        Field("variant", \.variant, "Variant without overrides.")
        Field("draw_seed", \.drawSeed, "Seed of random draws.")
        Field("set", \.overrides, in: 0...1000, "Overridden parameters.")
        Field("seed", \.seed, "Seed of traffic, noise and faults.").required()
        Field("sensors", \.sensors, "Sensor set.")
        Field("sensors_hash", \.sensorsHash, "Of the sensor set.")
        Field("sensors_path", \.sensorsPath, "File of the sensor set, where it is not known by name.")
        Field("policy", \.policy, "Who drove.").required()
        Field("policy_hash", \.policyHash, "Of the policy.")
        Field("privileged", \.isPrivileged, "Whether the policy saw the truth.")
        Field("tick_us", \.tickMicroseconds, in: 1000...100_000, "Length of a tick, microseconds.").required()
        Field("decision_ticks", \.decisionTicks, in: 1...100_000, "Ticks between two decisions.").required()
        Field("mapless_version", \.version, "Version that recorded it.")
    }

    static func json(_ recording: Recording) -> JSONValue {
        let identity = recording.identity
        let sensorsPath = identity.sensorsPath.map { [JSONValue.Member("sensors_path", .string($0))] } ?? []
        return .object(known(recording) + sensorsPath)
    }

    private static func known(_ recording: Recording) -> [JSONValue.Member] {
        let identity = recording.identity
        return [
            .init("scenario", .string(identity.scenario)), .init("path", .string(identity.path)),
            .init("scenario_hash", .string(HashText.hex(identity.scenarioHash))),
            .init("variant", .string(identity.variant.name)),
            .init("draw_seed", .string("\(identity.variant.drawSeed)")),
            .init(
                "set",
                .array(
                    identity.variant.overrides.map {
                        .object([.init("name", .string($0.name)), .init("value", .string($0.value))])
                    })),
            .init("seed", .string("\(identity.seed)")), .init("sensors", .string(identity.sensors)),
            .init("sensors_hash", .string(HashText.hex(identity.sensorsHash))),
            .init("policy", .string(identity.policy)), .init("policy_hash", .string(HashText.hex(identity.policyHash))),
            .init("privileged", .bool(identity.isPrivileged)),
            .init("tick_us", .integer(Int(recording.tickMicroseconds))),
            .init("decision_ticks", .integer(Int(recording.decisionTicks))),
            .init("mapless_version", .string(MaplessVersion.number)),
        ]
    }

    /// An empty recording with the identity of a header line.
    static func recording(_ line: String) throws -> Recording {
        var diagnostics = Diagnostics(capacity: 5)
        guard let node = JSONText.parse(line, file: "recording header", &diagnostics),
            let header = read(node, &diagnostics)
        else {
            let problem = diagnostics.sorted.first?.message ?? "it cannot be read"
            throw RecordingProblem("the header of the recording is damaged: \(problem)")
        }
        let identity = RunIdentity(
            scenario: header.scenario, path: header.path, scenarioHash: HashText.hash(header.scenarioHash) ?? 0,
            variant: Variant(
                name: header.variant,
                overrides: header.overrides.map { Variant.Override(name: $0.name, value: $0.value) },
                drawSeed: UInt64(header.drawSeed) ?? 0),
            seed: UInt64(header.seed) ?? 0, sensors: header.sensors,
            sensorsHash: HashText.hash(header.sensorsHash) ?? 0, sensorsPath: header.sensorsPath,
            policy: header.policy, policyHash: HashText.hash(header.policyHash) ?? 0, isPrivileged: header.isPrivileged)
        return Recording(
            identity: identity, tickMicroseconds: Int64(header.tickMicroseconds),
            decisionTicks: Int64(header.decisionTicks))
    }
}
