import Geometry
import RoadNetwork

/// The truth at one instant: the clock, every actor, every signal lamp, the weather.
public struct WorldState: ColumnState {
    public var clock: Clock
    public var actors: ActorColumns
    /// Tyre–road friction of the whole surface, 0.05 (ice) to 1.2.
    public var friction: Double
    public var weather: Weather
    /// What every signal lamp shows now: a `SignalAspect.rawValue` per row of `StreetMap.signalGroups`.
    public var signals: [UInt8]

    public init(
        clock: Clock = Clock(), actors: ActorColumns = ActorColumns(), friction: Double = 0.9,
        weather: Weather = Weather(), signals: [UInt8] = []
    ) {
        self.clock = clock
        self.actors = actors
        self.friction = friction
        self.weather = weather
        self.signals = signals
    }

    /// What a signal group shows now; `.dark` for rows that do not exist.
    public func aspect(of group: SignalGroupID) -> SignalAspect {
        guard group.row >= 0, group.index < signals.count else { return .dark }
        return SignalAspect(rawValue: signals[group.index]) ?? .dark
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("clock", value: &clock)
        actors.visitColumns(&visitor)
        visitor.visit("friction", value: &friction)
        visitor.visit("weather", value: &weather)
        visitor.visit("signals", &signals)
    }
}
