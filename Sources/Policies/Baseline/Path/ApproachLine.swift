import Geometry

/// The line along which the lane came to a junction, as far as paint told it: the way straight across follows it where
/// lines have ended, whatever opens beside the lane.
struct ApproachLine: ColumnState {
    /// A point on the middle of the lane, and its direction; nan while no lane has been seen for sure.
    private var x = Double.nan
    private var y = 0.0
    private(set) var yaw = Double.nan

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("x", value: &x)
        visitor.visit("y", value: &y)
        visitor.visit("yaw", value: &yaw)
    }

    /// Points of the path over which the direction is taken, and how many of them must show the lane for sure.
    private static let base = 8
    private static let enough = 6

    /// Takes the last piece of the path before the line on which both borders of the lane were seen.
    /// - Parameters:
    ///   - isCertain: whether both borders were seen at a point of the path.
    ///   - line: station of the stop line on the path, metres.
    mutating func look(_ path: LanePath, before line: Double, isCertain: (Int) -> Bool) {
        let last = min(LanePath.count - 1, Int(max(0, line - 1) / LanePath.step))
        for index in stride(from: last, through: LanePath.behind + ApproachLine.base, by: -1) where isCertain(index) {
            let first = index - ApproachLine.base
            guard (first...index).filter(isCertain).count >= ApproachLine.enough else { continue }
            (x, y) = (path[index].x, path[index].y)
            yaw = (path[index] - path[first]).yaw
            return
        }
    }

    /// Lays the path along the line from where it was seen last.
    /// - Parameter station: of the car on the path, metres.
    func straighten(_ path: inout LanePath, station: Double) {
        guard !x.isNaN else { return }
        let (point, direction) = (Vector2(x, y), Vector2(yaw: yaw))
        let from = max(path.project(point).s, station + ApproachLine.lead)
        let first = Int((from / LanePath.step).rounded(.up))
        guard first < LanePath.count - 2 else { return }
        let along = (path[first] - point).dot(direction)
        path.lay(from: first, planned: 0) { point + direction * (along + $0) }
    }

    /// Metres ahead of the car from which the path may be laid anew, so that it leads from the car to the line.
    private static let lead = 6.0
}
