import DrivingInterface
import Geometry
import RoadNetwork
import Scenarios
import Scoring
import Sensing
import World

/// Equips a staged scenario with sensors, judges and routes: the setting of a run, and its start.
public struct RunAssembly {
    private let stage: ScenarioStage
    private let sensors: SensorSet
    private let subscriptions: [SensorSelector]?
    private let seed: UInt64
    private let metrics: MetricRegistry
    private let decisionPeriod: Double

    /// - Parameters:
    ///   - subscriptions: the frames that the driver wants; nil: all that are mounted.
    ///   - decisionPeriod: seconds between two decisions of the driven vehicles; a whole number of ticks.
    public init(
        stage: ScenarioStage, sensors: SensorSet, subscriptions: [SensorSelector]?, seed: UInt64,
        metrics: MetricRegistry = .standard, decisionPeriod: Double = 0.1
    ) {
        self.stage = stage
        self.sensors = sensors
        self.subscriptions = subscriptions
        self.seed = seed
        self.metrics = metrics
        self.decisionPeriod = decisionPeriod
    }

    /// A setting with what is needed to start it.
    public struct Assembled: Sendable {
        public let setting: RunSetting
        let stage: ScenarioStage

        /// The state before the first tick.
        /// - Parameter memories: of the drivers, one per driven vehicle.
        public func start(memories: [AnyColumnState]) -> SimulationState {
            let clock = stage.world.clock
            let vehicles = setting.vehicles.map { vehicle in
                VehicleSituation(senses: vehicle.senses.initialState(clock: clock))
            }
            let situation = Situation(
                world: stage.world, traffic: stage.trafficState, signals: stage.signals,
                storyboard: StoryboardState(eventCount: stage.storyboard.events.count), vehicles: vehicles)
            let states = zip(setting.vehicles, memories).map { vehicle, memory in
                let pose = stage.world.actors.motion(of: vehicle.actor, at: clock.tick, clock: clock).pose
                return VehicleState(judge: vehicle.judge.initialState(at: pose), memory: memory)
            }
            return SimulationState(situation: situation, vehicles: states)
        }
    }

    /// - Throws: `SensorRefusal` where a sensor cannot be mounted, `UnmetSubscription` where the driver wants one that
    ///   is not there.
    public func assemble() throws -> Assembled {
        let clock = stage.world.clock
        let carriageway = Carriageway(map: stage.map)
        let vehicles = try stage.vehicles.map { try equip($0, carriageway: carriageway) }
        let setting = RunSetting(
            traffic: stage.traffic, stage: SensingStage(map: stage.map, catalogue: stage.catalogue),
            obstacles: StaticObstacles(of: stage.map), storyboard: stage.storyboard,
            context: stage.context.with(rigs: vehicles.map(\.senses.rig)),
            vehicles: vehicles, decisionTicks: clock.tick(atOrAfter: decisionPeriod),
            trafficTicks: stage.trafficTicks, timeLimit: stage.timeLimit)
        return Assembled(setting: setting, stage: stage)
    }

    private func equip(_ vehicle: StagedVehicle, carriageway: Carriageway) throws -> VehicleSetting {
        let key = stage.world.actors.randomKey[vehicle.actor.index]
        let info = VehicleInfo(vehicle.model)
        let all = try SensorRig(set: sensors, vehicle: info, seed: seed, vehicleKey: key, subscribed: nil)
        let episode = EpisodeInfo(
            vehicle: info, drivesOnRight: stage.map.drivingSide == .right, decisionPeriod: decisionPeriod,
            mounts: all.mounts)
        let rig = try SensorRig(
            set: sensors, vehicle: info, seed: seed, vehicleKey: key, subscribed: try subscribed(episode))
        let setting = JudgeSetting(
            map: stage.map, catalogue: stage.catalogue, carriageway: carriageway, route: vehicle.route,
            vehicle: vehicle.actor, model: vehicle.model)
        return VehicleSetting(
            actor: vehicle.actor, model: vehicle.model, route: vehicle.route,
            senses: VehicleSenses(rig: rig, odometry: Odometry(seed: seed, vehicleKey: key)),
            guide: RouteGuide(route: vehicle.route, map: stage.map), judge: Judge(setting: setting, registry: metrics),
            episode: episode)
    }

    private func subscribed(_ episode: EpisodeInfo) throws -> [Int]? {
        guard let subscriptions else { return nil }
        var rows: [Int] = []
        for selector in subscriptions {
            let found = episode.mounts(matching: selector)
            guard !found.isEmpty else {
                throw UnmetSubscription(selector: selector, mounted: episode.mounts.map(\.name))
            }
            rows += found
        }
        return Array(rows.sorted().reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } })
    }
}

/// A driver wants a sensor that is not mounted.
public struct UnmetSubscription: Error, Sendable {
    public var selector: SensorSelector
    /// Names of what is mounted.
    public var mounted: [String]
}

extension VehicleInfo {
    /// What a policy is told of a vehicle of this model.
    public init(_ model: ActorModel) {
        let front = model.centerOffset + model.length / 2
        self.init(
            length: model.length, width: model.width, height: model.height, wheelbase: model.wheelbase,
            frontOverhang: front - model.wheelbase, rearOverhang: model.length - front,
            maximumSteeringAngle: model.dynamics.maximumSteeringAngle,
            maximumSteeringRate: model.dynamics.maximumSteeringRate,
            maximumAcceleration: model.dynamics.maximumAcceleration,
            maximumDeceleration: model.dynamics.maximumDeceleration)
    }
}
