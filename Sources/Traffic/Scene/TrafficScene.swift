import Geometry
import RoadNetwork
import World

/// The world as traffic sees it at one instant: who is where on which lane, where everybody goes next, who is about to
/// use which junction and crossing. Rebuilt at every decision into memory that is used again; never part of the state.
public struct TrafficScene: Sendable {
    /// Seconds since the start of the run.
    var time = 0.0
    /// What the lamps show, as in `WorldState.signals`.
    var signals: [UInt8] = []
    /// Rows as in `ActorColumns`.
    var actors: [SceneActor] = []
    /// Lanes ahead of everybody, one actor after the other.
    var links: [ChainLink] = []
    /// Lanes beside their way that long vehicles reach into, one vehicle after the other.
    var swept: [SweptLane] = []
    /// Footprints of long vehicles along their turns, a fixed step apart.
    var sweep: [OrientedBox] = []
    var sweepers: [Int32] = []
    /// Bodies by lane, ascending along the lane.
    var entries = RowLists<LaneEntry>()
    /// Users by lane with conflict zones, ascending along the lane.
    var users = RowLists<LaneUser>()
    /// People by crossing, ascending along its path.
    var crossers = RowLists<CrossingUser>()
    /// Everybody near people, by place.
    var near = NearbyGrid()
    /// Lanes found for one footprint.
    var found: [Int32] = []

    /// An empty scene.
    public init() {}

    /// Looks at the world at its clock's tick.
    ///
    /// - Parameters:
    ///   - traffic: what traffic remembers; an empty state for an observer who sees poses, speeds and indicators only.
    ///   - around: if given, only actors within `radius` metres of this point are looked at.
    public mutating func observe(
        _ world: WorldState, traffic: TrafficState, model: TrafficModel, around: Vector2? = nil,
        radius: Double = .infinity
    ) {
        time = world.clock.time
        signals = world.signals
        links.removeAll(keepingCapacity: true)
        swept.removeAll(keepingCapacity: true)
        sweep.removeAll(keepingCapacity: true)
        sweepers.removeAll(keepingCapacity: true)
        entries.reset(rows: model.lanes.records.count)
        users.reset(rows: model.lanes.records.count)
        crossers.reset(rows: model.crossings.crossings.count)
        near.reset()
        let count = world.actors.count
        if actors.count > count { actors.removeLast(actors.count - count) }
        while actors.count < count { actors.append(SceneActor()) }
        for row in 0..<count {
            look(at: row, world, traffic, model)
            if let around, actors[row].position.distance(to: around) > radius { actors[row].role = .absent }
        }
        for row in 0..<count { place(row, world, traffic, model) }
        for row in 0..<count { register(row, world, traffic, model) }
        entries.seal { ($0.middle, $0.key) < ($1.middle, $1.key) }
        users.seal { ($0.front, $0.key) < ($1.front, $1.key) }
        crossers.seal { ($0.along, $0.key) < ($1.along, $1.key) }
        near.seal()
    }

    /// Lists an actor wherever others may meet it.
    private mutating func register(
        _ row: Int, _ world: WorldState, _ traffic: TrafficState, _ model: TrafficModel
    ) {
        switch actors[row].role {
        case .absent: break
        case .keepsLane:
            buildChain(row, traffic, model)
            registerOnLanes(row, model)
            registerAsUser(row, world, model)
            registerSweep(row, model)
            near.add(row, actors[row])
        case .walks:
            registerOnCrossing(row, traffic, model)
            near.add(row, actors[row])
        case .free, .still:
            registerFootprint(row, world, model)
            near.add(row, actors[row])
        }
    }
}
