import DrivingInterface
import Geometry
import RoadNetwork
import World

/// Everything that moves in a picture, at one instant. Plain values: what is left empty is not drawn.
public struct SceneMoment: Sendable {
    public var world: WorldState
    public var catalogue: Catalogue
    /// Simulated seconds; may lie between two ticks.
    public var time: Double
    /// Whose sensors, belief and route these are; `.none` if nobody is followed.
    public var ego: ActorID
    public var route: Route?
    /// Where actors were lately, oldest first, world.
    public var trails: [[Vector2]]
    public var mounts: [MountInfo]
    /// Newest frame per mount, any order.
    public var frames: [SensorFrame]
    public var belief: Belief?
    /// Where the ego frame of the belief was when it was formed.
    public var beliefPose: Pose2?

    public init(
        world: WorldState, catalogue: Catalogue, time: Double, ego: ActorID = .none, route: Route? = nil,
        trails: [[Vector2]] = [], mounts: [MountInfo] = [], frames: [SensorFrame] = [], belief: Belief? = nil,
        beliefPose: Pose2? = nil
    ) {
        self.world = world
        self.catalogue = catalogue
        self.time = time
        self.ego = ego
        self.route = route
        self.trails = trails
        self.mounts = mounts
        self.frames = frames
        self.belief = belief
        self.beliefPose = beliefPose
    }

    /// Where the ego is at the moment; nil if there is none.
    public var egoMotion: ActorMotion? { egoMotion(at: time) }

    /// Where the ego was at a time close to the moment; nil if there is none.
    public func egoMotion(at time: Double) -> ActorMotion? {
        guard world.actors.isPresent(ego) else { return nil }
        return world.actors.motion(of: ego, atTime: time, clock: world.clock)
    }
}

/// What a picture shows of the things that can be shown.
public struct SceneLayers: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let route = SceneLayers(rawValue: 1)
    public static let trails = SceneLayers(rawValue: 2)
    public static let lidar = SceneLayers(rawValue: 4)
    public static let radar = SceneLayers(rawValue: 8)
    public static let camera = SceneLayers(rawValue: 16)
    public static let belief = SceneLayers(rawValue: 32)
    public static let headsUp = SceneLayers(rawValue: 64)
    public static let names = SceneLayers(rawValue: 128)
    public static let all: SceneLayers = [.route, .trails, .lidar, .radar, .camera, .belief, .headsUp]
}
