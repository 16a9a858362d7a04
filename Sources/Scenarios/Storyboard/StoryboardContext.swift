import Fields
import Geometry
import RoadNetwork
import Sensing
import Traffic
import World

/// What stays the same while the storyboard runs: who is who, and where things are.
public final class StoryboardContext: Sendable {
    public let map: StreetMap
    public let catalogue: Catalogue
    public let traffic: TrafficModel
    /// Names of the actors of the file in file order, `ego` first, and their rows.
    public let names: [String]
    public let rows: [ActorID]
    /// What they are.
    public let models: [ActorModel]
    /// Names of the events, in file order.
    public let events: [String]
    /// What is mounted on each driven vehicle; empty before that is decided.
    public let rigs: [SensorRig]

    public init(
        traffic: TrafficModel, names: [String], rows: [ActorID], models: [ActorModel], events: [String],
        rigs: [SensorRig] = []
    ) {
        map = traffic.map
        catalogue = traffic.catalogue
        self.traffic = traffic
        self.names = names
        self.rows = rows
        self.models = models
        self.events = events
        self.rigs = rigs
    }

    /// The same cast on other streets, in other rows, or with sensors mounted.
    public func with(
        traffic: TrafficModel? = nil, rows: [ActorID]? = nil, rigs: [SensorRig]? = nil
    ) -> StoryboardContext {
        StoryboardContext(
            traffic: traffic ?? self.traffic, names: names, rows: rows ?? self.rows, models: models, events: events,
            rigs: rigs ?? self.rigs)
    }

    /// What a named actor is; nil if nobody has the name.
    public func model(of name: String) -> ActorModel? { names.firstIndex(of: name).map { models[$0] } }

    /// The row of a named actor; none if nobody has the name.
    public func actor(_ name: String) -> ActorID {
        names.firstIndex(of: name).map { rows[$0] } ?? .none
    }

    /// The name that a file gives to a row; nil for background traffic.
    public func name(of actor: ActorID) -> String? {
        rows.firstIndex(of: actor).map { names[$0] }
    }

    /// Number of a named event; nil if there is none.
    public func event(_ name: String) -> Int? { events.firstIndex(of: name) }

    /// Where an actor is and how it moves now.
    public func motion(of actor: ActorID, in situation: Situation) -> ActorMotion {
        let clock = situation.world.clock
        return situation.world.actors.motion(of: actor, at: clock.tick, clock: clock)
    }

    /// An actor's footprint now.
    public func footprint(of actor: ActorID, in situation: Situation) -> OrientedBox {
        let row = Int(situation.world.actors.model[actor.index])
        return catalogue.models[row].footprint(at: motion(of: actor, in: situation).pose)
    }
}
