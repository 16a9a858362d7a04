import Geometry

/// A line painted across the lane ahead where the directions announce nothing, and the signals that may belong to it.
struct LineAhead: ColumnState {
    /// Odometer reading at which the reference point reaches the line; nan if there is none.
    private(set) var at = Double.nan
    var signals = SignalWatch()

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("at", value: &at)
        signals.visitColumns(&visitor)
    }

    /// Metres from the reference point to the line; nan if there is none.
    func distance(odometer: Double) -> Double { at - odometer }

    /// A line was seen so many metres ahead (nan: none).
    mutating func see(at distance: Double, odometer: Double) {
        if at < odometer - 1 {
            at = .nan
            signals.forget()
        }
        guard !distance.isNaN else { return }
        let seen = odometer + distance
        if (seen - at).magnitude < 5 {
            at += (seen - at) * 0.3
        } else if at.isNaN || seen < at {
            at = seen
            signals.forget()
        }
    }
}
