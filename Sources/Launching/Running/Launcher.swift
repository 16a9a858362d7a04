import Documents
import DrivingInterface
import Fields
import Geometry
import RoadFormats
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import Simulation
import Traffic
import World

/// Makes runs ready: file + variant + policy + sensors + seed. The one way in for commands, suites and libraries.
public struct Launcher: Sendable {
    public let assets: AssetFolder
    public let catalogue: Catalogue
    public let policies: PolicyCatalogue
    public let sensors: SensorRegistry
    public let metrics: MetricRegistry
    public let behaviours: [any Behaviour.Type]
    private let catalogueHash: UInt64

    /// - Throws: `LaunchFailure` if the assets are missing or damaged.
    public init(
        policies: PolicyCatalogue = PolicyCatalogue(), sensors: SensorRegistry = .standard,
        metrics: MetricRegistry = .standard, behaviours: [any Behaviour.Type] = BehaviourRegistry.all
    ) throws {
        assets = try AssetFolder()
        (catalogue, catalogueHash) = try assets.catalogue()
        self.policies = policies
        self.sensors = sensors
        self.metrics = metrics
        self.behaviours = behaviours
    }

    /// Reads a scenario file: its parameters and variants.
    /// - Throws: `LaunchFailure` with every problem found.
    public func load(_ path: String) throws -> LoadedScenario {
        var diagnostics = Diagnostics()
        guard let node = YAMLDocument.read(path: path, &diagnostics),
            let source = ScenarioSource(node, &diagnostics)
        else { throw LaunchFailure(diagnostics) }
        return LoadedScenario(path: path, source: source)
    }

    /// Everything of a scenario in one variant but its driver: road, actors, route.
    /// - Throws: `LaunchFailure` with every problem found.
    public func stage(_ scenario: LoadedScenario, _ options: RunOptions) throws -> StagedScenario {
        var diagnostics = Diagnostics()
        guard let file = scenario.source.file(for: options.variant, &diagnostics) else {
            throw LaunchFailure(diagnostics)
        }
        let road = try RoadLoader(scenarioPath: scenario.path).load(file.road)
        let assembly = ScenarioAssembly(
            file: file, map: road.map, catalogue: catalogue, metrics: metrics, behaviours: behaviours,
            seed: options.seed)
        guard let stage = assembly.stage(&diagnostics) else { throw LaunchFailure(diagnostics) }
        var hash = StableHash.combine(scenario.source.textHash, road.hash)
        hash = StableHash.combine(hash, catalogueHash)
        return StagedScenario(file: file, stage: stage, hash: hash, warnings: road.warnings, diagnostics: diagnostics)
    }

    /// A run that is ready to go.
    /// - Throws: `LaunchFailure` with every problem found, before anything has moved.
    public func prepare(_ scenario: LoadedScenario, _ options: RunOptions) throws -> ReadyRun {
        let staged = try stage(scenario, options)
        let policy = try policies.entry(options.policy ?? staged.file.policy?.value ?? "baseline")
        let named = sensors(policy, staged.file, options)
        let (set, setHash) = try assets.sensorSet(named, registry: sensors)
        let builder = RunAssembly(
            stage: staged.stage, sensors: set, subscriptions: policy.isPrivileged ? nil : policy.subscriptions,
            seed: options.seed, metrics: metrics)
        let assembled = try assembly(builder, policy: policy)
        let driver: any Driver
        do { driver = try policy.make(assembled.setting.vehicles[0].episode) } catch let refusal as PolicyRefusal {
            throw LaunchFailure(.policy, "\(policy.name) cannot drive this: \(refusal.reason)")
        }
        let identity = RunIdentity(
            scenario: scenario.name, path: scenario.path, scenarioHash: staged.hash, variant: options.variant,
            seed: options.seed, sensors: set.mounts.isEmpty ? "none" : set.name, sensorsHash: setHash,
            sensorsPath: AssetFolder.isPath(named) ? named : nil, policy: policy.name, policyHash: policy.hash,
            isPrivileged: policy.isPrivileged)
        return ReadyRun(
            setting: assembled.setting, start: assembled.start(memories: [driver.initialMemory()]),
            drivers: [driver], criteria: staged.stage.criteria, identity: identity, warnings: staged.warnings)
    }

    /// The streets of a road or scenario file (its default variant).
    /// - Throws: `LaunchFailure` with every problem found.
    public func map(ofFile path: String) throws -> StreetMap {
        guard RoadFormatRegistry.isRoadFile(path) else { return try stage(try load(path), RunOptions()).stage.map }
        var diagnostics = Diagnostics()
        guard let map = RoadFormatRegistry.open(path, &diagnostics) else { throw LaunchFailure(diagnostics) }
        return map
    }

    /// The sensor set that a mapless policy would get on a scenario, for whoever only wants to look through it.
    /// - Throws: `LaunchFailure` if the file or the policy is not there.
    public func sensorSetName(_ path: String, _ options: RunOptions) throws -> String {
        let file = try stage(try load(path), options).file
        let policy = try policies.entry(options.policy ?? file.policy?.value ?? "baseline")
        return usualSensors(policy, file)
    }

    /// The sensor set to mount: the command line's, else the policy's, else the file's; none where nobody looks.
    private func sensors(_ policy: PolicyCatalogue.Entry, _ file: ScenarioFile, _ options: RunOptions) -> String {
        if let named = options.sensors { return named }
        return policy.isPrivileged || policy.subscriptions.isEmpty ? "none" : usualSensors(policy, file)
    }

    private func usualSensors(_ policy: PolicyCatalogue.Entry, _ file: ScenarioFile) -> String {
        policy.sensorSet ?? file.ego.sensors?.value ?? "urban-lite"
    }

    private func assembly(_ builder: RunAssembly, policy: PolicyCatalogue.Entry) throws -> RunAssembly.Assembled {
        do { return try builder.assemble() } catch let refusal as SensorRefusal {
            throw LaunchFailure(.usage, refusal.reason)
        } catch let unmet as UnmetSubscription {
            let mounted = unmet.mounted.isEmpty ? "nothing" : unmet.mounted.joined(separator: ", ")
            throw LaunchFailure(
                .usage, "\(policy.name) wants a sensor that is not mounted: \(unmet.selector.text); mounted: \(mounted)"
            )
        }
    }
}

/// A scenario file that was read.
public struct LoadedScenario: Sendable {
    /// As the user gave it.
    public let path: String
    public let source: ScenarioSource

    /// The file's name without folder and ending.
    public var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    }
}

/// A scenario made concrete, without driver.
public struct StagedScenario: Sendable {
    public let file: ScenarioFile
    public let stage: ScenarioStage
    /// Of the scenario, road and asset files.
    public let hash: UInt64
    public let warnings: [String]
    /// Warnings about the file.
    public let diagnostics: Diagnostics
}
