import Geometry
import RoadNetwork
import World

/// What happened so far, in order of time.
public struct EventLog: ColumnState {
    public private(set) var kinds: [UInt64] = []
    /// Seconds since the start, found inside the tick where a closed form allows it.
    public private(set) var times: [Double] = []
    /// Row of the other actor, -1 if none.
    public private(set) var actors: [Int32] = []
    /// 0 not at fault, 1 at fault, 2 the question does not arise.
    public private(set) var faults: [UInt8] = []
    /// Where, in the world, metres.
    public private(set) var xs: [Double] = []
    public private(set) var ys: [Double] = []
    /// The kind's main number (impact speed, m/s; excess speed, m/s; …).
    public private(set) var values: [Double] = []
    /// `FaultRule.rawValue` for collisions, else 0.
    public private(set) var rules: [UInt8] = []

    public init() {}

    public var count: Int { kinds.count }

    public mutating func append(_ event: LoggedEvent) {
        kinds.append(event.kind.key)
        times.append(event.time)
        actors.append(event.actor.row)
        faults.append(event.isAtFault.map { $0 ? 1 : 0 } ?? 2)
        xs.append(event.place.x)
        ys.append(event.place.y)
        values.append(event.value)
        rules.append(event.rule)
    }

    public subscript(index: Int) -> LoggedEvent {
        LoggedEvent(
            kind: EventKind.kind(of: kinds[index]) ?? .collision, time: times[index],
            actor: ActorID(Int(actors[index])), isAtFault: faults[index] == 2 ? nil : faults[index] == 1,
            place: Vector2(xs[index], ys[index]), value: values[index], rule: rules[index])
    }

    /// Whether an event of a kind is the driven vehicle's fault.
    public func hasFault(of kind: EventKind) -> Bool {
        kinds.indices.contains { kinds[$0] == kind.key && faults[$0] == 1 }
    }

    /// Every event, in order.
    public var events: [LoggedEvent] { (0..<count).map { self[$0] } }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("kinds", &kinds)
        visitor.visit("times", &times)
        visitor.visit("actors", &actors)
        visitor.visit("faults", &faults)
        visitor.visit("xs", &xs)
        visitor.visit("ys", &ys)
        visitor.visit("values", &values)
        visitor.visit("rules", &rules)
    }
}

/// One event of the log.
public struct LoggedEvent: Sendable, Hashable {
    public var kind: EventKind
    /// Seconds since the start.
    public var time: Double
    /// The other actor, or none.
    public var actor: ActorID
    /// nil where nobody can be at fault.
    public var isAtFault: Bool?
    /// Where, in the world.
    public var place: Vector2
    public var value: Double
    public var rule: UInt8

    public init(
        _ kind: EventKind, time: Double, actor: ActorID = .none, isAtFault: Bool? = nil, place: Vector2,
        value: Double = 0, rule: UInt8 = 0
    ) {
        self.init(
            kind: kind, time: time, actor: actor, isAtFault: isAtFault, place: place, value: value, rule: rule)
    }

    init(
        kind: EventKind, time: Double, actor: ActorID, isAtFault: Bool?, place: Vector2, value: Double, rule: UInt8
    ) {
        self.kind = kind
        self.time = time
        self.actor = actor
        self.isAtFault = isAtFault
        self.place = place
        self.value = value
        self.rule = rule
    }
}
