import Geometry

/// Which events have fired.
public struct StoryboardState: ColumnState {
    /// Seconds at which each event's condition first held, +infinity before.
    public internal(set) var heldAt: [Double] = []
    /// Seconds at which each event fired, +infinity before.
    public internal(set) var firedAt: [Double] = []

    public init(eventCount: Int = 0) {
        heldAt = Array(repeating: .infinity, count: eventCount)
        firedAt = Array(repeating: .infinity, count: eventCount)
    }

    /// Whether event number `index` has fired.
    public func hasFired(_ index: Int) -> Bool { firedAt[index] < .infinity }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("heldAt", &heldAt)
        visitor.visit("firedAt", &firedAt)
    }
}
