import Geometry

/// Keeps the path in the middle of the lane: measures the lane's borders at every point of the path and moves the path
/// towards their middle.
struct LaneKeeping: ColumnState {
    /// Metres from the middle of the lane to its left and its right border, as seen lately; right of a lane a strip for
    /// parked cars may lie before the kerb.
    private(set) var leftHalf = LaneKeeping.usualHalf
    private(set) var rightHalf = LaneKeeping.usualHalf
    /// Share of the points ahead at which a border of the lane was seen, 0–1.
    private(set) var certainty = 0.0

    /// Half of a usual lane, metres.
    static let usualHalf = 1.65
    /// Widths that one lane may have, metres.
    private static let laneWidths = 2.4...4.4

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("leftHalf", value: &leftHalf)
        visitor.visit("rightHalf", value: &rightHalf)
        visitor.visit("certainty", value: &certainty)
    }

    /// What the borders at one point say.
    private struct Measurement {
        /// Offset of the lane's middle to the left, metres.
        var offset = 0.0
        var weight = 0.0
    }

    /// Moves the path. `crossing` is the range of stations on which a junction leaves lanes without borders.
    mutating func adjust(_ path: inout LanePath, crossing: ClosedRange<Double>?, map: inout GroundMap) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * LanePath.count) { memory in
            memory.initialize(repeating: 0)
            let count = LanePath.count
            let weights = UnsafeMutableBufferPointer(rebasing: memory[..<count])
            let offsets = UnsafeMutableBufferPointer(rebasing: memory[count..<(2 * count)])
            let bends = UnsafeMutableBufferPointer(rebasing: memory[(2 * count)...])
            measure(path, crossing, &map, weights: weights, offsets: offsets)
            for index in 1..<(count - 1) {
                bends[index] = (path[index - 1] - path[index] * 2 + path[index + 1]).dot(
                    path.direction(index).leftNormal)
            }
            SmoothingSolver.solve(
                weights: weights, targets: offsets, bends: UnsafeBufferPointer(bends), stiffness: 16)
            path.shift(by: UnsafeBufferPointer(offsets))
        }
    }

    private mutating func measure(
        _ path: LanePath, _ crossing: ClosedRange<Double>?, _ map: inout GroundMap,
        weights: UnsafeMutableBufferPointer<Double>, offsets: UnsafeMutableBufferPointer<Double>
    ) {
        var (left, right, both, seen) = (0.0, 0.0, 0.0, 0.0)
        map.withCells { cells in
            LaneProfile.with { profile in
                for index in 0..<LanePath.count {
                    (weights[index], offsets[index]) = (index < LanePath.behind ? 6 : 0.12, 0)
                    if path.isPlanned[index] != 0 { weights[index] = 40 }
                    guard path.isPlanned[index] == 0, index >= 2 else { continue }
                    profile.cut(cells, at: path[index], along: path.direction(index))
                    if profile.isCovered { continue }
                    let (l, r) = (profile.borders(side: 1), profile.borders(side: -1))
                    let isInside = crossing?.contains(LanePath.step * Double(index)) ?? false
                    let measured = isInside ? insideJunction(l, r) : onLane(l, r)
                    guard measured.weight > 0 else { continue }
                    weights[index] += measured.weight * (1 - 0.012 * Double(index))
                    offsets[index] = measured.offset * measured.weight / (measured.weight + 0.12)
                    seen += 1
                    let width = l.border - r.border
                    if LaneKeeping.laneWidths.contains(width), !isInside {
                        left += l.border - measured.offset
                        right += measured.offset - r.border
                        both += 1
                    }
                }
            }
        }
        certainty = seen / Double(LanePath.count - 2)
        if both >= 3 {
            leftHalf += (left / both - leftHalf) * 0.15
            rightHalf += (right / both - rightHalf) * 0.15
        }
    }

    private func onLane(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> Measurement {
        let (l, r) = (left.border, right.border)
        if l.isNaN && r.isNaN { return Measurement() }
        if r.isNaN { return limited(l - leftHalf, weight: 0.7) }
        if l.isNaN { return limited(r + rightHalf, weight: 0.5) }
        let width = l - r
        if LaneKeeping.laneWidths.contains(width) { return limited((l + r) / 2, weight: left.line.isNaN ? 0.8 : 1.4) }
        if width > LaneKeeping.laneWidths.upperBound {
            // Parked cars or a second, unmarked lane: the centre line says more than the kerb.
            if !left.line.isNaN { return limited(l - min(leftHalf, 1.8), weight: 0.7) }
            if !right.line.isNaN { return limited(r + min(rightHalf, 1.8), weight: 0.6) }
            return limited(r + min(2, max(1.5, width / 4)), weight: 0.4)
        }
        let (byLeft, byRight) = (l - leftHalf, r + rightHalf)
        return limited(byLeft.magnitude < byRight.magnitude ? byLeft : byRight, weight: 0.3)
    }

    private func insideJunction(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> Measurement {
        let width = left.border - right.border
        guard LaneKeeping.laneWidths.contains(width) else { return Measurement() }
        let middle = (left.border + right.border) / 2
        return middle.magnitude < 0.8 ? Measurement(offset: middle, weight: 0.8) : Measurement()
    }

    /// A single cut does not throw the path far.
    private func limited(_ offset: Double, weight: Double) -> Measurement {
        offset.magnitude < 1.6 ? Measurement(offset: offset, weight: weight) : Measurement()
    }
}
