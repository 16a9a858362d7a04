import Geometry

/// How the lane lies between lines and kerbs, as seen lately on this road, which tells where else there are lanes.
struct LaneBorders: ColumnState {
    /// Metres from the middle of the lane to the lines on its left and right.
    private(set) var leftLine = LaneBorders.usualHalf
    private(set) var rightLine = LaneBorders.usualHalf
    /// Metres from the middle of the lane to the ends of the asphalt, and how far that is known, 0–1.
    private(set) var leftEdge = 0.0
    private(set) var rightEdge = 0.0
    private(set) var leftTrust = 0.0
    private(set) var rightTrust = 0.0
    /// Share of cuts that showed a line on the right, 0–1.
    private(set) var rightSeen = 0.0

    /// How surely a median ends this carriageway on the left, so that all of it is for this direction, 0–1.
    private(set) var medianTrust = 0.0

    /// Half of a usual lane, metres.
    static let usualHalf = 1.65

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("leftLine", value: &leftLine)
        visitor.visit("rightLine", value: &rightLine)
        visitor.visit("leftEdge", value: &leftEdge)
        visitor.visit("rightEdge", value: &rightEdge)
        visitor.visit("leftTrust", value: &leftTrust)
        visitor.visit("rightTrust", value: &rightTrust)
        visitor.visit("rightSeen", value: &rightSeen)
        visitor.visit("medianTrust", value: &medianTrust)
    }

    /// Metres from the middle of this lane to that of the next.
    var laneWidth: Double { leftLine + rightLine }

    /// Whether there is room for another lane of the same direction to the right.
    var hasLaneOnRight: Bool { rightTrust > 0.4 && rightEdge > 1.5 * laneWidth - 0.6 && rightSeen > 0.4 }

    /// Whether oncoming traffic has a carriageway of its own.
    var isOneWay: Bool { medianTrust > 0.5 }

    /// Whether the next lane to the left is for this direction too.
    var hasLaneOnLeft: Bool {
        guard leftTrust > 0.4 else { return false }
        if isOneWay { return leftEdge > 1.5 * laneWidth - 0.6 }
        return rightTrust > 0.4 && rightEdge + 2 * laneWidth < leftEdge + 0.6
    }

    /// Whether this lane belongs to the left half of the road.
    var isInLeftHalf: Bool {
        !isOneWay && leftTrust > 0.4 && rightTrust > 0.4 && rightEdge > leftEdge + 1.6 && hasLaneOnRight
    }

    /// The car changes by `lanes` to the left.
    mutating func change(by lanes: Double) {
        rightEdge += lanes * laneWidth
        leftEdge -= lanes * laneWidth
    }

    /// Another road begins: nothing is known of its kerbs.
    mutating func forgetEdges() { (leftTrust, rightTrust, rightSeen, medianTrust) = (0, 0, 0, 0) }

    /// Takes a look to the left across the road.
    mutating func learn(_ median: Median.Finding) {
        switch median {
        case .unknown: return
        case .found: medianTrust = min(1, medianTrust + 0.05)
        case .none: medianTrust = max(0, medianTrust - 0.05)
        }
    }

    /// Learns where the road ends beside the lane from the borders of a cut that shows a line of the lane.
    mutating func learn(_ borders: UnsafeBufferPointer<LaneBorder>) {
        let (left, right) = (Side(borders, 1), Side(borders, -1))
        rightSeen += ((right.line.isNaN ? 0 : 1) - rightSeen) * 0.02
        let (l, r) = (left.line.isNaN ? left.edge : left.line, right.line.isNaN ? right.edge : right.line)
        guard !left.line.isNaN || !right.line.isNaN else { return }
        var middle = left.line.isNaN ? right.line + rightLine : left.line - leftLine
        if LaneFinder.widths.contains(l - r) {
            middle = (l + r) / 2
            leftLine += (l - middle - leftLine) * 0.01
            rightLine += (middle - r - rightLine) * 0.01
        }
        guard middle.magnitude < 0.7 else { return }
        LaneBorders.learn(&rightEdge, &rightTrust, middle - right.edge)
        LaneBorders.learn(&leftEdge, &leftTrust, left.edge - middle)
    }

    /// The nearest line and the nearest end of the asphalt to one side, metres to the left; nan where none was seen.
    private struct Side {
        var line = Double.nan
        var edge = Double.nan

        /// - Parameter side: +1 left, -1 right.
        init(_ borders: UnsafeBufferPointer<LaneBorder>, _ side: Double) {
            for border in borders where border.offset * side > 0.7 {
                let isNearer = edge.isNaN || border.offset * side < edge * side
                if border.kind == (side > 0 ? .ends : .begins), isNearer { edge = border.offset }
                if border.kind == .line, line.isNaN || border.offset * side < line * side { line = border.offset }
            }
            if !line.isNaN, !edge.isNaN, line * side > edge * side { line = .nan }
        }
    }

    private static func learn(_ distance: inout Double, _ trust: inout Double, _ seen: Double) {
        guard !seen.isNaN, seen > 1 else { return }
        if trust < 0.05 { distance = seen }
        if (seen - distance).magnitude < 0.5 {
            distance += (seen - distance) * 0.05
            trust = min(1, trust + 0.02)
        } else {
            trust = max(0, trust - 0.02)
        }
    }
}
