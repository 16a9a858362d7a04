import Geometry
import Sensing
import Traffic
import World

/// Everything that a scenario action may change: the world, who decides for the actors, signals, and the conditions
/// under which the driven vehicles sense, are guided and act.
public struct Situation: ColumnState {
    public var world: WorldState
    public var traffic: TrafficState
    public var signals: SignalState
    public var storyboard: StoryboardState
    /// Of each driven vehicle.
    public var vehicles: [VehicleSituation]

    public init(
        world: WorldState, traffic: TrafficState, signals: SignalState, storyboard: StoryboardState,
        vehicles: [VehicleSituation]
    ) {
        self.world = world
        self.traffic = traffic
        self.signals = signals
        self.storyboard = storyboard
        self.vehicles = vehicles
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        world.visitColumns(&visitor)
        traffic.visitColumns(&visitor)
        signals.visitColumns(&visitor)
        storyboard.visitColumns(&visitor)
        for index in vehicles.indices { vehicles[index].visitColumns(&visitor) }
    }
}

/// What a scenario can do to a driven vehicle without touching the vehicle itself.
public struct VehicleSituation: ColumnState {
    /// Frames, faults and directions.
    public var senses: VehicleSensesState
    /// Seconds from an answer to the actuators.
    public var commandLatency: Double

    public init(senses: VehicleSensesState, commandLatency: Double = 0) {
        self.senses = senses
        self.commandLatency = commandLatency
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        senses.visitColumns(&visitor)
        visitor.visit("commandLatency", value: &commandLatency)
    }
}
