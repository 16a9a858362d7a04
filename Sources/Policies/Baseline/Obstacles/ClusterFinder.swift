import Geometry

/// A connected piece of the horizon scan: what may be one thing.
struct Cluster: BitwiseCopyable {
    /// In the frame of the starting pose, driving coordinates.
    var extent = Extent()
    /// Directions that show it.
    var count: Int32 = 0
    /// Row of the track it continues, -1 for none.
    var track: Int32 = -1
}

/// Cuts the horizon scan into clusters.
enum ClusterFinder {
    static let most = 160

    /// - Parameters:
    ///   - nearest: distance per direction, infinite where nothing is.
    ///   - owner: gets the cluster of each direction, -1 for none.
    ///   - pose: of the car at the time of the scan.
    /// - Returns: how many clusters were found.
    static func find(
        _ nearest: UnsafeBufferPointer<Float>, _ layout: HorizonLayout, pose: Pose2,
        owner: UnsafeMutableBufferPointer<Int16>, into clusters: UnsafeMutableBufferPointer<Cluster>
    ) -> Int {
        owner.update(repeating: -1)
        // Begin behind the car, where a cut does not hurt.
        let first = layout.polar(of: layout.middle - Vector2(1, 0)).bin
        var count = 0
        var (last, lastDistance) = (Vector2.zero, Float.infinity)
        let (sine, cosine) = DeterministicMath.sinCos(pose.yaw)
        for step in 0..<layout.count {
            let bin = (first + step) % layout.count
            let distance = nearest[bin]
            defer { lastDistance = distance }
            guard distance < .infinity else { continue }
            let local = layout.middle + layout.direction(bin) * Double(distance)
            let point =
                pose.position
                + Vector2(cosine * local.x - sine * local.y, sine * local.x + cosine * local.y)
            let reach = 0.55 + 1.6 * Double(distance) * layout.step.magnitude
            if lastDistance == .infinity || count == 0 || point.distance(to: last) > reach {
                guard count < most else { return count }
                clusters[count] = Cluster()
                count += 1
            }
            last = point
            clusters[count - 1].extent.include(point)
            clusters[count - 1].count += 1
            owner[bin] = Int16(count - 1)
        }
        return count
    }
}
