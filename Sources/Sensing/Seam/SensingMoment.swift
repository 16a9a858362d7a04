import Geometry
import Optics
import RoadNetwork
import World

/// What every sensor of every driven vehicle looks at and what never changes during a run.
public struct SensingStage: Sendable {
    public let scene: StaticScene
    public let catalogue: Catalogue
    /// By row of the catalogue.
    let radarBodies: [RadarBody]
    /// Tables of aspects, by row of the catalogue.
    let radarAspects: [[Double]]
    let radarMirrors: RadarMirrors
    /// Tells stages apart, so that scratch memory notices a new one.
    let identity = StageIdentity()

    /// Takes time proportional to the size of the map.
    public init(map: StreetMap, catalogue: Catalogue) {
        self.init(scene: StaticScene(map: map), catalogue: catalogue, mirrors: RadarMirrors(map))
    }

    /// Without mirrors for radar.
    public init(scene: StaticScene, catalogue: Catalogue) {
        self.init(scene: scene, catalogue: catalogue, mirrors: RadarMirrors(StreetMap(name: "")))
    }

    private init(scene: StaticScene, catalogue: Catalogue, mirrors: RadarMirrors) {
        self.scene = scene
        radarMirrors = mirrors
        radarAspects = catalogue.models.map(\.radarAspects)
        self.catalogue = catalogue
        radarBodies = catalogue.models.map { RadarBody($0) }
    }
}

final class StageIdentity: Sendable {}

/// The truth at one tick, as a rig gets it.
public struct SensingView {
    public let stage: SensingStage
    public let world: WorldState
    /// The driven vehicle that carries the rig.
    public let vehicle: ActorID
    /// Its motion up to and including the world's tick.
    public let history: MotionHistory
    public var scratch: SensingScratch

    public init(
        stage: SensingStage, world: WorldState, vehicle: ActorID, history: MotionHistory, scratch: SensingScratch
    ) {
        self.stage = stage
        self.world = world
        self.vehicle = vehicle
        self.history = history
        self.scratch = scratch
    }

    func moment(at time: Double, sensor: MountedSensor) -> SensingMoment {
        SensingMoment(
            view: self, time: time, own: history.motion(at: time, clock: world.clock),
            egoFromSensor: sensor.egoFromSensor)
    }
}

/// The truth at the exact time of a frame, as a sensor gets it.
public struct SensingMoment {
    let view: SensingView
    /// Seconds since the start of the run at which the frame is measured; may lie between two ticks.
    public let time: Double
    /// Motion of the own vehicle at that time.
    public let own: OwnMotion
    /// True mounting of the sensor (what the policy is told stands in its calibration).
    public internal(set) var egoFromSensor: Pose3

    public var stage: SensingStage { view.stage }
    /// The world at the tick that follows the frame; ask `motion(of:)` for where actors are at its time.
    public var world: WorldState { view.world }
    /// The own vehicle.
    public var vehicle: ActorID { view.vehicle }
    public var scratch: SensingScratch { view.scratch }

    /// Motion of the own vehicle at another time within the sweep, seconds.
    public func own(at time: Double) -> OwnMotion { view.history.motion(at: time, clock: world.clock) }

    /// Motion of any actor at the frame's time.
    public func motion(of actor: ActorID) -> ActorMotion {
        world.actors.motion(of: actor, atTime: time, clock: world.clock)
    }

    /// The sensor frame in the world at the frame's time.
    public var worldFromSensor: Pose3 {
        let pose = own.motion.pose
        let position = pose.toOuter(egoFromSensor.position.horizontal)
        return Pose3(
            Vector3(position.x, position.y, egoFromSensor.position.z), yaw: pose.yaw + egoFromSensor.yaw,
            pitch: egoFromSensor.pitch, roll: egoFromSensor.roll)
    }
}

extension SensingMoment {
    /// Everything that moves, at the frame's time; shared by the sensors of that time.
    public var movingScene: DynamicScene { view.scratch.movingScene(view, at: time, around: own.motion.pose.position) }

    /// Where an upright sensor stands.
    public var viewpoint: Viewpoint { Viewpoint(mounted: egoFromSensor, on: own.motion.pose) }

    /// Runs a scan and hands over what it met; upright unless told how the sensor leans.
    func withLidarReturns(
        _ pattern: LidarPattern, leaning tilt: SensorTilt = .none, _ body: (LidarReturns) -> Void
    ) {
        let scratch = view.scratch
        let slot = scratch.lidarSlot(rings: pattern.elevations.count, columns: pattern.columns.count)
        LidarKernel.measure(
            pattern, from: viewpoint, leaning: tilt, fixed: stage.scene, moving: movingScene, excluding: vehicle,
            into: &scratch.lidarReturns[slot], scratch: scratch.optics)
        body(scratch.lidarReturns[slot])
    }
}
