import ArgumentParser
import Launching

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
        try RunOptions(
            policy: policy, seed: seed, variant: variant, drawSeed: drawSeed, overrides: overrides, sensors: sensors)
    }
}
