import Geometry
import RoadNetwork
import World

/// How close it came.
public enum ProximityMetric: Metric {
    public static let name = "proximity"
    public static let summary = "Smallest time to collision and smallest clearance."
    public static let page = """
        Every 0.1 s, over all actors within 60 m. Time to collision: both keep velocity and heading; the first time at \
        which the footprints touch (swept separating axes), up to 10 s; only while the vehicle moves faster than \
        0.5 m/s. Clearance: exact distance between footprints, reported apart for people and cyclists.
        """
    public static let outputs = [
        MetricOutput("time_to_collision_s", unit: "s", "Smallest time to collision, at most 10 s."),
        MetricOutput("clearance_m", unit: "m", "Smallest distance to a vehicle or thing while moving, at most 60 m."),
        MetricOutput(
            "vulnerable_clearance_m", unit: "m", "Smallest distance to a person or cyclist while moving, at most 60 m."),
    ]
    static let horizon = 10.0
    static let radius = 60.0

    public struct State: ColumnState {
        var timeToCollision = ProximityMetric.horizon
        var clearance = ProximityMetric.radius
        var vulnerableClearance = ProximityMetric.radius

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("timeToCollision", value: &timeToCollision)
            visitor.visit("clearance", value: &clearance)
            visitor.visit("vulnerableClearance", value: &vulnerableClearance)
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        guard moment.isSample, moment.after.speed.magnitude > 0.5 else { return }
        let clock = world.clock
        for row in 0..<world.actors.count where row != setting.vehicle.index && world.actors.isPresent(ActorID(row)) {
            let reach = Vector2(world.actors.x[row], world.actors.y[row]) - moment.footprint.center
            guard reach.lengthSquared < radius * radius else { continue }
            let model = setting.catalogue.models[Int(world.actors.model[row])]
            let motion = world.actors.motion(of: ActorID(row), at: clock.tick, clock: clock)
            let box = model.footprint(at: motion.pose)
            consider(&state, moment: moment, box: box, motion: motion, isVulnerable: model.actorClass.isVulnerable)
        }
    }

    private static func consider(
        _ state: inout State, moment: JudgedMoment, box: OrientedBox, motion: ActorMotion, isVulnerable: Bool
    ) {
        let bound = moment.footprint.separation(from: box)
        let best = isVulnerable ? state.vulnerableClearance : state.clearance
        if bound < best {
            let distance = min(best, moment.footprint.distance(to: box))
            if isVulnerable { state.vulnerableClearance = distance } else { state.clearance = distance }
        }
        let time = TimeToContact.ofBoxes(
            moment.footprint, velocity: moment.after.velocity, box, velocity: motion.velocity,
            horizon: state.timeToCollision)
        if let time { state.timeToCollision = min(state.timeToCollision, time) }
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] {
        [state.timeToCollision, state.clearance, state.vulnerableClearance]
    }
}
