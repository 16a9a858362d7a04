/// The row of an element in its array of the `StreetMap`, typed by what it points at. -1 means none.
///
/// Rows are an implementation detail: nothing that decides may depend on their order (use `randomKey` to break ties).
public struct ElementID<Element>: Sendable, Hashable, BitwiseCopyable {
    public var row: Int32

    @inlinable public init(_ row: Int) { self.row = Int32(row) }

    /// Points at nothing.
    @inlinable public static var none: ElementID { ElementID(-1) }

    @inlinable public var isNone: Bool { row < 0 }
    @inlinable public var index: Int { Int(row) }
}

public typealias LaneID = ElementID<Lane>
public typealias RoadID = ElementID<Road>
public typealias JunctionID = ElementID<Junction>
public typealias SignalGroupID = ElementID<SignalGroup>
public typealias SignalControllerID = ElementID<SignalController>
public typealias CrossingID = ElementID<Crossing>
