import Geometry

/// Keeps the path in the middle of the lane: measures the lane's borders at every point of the path and moves the path
/// towards their middle.
struct LaneKeeping: ColumnState {
    var borders = LaneBorders()
    /// Share of the points ahead at which the lane was seen, 0–1.
    private(set) var certainty = 0.0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        borders.visitColumns(&visitor)
        visitor.visit("certainty", value: &certainty)
    }

    /// Another road begins.
    mutating func leaveRoad() { borders.forgetEdges() }

    /// Weights, offsets and bends of every point, on their way into the smoothing.
    private struct Columns {
        let weights: UnsafeMutableBufferPointer<Double>
        let offsets: UnsafeMutableBufferPointer<Double>
        let bends: UnsafeMutableBufferPointer<Double>
    }

    /// Measures the lane along the path and moves the path to its middle.
    /// - Parameter crossing: stations on which a junction leaves lanes without borders.
    mutating func adjust(_ path: inout LanePath, crossing: ClosedRange<Double>?, map: inout GroundMap) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * LanePath.count) { memory in
            memory.initialize(repeating: 0)
            let count = LanePath.count
            let columns = Columns(
                weights: UnsafeMutableBufferPointer(rebasing: memory[..<count]),
                offsets: UnsafeMutableBufferPointer(rebasing: memory[count..<(2 * count)]),
                bends: UnsafeMutableBufferPointer(rebasing: memory[(2 * count)...]))
            measure(path, crossing, &map, columns)
            reconcile(path, columns)
            for index in 1..<(count - 1) {
                columns.bends[index] = (path[index - 1] - path[index] * 2 + path[index + 1]).dot(
                    path.direction(index).leftNormal)
            }
            SmoothingSolver.solve(
                weights: columns.weights, targets: columns.offsets, bends: UnsafeBufferPointer(columns.bends),
                stiffness: 16)
            path.shift(by: UnsafeBufferPointer(columns.offsets))
        }
    }

    /// Measures the lane at every point that was not laid by a plan.
    private mutating func measure(
        _ path: LanePath, _ crossing: ClosedRange<Double>?, _ map: inout GroundMap, _ columns: Columns
    ) {
        var seen = 0.0
        map.withCells { cells in
            LaneProfile.with { profile in
                for index in LanePath.behind..<LanePath.count where path.isPlanned[index] == 0 {
                    profile.cut(cells, at: path[index], along: path.direction(index))
                    if profile.isCovered { continue }
                    if let back = profile.wayBack {
                        columns.weights[index] = 1
                        columns.offsets[index] = back + (back > 0 ? 1.6 : -1.6)
                        continue
                    }
                    let (left, right) = (profile.borders(side: 1), profile.borders(side: -1))
                    let isInside = crossing?.contains(LanePath.step * Double(index)) ?? false
                    let found = isInside ? LaneKeeping.inside(left, right) : borders.middle(left, right)
                    guard found.weight > 0 else { continue }
                    seen += 1
                    columns.weights[index] = found.weight * (1 - 0.012 * Double(index))
                    columns.offsets[index] = found.offset
                    // Near the car, the path is where the lane is.
                    if index < LanePath.behind + 8, !isInside { borders.learn(left, right) }
                }
            }
        }
        certainty = seen / Double(LanePath.count - LanePath.behind)
    }

    /// Inside a junction only a whole lane counts, right where the path expects it.
    private static func inside(_ left: LaneProfile.Side, _ right: LaneProfile.Side) -> LaneBorders.Measurement {
        var result = LaneBorders.Measurement()
        let (l, r) = (left.line.isNaN ? left.edge : left.line, right.line.isNaN ? right.edge : right.line)
        if LaneBorders.laneWidths.contains(l - r), ((l + r) / 2).magnitude < 0.8 { result.add((l + r) / 2, 0.8) }
        return result
    }

    /// Sorts out measurements that do not fit the others, and says where unmeasured points go: on each stretch without
    /// plan along a parabola through what was measured there.
    private func reconcile(_ path: LanePath, _ columns: Columns) {
        for index in 0..<LanePath.count {
            if index < LanePath.behind { columns.weights[index] = 6 }
            if path.isPlanned[index] != 0 { columns.weights[index] = 40 }
        }
        var first = LanePath.behind
        while first < LanePath.count {
            guard path.isPlanned[first] == 0 else {
                first += 1
                continue
            }
            var end = first
            while end < LanePath.count, path.isPlanned[end] == 0 { end += 1 }
            reconcile(first..<end, columns)
            first = end
        }
    }

    private func reconcile(_ stretch: Range<Int>, _ columns: Columns) {
        let fit = RobustParabola(
            step: LanePath.step, values: columns.offsets[stretch], weights: columns.weights[stretch])
        for index in stretch {
            let expected = fit(LanePath.step * Double(index - stretch.lowerBound))
            if columns.weights[index] == 0 || (columns.offsets[index] - expected).magnitude > 0.5 {
                columns.weights[index] = 0.06
                columns.offsets[index] = max(-2, min(2, expected))
            }
        }
    }
}
