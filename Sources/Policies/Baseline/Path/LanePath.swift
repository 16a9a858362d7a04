import Geometry

/// The way the car means to go: the middle of its lane as a chain of points at equal steps, from a little behind the
/// car to as far ahead as it looks, in the frame of the starting pose, driving coordinates.
struct LanePath: ColumnState {
    /// Metres between points.
    static let step = 1.5
    /// Points, and how many of them lie behind the car.
    static let count = 34
    static let behind = 4

    /// Points.
    private(set) var x = [Double](repeating: 0, count: count)
    private(set) var y = [Double](repeating: 0, count: count)
    /// 1 where the point was laid by a plan (a turn) and borders of a lane do not move it.
    private(set) var isPlanned = [UInt8](repeating: 0, count: count)
    /// 0 until the first decision has laid it.
    private(set) var isLaid: UInt8 = 0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("x", &x)
        visitor.visit("y", &y)
        visitor.visit("isPlanned", &isPlanned)
        visitor.visit("isLaid", value: &isLaid)
    }

    /// Metres from the first to the last point.
    var length: Double { LanePath.step * Double(LanePath.count - 1) }

    subscript(index: Int) -> Vector2 {
        get { Vector2(x[index], y[index]) }
        set {
            x[index] = newValue.x
            y[index] = newValue.y
        }
    }

    /// Direction of travel at a point, unit vector.
    func direction(_ index: Int) -> Vector2 {
        (self[min(LanePath.count - 1, index + 1)] - self[max(0, index - 1)]).normalized
    }

    /// Position at station `s` metres from the first point; ends are prolonged.
    func point(at s: Double) -> Vector2 {
        let (index, fraction) = segment(at: s)
        return self[index].interpolated(to: self[index + 1], fraction)
    }

    /// Position and direction at station `s`.
    func pose(at s: Double) -> (position: Vector2, direction: Vector2) {
        let (index, fraction) = segment(at: s)
        let direction = self.direction(index).interpolated(to: self.direction(index + 1), min(1, max(0, fraction)))
        return (self[index].interpolated(to: self[index + 1], fraction), direction.normalized)
    }

    private func segment(at s: Double) -> (index: Int, fraction: Double) {
        let place = s / LanePath.step
        let index = min(LanePath.count - 2, max(0, Int(place.rounded(.down))))
        return (index, place - Double(index))
    }

    /// Curvature at a point, 1/m, positive to the left.
    func curvature(_ index: Int) -> Double {
        guard index >= 2, index < LanePath.count - 2 else { return 0 }
        let before = (self[index] - self[index - 2]).normalized
        let after = (self[index + 2] - self[index]).normalized
        return before.cross(after) / (2 * LanePath.step)
    }

    /// The station nearest to a point, and the offset of the point to the left.
    func project(_ point: Vector2) -> (s: Double, t: Double) {
        var best = (s: 0.0, t: 0.0, distance: Double.infinity)
        for index in 0..<(LanePath.count - 1) {
            let (start, way) = (self[index], self[index + 1] - self[index])
            let offset = point - start
            let fraction = min(1, max(0, offset.dot(way) / way.lengthSquared))
            let distance = (offset - way * fraction).lengthSquared
            if distance < best.distance {
                best = (LanePath.step * (Double(index) + fraction), way.normalized.cross(offset), distance)
            }
        }
        return (best.s, best.t)
    }

    /// Lays the path straight along a pose.
    mutating func lay(along pose: Pose2) {
        let forward = pose.forward
        for index in 0..<LanePath.count {
            self[index] = pose.position + forward * (LanePath.step * Double(index - LanePath.behind))
            isPlanned[index] = 0
        }
        isLaid = 1
    }

    /// Drops points that the car has left behind and prolongs the far end straight on.
    mutating func advance(to position: Vector2) {
        while project(position).s > LanePath.step * Double(LanePath.behind + 1) {
            for index in 1..<LanePath.count {
                self[index - 1] = self[index]
                isPlanned[index - 1] = isPlanned[index]
            }
            let last = LanePath.count - 1
            self[last] = self[last - 1] * 2 - self[last - 2]
            isPlanned[last] = 0
        }
    }

    /// Lays points `from` … along a curve: `curve` gives the position so many metres after point `from`, or nil where
    /// the plan ends; points behind the end go straight on.
    mutating func lay(from first: Int, planned: Int, _ curve: (Double) -> Vector2) {
        for index in first..<LanePath.count {
            self[index] = curve(LanePath.step * Double(index - first))
            isPlanned[index] = index - first < planned ? 1 : 0
        }
    }

    /// Lays points `first` … straight on from those before.
    mutating func prolong(from first: Int) {
        let way = (self[first - 1] - self[first - 4]).normalized * LanePath.step
        for index in first..<LanePath.count {
            self[index] = self[index - 1] + way
            isPlanned[index] = 0
        }
    }

    /// Leads the path over to a line `offset` metres to its left, between two stations.
    mutating func leadOver(by offset: Double, from: Double, to: Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: LanePath.count) { offsets in
            for index in 0..<LanePath.count {
                let share = min(1, max(0, (LanePath.step * Double(index) - from) / (to - from)))
                offsets[index] = offset * share * share * (3 - 2 * share)
                if LanePath.step * Double(index) > from, share < 1 { isPlanned[index] = 1 }
            }
            shift(by: UnsafeBufferPointer(offsets))
        }
    }

    /// Station of the last planned point, nil without plan.
    var lastPlanned: Double? { isPlanned.lastIndex(of: 1).map { LanePath.step * Double($0) } }

    /// Whether a plan still leads on from a station.
    func isPlanned(after station: Double) -> Bool {
        let first = max(0, Int(station / LanePath.step))
        return isPlanned[min(first, LanePath.count)...].contains(1)
    }

    /// Moves each point sideways and restores equal steps.
    mutating func shift(by offsets: UnsafeBufferPointer<Double>) {
        withUnsafeTemporaryAllocation(of: Vector2.self, capacity: LanePath.count) { moved in
            for index in 0..<LanePath.count {
                moved[index] = self[index] + direction(index).leftNormal * offsets[index]
            }
            self[0] = moved[0]
            for index in 1..<LanePath.count {
                let way = (moved[index] - moved[index - 1]).normalized
                self[index] = self[index - 1] + way * LanePath.step
            }
        }
    }
}
