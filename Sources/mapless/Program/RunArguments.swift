import ArgumentParser
import Launching
import Scenarios

/// The options that every command shares which makes a run.
struct RunArguments: ParsableArguments {
    @Option(help: "Who drives; `list policies` prints them. Default: the file's, else baseline.")
    var policy: String?

    @Option(help: "Seed of traffic, noise and faults.")
    var seed: UInt64 = 0

    @Option(help: "Variant: default, d1, d2, …, a grid cell, or a random draw r0, r1, …")
    var variant = "default"

    @Option(help: "Seed of the random draws.")
    var drawSeed: UInt64 = 0

    @Option(name: .customLong("set"), help: "Override a parameter: NAME=VALUE. May be given several times.")
    var overrides: [String] = []

    @Option(help: "Sensor set; `list sensor-sets` prints them.")
    var sensors: String?

    /// The wishes in the words of Launching.
    /// - Throws: a usage error for an override that is no `NAME=VALUE`.
    func options() throws -> RunOptions {
        let parsed = try overrides.map { text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw LaunchFailure(.usage, "'--set \(text)' is not NAME=VALUE")
            }
            return Variant.Override(
                name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
        }
        return RunOptions(
            policy: policy, seed: seed,
            variant: Variant(name: variant, overrides: parsed, drawSeed: drawSeed), sensors: sensors)
    }
}
