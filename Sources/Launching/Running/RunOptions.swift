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
}
