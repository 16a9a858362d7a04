import Geometry

/// Keeps the path in the middle of the lane: measures the lane's borders at every point of the path and moves the path
/// towards their middle.
struct LaneKeeping: ColumnState {
    var borders = LaneBorders()
    /// How the lane comes to the junction ahead.
    var approach = ApproachLine()
    /// Share of the points ahead at which the lane was seen, 0–1.
    private(set) var certainty = 0.0
    /// Station of the first line painted across the lane ahead, metres; nan if none is seen.
    private(set) var crossLine = Double.nan
    /// Station up to which the path leads over ground that may be asphalt, metres.
    private(set) var known = 0.0

    /// Metres that the path may lie beside the car.
    private static let slack = 0.4

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        borders.visitColumns(&visitor)
        approach.visitColumns(&visitor)
        visitor.visit("certainty", value: &certainty)
        visitor.visit("crossLine", value: &crossLine)
        visitor.visit("known", value: &known)
    }

    /// Finds the lane along the path and moves the path to its middle.
    /// - Parameters:
    ///   - position: of the car, where the path begins.
    ///   - crossing: stations on which a junction leaves lanes without borders.
    ///   - lean: side along which to come to a turn, +1 left, -1 right, 0 neither.
    mutating func adjust(
        _ path: inout LanePath, from position: Vector2, crossing: ClosedRange<Double>?, lean: Double,
        map: inout GroundMap
    ) {
        let count = LanePath.count
        let offset = max(-3, min(3, path.project(position).t))
        // What the car is off by a little is for the steering to mend; the path must not lead away from the car.
        let aside = offset - max(-LaneKeeping.slack, min(LaneKeeping.slack, offset))
        withUnsafeTemporaryAllocation(of: LaneTracing.Result.self, capacity: count) { results in
            results.initialize(repeating: LaneTracing.Result())
            map.withCells { cells in
                crossLine = LaneKeeping.crossLine(path, cells)
                RoadStrip.with(path, cells) { strip in
                    let planned = path.isPlanned
                    LaneTracing.trace(
                        strip, from: aside, habits: .init(isOneWay: borders.isOneWay, lean: lean), into: results
                    ) { index in
                        if planned[index] != 0 { return .planned }
                        return crossing?.contains(LanePath.step * Double(index)) ?? false ? .junction : .lane
                    }
                    learn(path, crossing, strip)
                }
                lookForMedian(path, crossing, cells)
            }
            certainty = results.reduce(0) { $0 + Double($1.isLane) } / Double(count - LanePath.behind)
            shift(&path, from: aside, results)
            if let crossing { approach.look(path, before: crossing.lowerBound) { results[$0].isCertain != 0 } }
            let end = results.firstIndex { $0.isOff != 0 } ?? count
            known = LanePath.step * Double(end)
            // Where the road bends away, the path goes on as it came and is traced anew from there.
            if end > LanePath.behind + 3, end < count, path.isPlanned[end] == 0 { path.prolong(from: end) }
        }
    }

    /// The first station ahead at which paint lies across the whole lane, such as a stop line; nan if none does.
    private static func crossLine(_ path: LanePath, _ cells: GroundCells) -> Double {
        let first = LanePath.step * Double(LanePath.behind + 2)
        for station in stride(from: first, to: path.length, by: GroundMap.cell) {
            let (position, direction) = path.pose(at: station)
            var bright = 0
            for step in -4...4 {
                let cell = cells.place(of: position + direction.leftNormal * (Double(step) * GroundMap.cell))
                if cell >= 0, cells.paint[cell] >= 3 { bright += 1 }
            }
            if bright >= 7 { return station }
        }
        return .nan
    }

    /// Moves the path, smoothly; it begins where the car is, `aside` to the left of where it was.
    private func shift(
        _ path: inout LanePath, from aside: Double, _ results: UnsafeMutableBufferPointer<LaneTracing.Result>
    ) {
        let count = LanePath.count
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * count) { memory in
            memory.initialize(repeating: 0)
            let weights = UnsafeMutableBufferPointer(rebasing: memory[..<count])
            let offsets = UnsafeMutableBufferPointer(rebasing: memory[count..<(2 * count)])
            let bends = UnsafeMutableBufferPointer(rebasing: memory[(2 * count)...])
            for index in 0..<count {
                (weights[index], offsets[index]) = (results[index].weight, results[index].offset)
                if path.isPlanned[index] != 0 { weights[index] = 40 }
                if index <= LanePath.behind, path.isPlanned[index] == 0 || aside != 0 {
                    (weights[index], offsets[index]) = (6, aside)
                }
            }
            for index in 1..<(count - 1) {
                bends[index] = (path[index - 1] - path[index] * 2 + path[index + 1]).dot(
                    path.direction(index).leftNormal)
            }
            SmoothingSolver.solve(
                weights: weights, targets: offsets, bends: UnsafeBufferPointer(bends), stiffness: 16)
            path.shift(by: UnsafeBufferPointer(offsets))
        }
    }

    /// Near the car, the path is where the lane is.
    private mutating func learn(_ path: LanePath, _ crossing: ClosedRange<Double>?, _ strip: RoadStrip) {
        withUnsafeTemporaryAllocation(of: LaneBorder.self, capacity: LaneFinder.most) { memory in
            memory.initialize(repeating: LaneBorder())
            for index in LanePath.behind..<(LanePath.behind + 8)
            where path.isPlanned[index] == 0 && !strip.isCovered(index)
                && !(crossing?.contains(LanePath.step * Double(index)) ?? false)
            {
                let count = LaneFinder.borders(strip, index, into: memory)
                borders.learn(UnsafeBufferPointer(rebasing: memory[..<count]))
            }
        }
    }

    /// Looks across the road a little ahead.
    private mutating func lookForMedian(_ path: LanePath, _ crossing: ClosedRange<Double>?, _ cells: GroundCells) {
        for index in stride(from: LanePath.behind + 2, to: LanePath.behind + 10, by: 3)
        where path.isPlanned[index] == 0 && !(crossing?.contains(LanePath.step * Double(index)) ?? false) {
            let left = path.direction(index).leftNormal
            borders.learn(Median.look(cells, from: path[index], aside: left, reach: 24, carriageway: 4))
        }
    }
}
