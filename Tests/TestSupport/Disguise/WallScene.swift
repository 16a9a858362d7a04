import Fields
import Foundation
import Launching
import RoadNetwork
import Scenarios
import Scoring
import Traffic
import World

/// A scenario that can be staged as it is and in disguise.
public struct WallScene: Sendable, CustomStringConvertible {
    public let description: String
    private let launcher: Launcher
    private let text: String
    private let variant: Variant
    private let file: ScenarioFile
    /// As its file says.
    public let plain: ScenarioStage

    public init(_ name: String, text: String, overrides: [(name: String, value: String)] = []) throws {
        description = name
        launcher = try Launcher()
        self.text = text
        variant = Variant(overrides: overrides.map { .init(name: $0.name, value: $0.value) })
        let staged = try launcher.stage(try TestTown.scenario(launcher, text: text), RunOptions(variant: variant))
        (file, plain) = (staged.file, staged.stage)
    }

    /// On the disguised map, everything in the file called by its new name, the actors renamed, in other rows.
    public func stage(in disguise: MapDisguise) throws -> ScenarioStage {
        let renamed = disguise.renamed(drive, of: plain.map)
        let actors = plain.context.names.filter { $0 != "ego" }
        let other = NameReplacement(names: actors).applied(to: renamed) { "\($0)_renamed" }
        let scenario = try TestTown.scenario(launcher, text: road + other)
        var diagnostics = Diagnostics()
        guard let file = scenario.source.file(for: variant, &diagnostics),
            let stage = ScenarioAssembly(
                file: file, map: disguise.applied(to: plain.map), catalogue: launcher.catalogue,
                metrics: launcher.metrics, seed: 0
            ).stage(&diagnostics)
        else { throw LaunchFailure(diagnostics) }
        return ActorShuffle.applied(to: stage, seed: disguise.seed)
    }

    /// On a map of which only what can be seen is left, the way of the ego vehicle having been planned before. To be
    /// compared where everybody follows a path of the file: nobody else finds a way there.
    public func strippedStage() -> ScenarioStage {
        var map = MapDisguise.stripped(plain.map)
        // Directions speak of limits on the way, and of no others.
        let way = plain.vehicles[0].route.legs.map(\.lane)
        for row in map.lanes.indices where !way.contains(LaneID(row)) { map.lanes[row].speedLimit = 1 }
        var catalogue = plain.catalogue
        for row in catalogue.models.indices { catalogue.models[row].name = "model \(row)" }
        var stage = plain
        stage.traffic = TrafficModel(
            map: map, catalogue: catalogue, seed: 0, parameters: plain.traffic.parameters,
            behaviours: plain.traffic.behaviours)
        stage.context = plain.context.with(traffic: stage.traffic)
        return stage
    }

    /// The part of the text that speaks of the road, and the one that speaks of the drive.
    private var road: String { String(text[..<egoStart]) }
    private var drive: String { String(text[egoStart...]) }
    private var egoStart: String.Index { text.range(of: "\nego:")?.lowerBound ?? text.startIndex }
}
