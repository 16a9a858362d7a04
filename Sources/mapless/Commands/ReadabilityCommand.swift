import ArgumentParser
import Drawing
import Foundation
import Launching

/// `mapless readability -o SHEET.png`
struct ReadabilityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readability",
        abstract:
            "Draw everything that a driver has to read as a camera shows it: contact sheet, or a trial without names.",
        discussion: "Every thing at 10, 30 and 60 m, by day, at night and in rain of 10 mm/h, through a camera of "
            + "1280 x 720 pixels with the whole chain, 1.35 m above the road.")

    @Option(name: .shortAndLong, help: "PNG file for the contact sheet.")
    var output: String?

    @Option(help: "Folder for a trial: numbered pages of shuffled cells, and key.csv that says what they are.")
    var trial: String?

    @Option(help: "Order of the trial.")
    var seed: UInt64 = 1

    @Option(help: "Whole horizontal field of view of the camera, degrees.")
    var fieldOfView = 50.0

    @Option(help: "Only things whose names hold this text.")
    var only = ""

    mutating func run() throws {
        guard output != nil || trial != nil else {
            throw LaunchFailure(.usage, "say where to: -o SHEET.png, or --trial FOLDER")
        }
        guard fieldOfView >= 5, fieldOfView <= 150 else {
            throw LaunchFailure(.usage, "--field-of-view is an angle of 5 to 150 degrees")
        }
        let exhibits = Exhibit.all.filter { only.isEmpty || $0.name.contains(only) }
        guard !exhibits.isEmpty else { throw LaunchFailure(.usage, "nothing to read has '\(only)' in its name") }
        let camera = try ExhibitCamera(
            fieldOfView: fieldOfView * .pi / 180, catalogue: try Launcher().assets.catalogue().catalogue)
        let sheet = ContactSheet(camera: camera, exhibits: exhibits)
        do {
            if let output { try sheet.write(to: output) }
            if let trial { try sheet.writeTrial(to: trial, seed: seed) }
        } catch let failure as DrawingFailure {
            throw LaunchFailure(.setUp, "\(failure)")
        }
    }
}
