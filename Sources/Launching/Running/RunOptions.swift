import Scenarios

/// What a user wishes of a run, as given on the command line.
public struct RunOptions: Sendable {
    /// nil: the file's, else `baseline`.
    public var policy: String?
    public var seed: UInt64
    public var variant: Variant
    /// nil: the policy's own, else the file's, else `urban-lite`.
    public var sensors: String?

    public init(
        policy: String? = nil, seed: UInt64 = 0, variant: Variant = Variant(), sensors: String? = nil
    ) {
        self.policy = policy
        self.seed = seed
        self.variant = variant
        self.sensors = sensors
    }

    /// The wishes as words of a command line.
    ///
    /// - Parameter overrides: each `NAME=VALUE`.
    /// - Throws: `LaunchFailure` for an override of another form.
    public init(
        policy: String?, seed: UInt64, variant: String, drawSeed: UInt64, overrides: [String], sensors: String?
    ) throws {
        let parsed = try overrides.map { text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw LaunchFailure(.usage, "'--set \(text)' is not NAME=VALUE")
            }
            return Variant.Override(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
        }
        self.init(
            policy: policy, seed: seed, variant: Variant(name: variant, overrides: parsed, drawSeed: drawSeed),
            sensors: sensors)
    }
}
