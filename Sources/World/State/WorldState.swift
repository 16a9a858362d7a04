import Geometry

/// The truth at one instant: the clock and every actor.
public struct WorldState: ColumnState {
    public var clock: Clock
    public var actors: ActorColumns
    /// Tyre–road friction of the whole surface, 0.05 (ice) to 1.2.
    public var friction: Double
    public var weather: Weather

    public init(
        clock: Clock = Clock(), actors: ActorColumns = ActorColumns(), friction: Double = 0.9,
        weather: Weather = Weather()
    ) {
        self.clock = clock
        self.actors = actors
        self.friction = friction
        self.weather = weather
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("clock", value: &clock)
        actors.visitColumns(&visitor)
        visitor.visit("friction", value: &friction)
        visitor.visit("weather", value: &weather)
    }
}
