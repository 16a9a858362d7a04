import Geometry

/// What the driver has seen of the ground around it: a square window of cells that moves along with the car, in the
/// frame of the starting pose (dead reckoning), driving coordinates.
///
/// Cells keep their place in memory while the window moves (coordinates wrap around), so that moving clears only the
/// strips that come into view.
struct GroundMap: ColumnState {
    /// Edge of a cell, metres.
    static let cell = 0.25
    /// Cells along an edge of the window, a power of two: 64 m.
    static let size = 256
    static let mask = size - 1
    /// Evidence stays within ± this.
    static let most: Int8 = 12

    /// Evidence that a cell is asphalt at carriageway level (> 0) or pavement, kerb or grass (< 0).
    private(set) var road = [Int8](repeating: 0, count: size * size)
    /// Evidence that a cell holds paint, ≥ 0.
    private(set) var paint = [Int8](repeating: 0, count: size * size)
    /// Cell coordinates of the window's low corner.
    private(set) var lowX: Int32 = 0
    private(set) var lowY: Int32 = 0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("road", &road)
        visitor.visit("paint", &paint)
        visitor.visit("lowX", value: &lowX)
        visitor.visit("lowY", value: &lowY)
    }

    /// Moves the window so that `middle` (metres) lies in its middle; what comes into view is unknown.
    mutating func center(on middle: Vector2) {
        let half = Double(GroundMap.size / 2)
        let newX = Int32((middle.x / GroundMap.cell - half).rounded(.down))
        let newY = Int32((middle.y / GroundMap.cell - half).rounded(.down))
        forEachEntering(from: lowX, to: newX) { column in
            for row in 0..<GroundMap.size { clear(row << 8 | column) }
        }
        forEachEntering(from: lowY, to: newY) { row in
            for column in 0..<GroundMap.size { clear(row << 8 | column) }
        }
        (lowX, lowY) = (newX, newY)
    }

    private mutating func clear(_ index: Int) {
        road[index] = 0
        paint[index] = 0
    }

    /// Wrapped coordinates of the strips that a move from `old` to `new` brings into view.
    private func forEachEntering(from old: Int32, to new: Int32, _ body: (Int) -> Void) {
        let count = min(Int((new - old).magnitude), GroundMap.size)
        let first = new > old ? Int(old) + GroundMap.size : Int(new)
        for step in 0..<count { body((first + step) & GroundMap.mask) }
    }

    /// Direct access to the cells, for loops over thousands of points.
    mutating func withCells<R>(_ body: (GroundCells) -> R) -> R {
        let (x, y) = (Int(lowX), Int(lowY))
        return road.withUnsafeMutableBufferPointer { road in
            paint.withUnsafeMutableBufferPointer { paint in
                body(GroundCells(road: road.baseAddress!, paint: paint.baseAddress!, lowX: x, lowY: y))
            }
        }
    }
}

/// The cells of a ground map as plain memory; valid only inside `withCells`.
struct GroundCells {
    let road: UnsafeMutablePointer<Int8>
    let paint: UnsafeMutablePointer<Int8>
    let lowX: Int
    let lowY: Int

    /// Place of a cell in memory, from cell coordinates relative to the window's low corner; -1 outside the window.
    @inline(__always)
    func place(_ column: Float, _ row: Float) -> Int {
        guard column >= 0, row >= 0, column < Float(GroundMap.size), row < Float(GroundMap.size) else { return -1 }
        return ((Int(row) + lowY) & GroundMap.mask) << 8 | (Int(column) + lowX) & GroundMap.mask
    }

    /// Place of the cell that holds a point in metres; -1 outside the window.
    @inline(__always)
    func place(of point: Vector2) -> Int {
        place(
            Float(point.x * (1 / GroundMap.cell) - Double(lowX)), Float(point.y * (1 / GroundMap.cell) - Double(lowY)))
    }

    /// Adds evidence for road (positive) or against it.
    @inline(__always)
    func add(road change: Int8, at place: Int) {
        road[place] = max(-GroundMap.most, min(GroundMap.most, road[place] &+ change))
    }

    /// Adds evidence for paint (positive) or against it.
    @inline(__always)
    func add(paint change: Int8, at place: Int) {
        paint[place] = max(0, min(GroundMap.most, paint[place] &+ change))
    }
}

/// Turns points of the ego frame into cell coordinates: a rotation, a shift and a scale.
struct CellTransform {
    private let cosine: Float
    private let sine: Float
    private let column: Float
    private let row: Float

    /// For points seen from `pose` (driving coordinates, frame of the starting pose).
    init(_ pose: Pose2, _ cells: GroundCells) {
        let (sine, cosine) = DeterministicMath.sinCos(pose.yaw)
        let scale = 1 / GroundMap.cell
        self.cosine = Float(cosine * scale)
        self.sine = Float(sine * scale)
        column = Float(pose.position.x * scale - Double(cells.lowX))
        row = Float(pose.position.y * scale - Double(cells.lowY))
    }

    @inline(__always)
    func callAsFunction(_ x: Float, _ y: Float) -> (column: Float, row: Float) {
        (column + cosine * x - sine * y, row + sine * x + cosine * y)
    }
}
