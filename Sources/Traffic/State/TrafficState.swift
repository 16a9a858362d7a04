import Geometry
import RoadNetwork
import World

/// What traffic remembers of every actor between decisions: rows parallel to `ActorColumns`.
///
/// Grouped by topic; every group is a `ColumnState` of its own. Scratch memory of a decision is not part of it
/// (`TrafficScratch`).
public struct TrafficState: ColumnState {
    /// Who decides for an actor: row of `TrafficModel.behaviours` + 1; 0 = nobody (driven vehicles, unknown actors).
    public var behaviour: [UInt8] = []
    /// Row of `TrafficModel.profiles`.
    public var profile: [UInt8] = []
    /// Speed that the actor wishes for as a share of what is usual.
    public var speedShare: [Float] = []
    public var place = PlaceColumns()
    public var route = RouteColumns()
    public var change = LaneChangeColumns()
    public var wait = WaitColumns()
    public var why = WhyColumns()
    public var control = ControlColumns()
    public var population = PopulationState()

    public init() {}

    public var count: Int { behaviour.count }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("behaviour", &behaviour)
        visitor.visit("profile", &profile)
        visitor.visit("speedShare", &speedShare)
        place.visitColumns(&visitor)
        route.visitColumns(&visitor)
        change.visitColumns(&visitor)
        wait.visitColumns(&visitor)
        why.visitColumns(&visitor)
        control.visitColumns(&visitor)
        population.visitColumns(&visitor)
    }

    /// Grows to `count` rows; new rows belong to nobody.
    public mutating func grow(to count: Int) {
        while behaviour.count < count { appendRow() }
    }

    private mutating func appendRow() {
        behaviour.append(0)
        profile.append(0)
        speedShare.append(1)
        place.append()
        route.append()
        change.append()
        wait.append()
        why.append()
        control.append()
    }

    /// Forgets everything about a row, for example when its actor left the world. Does nothing for rows that do not
    /// exist.
    public mutating func forget(_ actor: ActorID) {
        guard actor.row >= 0, actor.index < count else { return }
        let row = actor.index
        (behaviour[row], profile[row], speedShare[row]) = (0, 0, 1)
        place.clear(row)
        route.clear(row)
        change.clear(row)
        wait.clear(row)
        why.clear(row)
        control.clear(row)
    }
}
