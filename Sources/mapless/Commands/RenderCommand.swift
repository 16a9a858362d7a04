import ArgumentParser
import Drawing
import Foundation
import Launching
import Scenarios
import Simulation
import World

/// `mapless render FILE -o OUT`
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Draw the scene of a scenario at a moment: PNG, SVG or PDF.")

    @Argument(help: "Scenario file.")
    var file: String

    @OptionGroup var runArguments: RunArguments

    @Option(help: "Simulated time, seconds.")
    var at: Double = 0

    @Option(name: .shortAndLong, help: "Picture to write; the ending says the format.")
    var output: String

    @Option(help: "Width in pixels.")
    var width = 1280

    @Option(help: "Height in pixels.")
    var height = 720

    @Option(help: "Pixels per metre.")
    var zoom = 12.0

    mutating func run() throws {
        guard (16...10_000).contains(width), (16...10_000).contains(height), (0.2...80).contains(zoom) else {
            throw LaunchFailure(.usage, "width and height lie between 16 and 10000 pixels, zoom between 0.2 and 80")
        }
        let launcher = try Launcher()
        let ready = try launcher.prepare(try launcher.load(file), try runArguments.options())
        let loop = ready.loop(at: at)
        let moment = RunScene.moment(of: loop.simulation, vehicle: 0)
        let facts = RunScene.facts(
            of: loop.simulation, vehicle: 0, identity: ready.identity)
        let isNight = moment.world.weather.sunElevation < -0.05
        let picture = FramePicture(
            map: MapPicture(ready.setting.map), palette: isNight ? .night : .day,
            sun: moment.world.weather.sunAzimuth)
        let view = picture.view(of: moment, pixelsPerMetre: zoom, width: width, height: height)
        do {
            try PictureFile.write(
                picture.whole(moment, facts: facts, view: view), width: width, height: height,
                background: picture.palette.ground, to: output)
        } catch let failure as DrawingFailure {
            throw LaunchFailure(.setUp, "\(failure)")
        }
    }
}
