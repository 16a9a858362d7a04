import Geometry

/// The ground along the path, straightened out: one cut across the way per point of the path, from right to left.
///
/// Lines that are dashed are seen between their dashes, because evidence of paint is summed up along the path.
struct RoadStrip {
    /// Metres to either side, and cells of a cut.
    static let reach = 12.0
    static let width = 2 * Int(reach / GroundMap.cell) + 1
    static let middle = width / 2
    /// Points of the path to either side over which paint is summed up.
    private static let smear = 2

    /// Evidence per cell, see `GroundMap`; sums over three cuts half a metre apart.
    private let road: UnsafeMutableBufferPointer<Int32>
    private let ownPaint: UnsafeMutableBufferPointer<Int32>
    private let paint: UnsafeMutableBufferPointer<Int32>
    /// 1 where paint covers so much of the way that it is a crossing or a stop line rather than a lane line.
    private let covered: UnsafeMutableBufferPointer<Int32>

    /// Borrows memory and looks at the ground along a path.
    static func with<R>(_ path: LanePath, _ cells: GroundCells, _ body: (RoadStrip) -> R) -> R {
        let count = LanePath.count * width
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * count + LanePath.count) { memory in
            memory.initialize(repeating: 0)
            let strip = RoadStrip(
                road: UnsafeMutableBufferPointer(rebasing: memory[..<count]),
                ownPaint: UnsafeMutableBufferPointer(rebasing: memory[count..<(2 * count)]),
                paint: UnsafeMutableBufferPointer(rebasing: memory[(2 * count)..<(3 * count)]),
                covered: UnsafeMutableBufferPointer(rebasing: memory[(3 * count)...]))
            for index in 0..<LanePath.count {
                strip.cut(index, cells, at: path[index], along: path.direction(index))
            }
            for index in 0..<LanePath.count { strip.sumUp(index) }
            return body(strip)
        }
    }

    private func cut(_ index: Int, _ cells: GroundCells, at point: Vector2, along direction: Vector2) {
        let across = direction.leftNormal * GroundMap.cell
        let first = index * RoadStrip.width
        for column in 0..<RoadStrip.width {
            let place = point + across * Double(column - RoadStrip.middle)
            for ahead in [-0.5, 0.0, 0.5] {
                let cell = cells.place(of: place + direction * ahead)
                guard cell >= 0 else { continue }
                road[first + column] += Int32(cells.road[cell])
                ownPaint[first + column] += Int32(cells.paint[cell])
            }
        }
        if isStriped(index) { covered[index] = 1 }
    }

    /// Whether the way is painted over: most of it is bright, or it has more stripes than a lane has borders.
    private func isStriped(_ index: Int) -> Bool {
        let first = index * RoadStrip.width + RoadStrip.middle
        var (bright, stripes) = (0, 0)
        for step in -12...12 {
            guard ownPaint[first + step] >= 5 else { continue }
            if step.magnitude <= 5 { bright += 1 }
            if ownPaint[first + step - 1] < 5 { stripes += 1 }
        }
        return bright >= 5 || stripes >= 4
    }

    private func sumUp(_ index: Int) {
        let first = index * RoadStrip.width
        for other in max(0, index - RoadStrip.smear)...min(LanePath.count - 1, index + RoadStrip.smear)
        where covered[other] == 0 {
            let from = other * RoadStrip.width
            for column in 0..<RoadStrip.width { paint[first + column] += ownPaint[from + column] }
        }
    }

    /// Offset of a column to the left of the path, metres.
    static func offset(_ column: Int) -> Double { Double(column - middle) * GroundMap.cell }

    /// Whether a crossing or a stop line covers the way at a point of the path.
    func isCovered(_ index: Int) -> Bool { covered[index] != 0 }

    /// Whether a cell is pavement, kerb or grass.
    func isOff(_ index: Int, _ column: Int) -> Bool {
        let first = index * RoadStrip.width
        guard road[first + column] <= -4 else { return false }
        return column > 0 && road[first + column - 1] <= -2
            || column + 1 < RoadStrip.width && road[first + column + 1] <= -2
    }

    /// Whether nothing is known of a cell.
    func isUnknown(_ index: Int, _ column: Int) -> Bool {
        let place = index * RoadStrip.width + column
        return road[place] > -3 && road[place] < 2 && ownPaint[place] < 3
    }

    /// The middle of a line whose right border is at a column: bright there, dark again within six cells; offset in
    /// metres and the column behind it.
    func line(_ index: Int, _ column: Int) -> (offset: Double, end: Int)? {
        let first = index * RoadStrip.width
        guard paint[first + column] >= 5, column == 0 || paint[first + column - 1] < 5 else { return nil }
        var (weight, sum) = (0.0, 0.0)
        for place in column..<min(RoadStrip.width, column + 6) {
            let value = Double(paint[first + place])
            if value < 5 { return (sum / weight, place) }
            weight += value
            sum += value * RoadStrip.offset(place)
        }
        return nil
    }
}
