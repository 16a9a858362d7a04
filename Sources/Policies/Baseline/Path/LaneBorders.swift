import Geometry

/// How the lane lies between lines and kerbs, as seen lately on this road, and what a cut across the road therefore says
/// about where the lane's middle is.
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

    /// Half of a usual lane, metres.
    static let usualHalf = 1.65
    /// Widths that one lane may have, metres.
    static let laneWidths = 2.4...4.4

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("leftLine", value: &leftLine)
        visitor.visit("rightLine", value: &rightLine)
        visitor.visit("leftEdge", value: &leftEdge)
        visitor.visit("rightEdge", value: &rightEdge)
        visitor.visit("leftTrust", value: &leftTrust)
        visitor.visit("rightTrust", value: &rightTrust)
        visitor.visit("rightSeen", value: &rightSeen)
    }

    /// What one cut says.
    struct Measurement {
        /// Offset of the lane's middle to the left of the cut's point, metres.
        var offset = 0.0
        var weight = 0.0

        /// Adds another opinion.
        mutating func add(_ other: Double, _ weight: Double) {
            guard other.magnitude < 2.2, weight > 0 else { return }
            offset = (offset * self.weight + other * weight) / (self.weight + weight)
            self.weight += weight
        }
    }

    /// Metres from the middle of this lane to that of the next.
    var laneWidth: Double { leftLine + rightLine }

    /// Whether there is room for another lane of the same direction to the right.
    var hasLaneOnRight: Bool { rightTrust > 0.4 && rightEdge > 1.5 * laneWidth - 0.6 && rightSeen > 0.4 }

    /// Whether the next lane to the left still belongs to the right half of the road.
    var hasLaneOnLeft: Bool { leftTrust > 0.4 && rightTrust > 0.4 && rightEdge + 2 * laneWidth < leftEdge + 0.6 }

    /// Whether this lane belongs to the left half of the road.
    var isInLeftHalf: Bool { leftTrust > 0.4 && rightTrust > 0.4 && rightEdge > leftEdge + 1.6 && hasLaneOnRight }

    /// The car changes by `lanes` to the left.
    mutating func change(by lanes: Double) {
        rightEdge += lanes * laneWidth
        leftEdge -= lanes * laneWidth
    }

    /// Another road begins: nothing is known of its kerbs.
    mutating func forgetEdges() { (leftTrust, rightTrust, rightSeen) = (0, 0, 0) }

    /// The lane's middle from what was seen to both sides.
    func middle(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> Measurement {
        var result = edges(left, right)
        let hasEdges = result.weight > 0.3
        var lines = Measurement()
        let (l, r) = (left.line.isNaN ? left.edge : left.line, right.line.isNaN ? right.edge : right.line)
        if LaneBorders.laneWidths.contains(l - r) {
            lines.add((l + r) / 2, left.line.isNaN && right.line.isNaN ? 0.7 : 1.4)
        } else {
            if !left.line.isNaN { lines.add(left.line - leftLine, 0.7) }
            if !right.line.isNaN, lines.weight == 0 { lines.add(right.line + rightLine, 0.6) }
        }
        // Kerbs tell this lane from its neighbours, lines tell its middle.
        if hasEdges, lines.weight > 0, (lines.offset - result.offset).magnitude > 1 { return result }
        if lines.weight > 0 { result.add(lines.offset, lines.weight) }
        return result.weight > 0 ? result : unmarked(left, right)
    }

    private func edges(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> Measurement {
        var result = Measurement()
        if !right.edge.isNaN { result.add(right.edge + rightEdge, 0.6 * rightTrust) }
        if !left.edge.isNaN {
            let offset = left.edge - leftEdge
            if result.weight == 0 || (offset - result.offset).magnitude < 0.6 { result.add(offset, 0.4 * leftTrust) }
        }
        return result
    }

    /// Without any line: the middle of a narrow road, the right half of a wide one.
    private func unmarked(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> Measurement {
        var result = Measurement()
        let width = left.edge - right.edge
        guard !width.isNaN else { return result }
        result.add(width < 5 ? (left.edge + right.edge) / 2 : right.edge + min(2, max(1.5, width / 4)), 0.4)
        return result
    }

    /// Learns where the road ends beside the lane from a cut that shows a line of the lane.
    mutating func learn(_ left: LaneProfile.Side, _ right: LaneProfile.Side) {
        let (l, r) = (left.line.isNaN ? left.edge : left.line, right.line.isNaN ? right.edge : right.line)
        rightSeen += ((right.line.isNaN ? 0 : 1) - rightSeen) * 0.02
        guard !left.line.isNaN || !right.line.isNaN else { return }
        var middle = left.line.isNaN ? right.line + rightLine : left.line - leftLine
        if LaneBorders.laneWidths.contains(l - r) {
            middle = (l + r) / 2
            leftLine += (l - middle - leftLine) * 0.01
            rightLine += (middle - r - rightLine) * 0.01
        }
        guard middle.magnitude < 0.7 else { return }
        LaneBorders.learn(&rightEdge, &rightTrust, middle - right.edge)
        LaneBorders.learn(&leftEdge, &leftTrust, left.edge - middle)
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
