import Fields
import Scenarios

/// What a run was made of: enough to make it again anywhere.
public struct RunIdentity: Sendable, Hashable {
    /// The scenario file without folder and ending.
    public var scenario: String
    /// The path as the user gave it, for commands to paste.
    public var path: String
    /// Of the scenario file and every road and asset file used.
    public var scenarioHash: UInt64
    public var variant: Variant
    public var seed: UInt64
    /// Name and content hash of the sensor set; empty and 0 without sensors.
    public var sensors: String
    public var sensorsHash: UInt64
    /// The file that the sensor set was read from, as the user gave it; nil for sets that are known by name.
    public var sensorsPath: String?
    /// Name and hash of the driver: of one that ships, of its name, its needs and the version it ships with.
    public var policy: String
    public var policyHash: UInt64
    public var isPrivileged: Bool

    public init(
        scenario: String, path: String, scenarioHash: UInt64, variant: Variant, seed: UInt64, sensors: String,
        sensorsHash: UInt64, sensorsPath: String? = nil, policy: String, policyHash: UInt64, isPrivileged: Bool
    ) {
        self.scenario = scenario
        self.path = path
        self.scenarioHash = scenarioHash
        self.variant = variant
        self.seed = seed
        self.sensors = sensors
        self.sensorsHash = sensorsHash
        self.sensorsPath = sensorsPath
        self.policy = policy
        self.policyHash = policyHash
        self.isPrivileged = isPrivileged
    }

    /// Options that make the same run again, for any command that takes run options.
    public var options: String {
        var words = [ShellText.quoted(path), "--policy", ShellText.quoted(policy), "--seed", "\(seed)"]
        if variant.name != "default" { words += ["--variant", ShellText.quoted(variant.name)] }
        if variant.drawSeed != 0 { words += ["--draw-seed", "\(variant.drawSeed)"] }
        for override in variant.overrides {
            words += ["--set", ShellText.quoted("\(override.name)=\(override.value)")]
        }
        if !sensors.isEmpty { words += ["--sensors", ShellText.quoted(sensorsPath ?? sensors)] }
        return words.joined(separator: " ")
    }
}

/// Words as a POSIX shell reads them.
enum ShellText {
    /// The word itself where it is plain, else in single quotes.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                    || "_-./=:,+@%".utf8.contains(byte)
            }
        return isPlain
            ? word
            : "'"
                + word.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }
}
