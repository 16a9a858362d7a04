import ArgumentParser
import Drawing
import DrivingInterface
import Fields
import Foundation
import Launching
import Sensing
import Simulation

/// `mapless sense FILE --mount NAME -o OUT`
struct SenseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sense", abstract: "Write one frame of one mounted sensor: PNG, NPY, CSV, JSON or OSI-named JSON.")

    @Argument(help: "Scenario file.")
    var file: String

    @OptionGroup var runArguments: RunArguments

    @Option(help: "Name of the mount; left out: the first one.")
    var mount: String?

    @Option(help: "Name of the array; left out: the first one.")
    var array: String?

    @Option(help: "Simulated time, seconds.")
    var at: Double = 0

    @Option(name: .shortAndLong, help: "File to write; the ending says the format. Left out: a summary is printed.")
    var output: String?

    mutating func run() throws {
        let launcher = try Launcher()
        var options = try runArguments.options()
        // What is sensed does not depend on who drives, but sensors are mounted for mapless policies only.
        if options.sensors == nil { options.sensors = try launcher.sensorSetName(file, options) }
        let ready = try launcher.prepare(try launcher.load(file), options)
        let vehicle = ready.setting.vehicles[0]
        let row = try mountRow(vehicle.episode)
        let loop = ready.loop(at: at)
        let frame = loop.simulation.glance(vehicle: 0, mount: row)
        let info = vehicle.episode.mounts[row]
        let arrayRow = try arrayRow(info)
        guard let output else { return print(FrameText.summary(frame, of: info)) }
        try FrameFile(frame: frame, mount: info, array: arrayRow).write(to: output)
    }

    private func mountRow(_ episode: EpisodeInfo) throws -> Int {
        let names = episode.mounts.map(\.name)
        guard !names.isEmpty else { throw LaunchFailure(.usage, "no sensor is mounted; choose a set with --sensors") }
        guard let mount else { return 0 }
        if let row = names.firstIndex(of: mount) { return row }
        let hint = NearestName.hint(for: mount, among: names)
        throw LaunchFailure(
            .usage, "no sensor named '\(mount)' is mounted\(hint); mounted: \(names.joined(separator: ", "))")
    }

    private func arrayRow(_ mount: MountInfo) throws -> Int {
        let names = mount.arrays.map(\.name)
        guard let array else { return 0 }
        if let row = names.firstIndex(of: array) { return row }
        throw LaunchFailure(.usage, "'\(mount.name)' has no array '\(array)'; it has \(names.joined(separator: ", "))")
    }
}
