import Geometry

/// A cut across the road: evidence of road and paint at equal steps from right to left, and the borders of the lane that
/// it shows.
struct LaneProfile {
    /// Metres to either side, and cells.
    static let reach = 12.0
    static let count = 2 * Int(reach / GroundMap.cell) + 1
    private static let middle = count / 2

    private let road: UnsafeMutableBufferPointer<Int32>
    private let paint: UnsafeMutableBufferPointer<Int32>

    /// Borrows memory for one cut.
    static func with<R>(_ body: (LaneProfile) -> R) -> R {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { memory in
            memory.initialize(repeating: 0)
            return body(
                LaneProfile(
                    road: UnsafeMutableBufferPointer(rebasing: memory[..<count]),
                    paint: UnsafeMutableBufferPointer(rebasing: memory[count...])))
        }
    }

    /// Cuts through `point` across `direction`, summing up three cuts half a metre apart.
    func cut(_ cells: GroundCells, at point: Vector2, along direction: Vector2) {
        let across = direction.leftNormal * GroundMap.cell
        for index in 0..<LaneProfile.count {
            let place = point + across * Double(index - LaneProfile.middle)
            var (road, paint): (Int32, Int32) = (0, 0)
            for ahead in [-0.5, 0.0, 0.5] {
                let cell = cells.place(of: place + direction * ahead)
                guard cell >= 0 else { continue }
                road += Int32(cells.road[cell])
                paint += Int32(cells.paint[cell])
            }
            (self.road[index], self.paint[index]) = (road, paint)
        }
    }

    /// Borders seen to one side: offsets to the left of the cut's point, metres; nan where none was seen.
    struct Side {
        /// Of the nearest painted line.
        var line = Double.nan
        /// Of the nearest end of the asphalt.
        var edge = Double.nan

        /// The nearer of both.
        var border: Double { line.isNaN ? edge : line }
    }

    /// Looks from 0.7 m beside the point outwards; `side` +1 is left. Lines behind the end of the asphalt do not count.
    func borders(side: Int) -> Side {
        var result = Side()
        var step = 3
        while step < LaneProfile.middle {
            let index = LaneProfile.middle + side * step
            if isEdge(index, side) {
                result.edge = offset(index) - Double(side) * GroundMap.cell / 2
                break
            }
            if result.line.isNaN, let line = line(index, side) { result.line = line }
            step += 1
        }
        return result
    }

    /// Whether paint covers so much of the lane that it is a crossing or a stop line rather than a lane line.
    var isCovered: Bool {
        var count = 0
        for index in (LaneProfile.middle - 5)...(LaneProfile.middle + 5) where paint[index] >= 5 { count += 1 }
        return count >= 5
    }

    /// Where the cut's point lies beside the road: the offset of the nearest end of the asphalt, else nil.
    var wayBack: Double? {
        guard road[LaneProfile.middle] <= -4, road[LaneProfile.middle + 1] <= -2, road[LaneProfile.middle - 1] <= -2
        else { return nil }
        for step in 2..<LaneProfile.middle {
            if road[LaneProfile.middle + step] >= 3 { return offset(LaneProfile.middle + step) }
            if road[LaneProfile.middle - step] >= 3 { return offset(LaneProfile.middle - step) }
        }
        return nil
    }

    private func offset(_ index: Int) -> Double { Double(index - LaneProfile.middle) * GroundMap.cell }

    private func isEdge(_ index: Int, _ side: Int) -> Bool {
        let next = index + side
        return road[index] <= -4 && (next < 0 || next >= LaneProfile.count || road[next] <= -2)
    }

    /// A line whose inner border is at `index`: bright there, dark again within three cells.
    private func line(_ index: Int, _ side: Int) -> Double? {
        guard paint[index] >= 5, paint[index - side] < paint[index] else { return nil }
        var (weight, sum) = (0.0, 0.0)
        for step in 0..<4 {
            let place = index + side * step
            guard place >= 0, place < LaneProfile.count else { return nil }
            let value = Double(paint[place])
            if value < 3 { return weight > 0 ? sum / weight : nil }
            if step == 3 { return nil }
            weight += value
            sum += value * offset(place)
        }
        return nil
    }
}
