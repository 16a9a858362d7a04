import Geometry

/// A connected piece of the horizon scan: what may be one thing.
struct Cluster: BitwiseCopyable {
    /// In the frame of the starting pose, driving coordinates.
    var extent = Extent()
    /// Directions that show it.
    var count: Int32 = 0
    /// Row of the track it continues, -1 for none.
    var track: Int32 = -1
    /// 1 where something nearer hides an end of it, so that its ends do not tell how it moves.
    var isCut: Int32 = 0
}

/// Cuts the horizon scan into clusters.
struct ClusterFinder {
    static let most = 160

    private let clusters: UnsafeMutableBufferPointer<Cluster>
    private var count = 0
    private var last = Vector2.zero
    private var lastDistance = Float.infinity
    private var lastStep = Vector2.zero

    private init(_ clusters: UnsafeMutableBufferPointer<Cluster>) { self.clusters = clusters }

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
        var finder = ClusterFinder(clusters)
        // Begin behind the car, where a cut does not hurt, or where the scan begins.
        let first = layout.polar(of: layout.middle - Vector2(1, 0)).bin ?? 0
        let (sine, cosine) = DeterministicMath.sinCos(pose.yaw)
        for step in 0..<layout.count {
            let bin = (first + step) % layout.count
            let distance = nearest[bin]
            defer { finder.lastDistance = distance }
            guard distance < 70 else {
                finder.close(beside: .infinity)
                continue
            }
            let local = layout.middle + layout.direction(bin) * Double(distance)
            let turned = Vector2(cosine * local.x - sine * local.y, sine * local.x + cosine * local.y)
            guard finder.add(pose.position + turned, distance, spread: layout.step.magnitude) else { break }
            owner[bin] = Int16(finder.count - 1)
        }
        return finder.count
    }

    /// Adds a point to the last cluster or to a new one; false when there are too many.
    private mutating func add(_ point: Vector2, _ distance: Float, spread: Double) -> Bool {
        let step = point - last
        if lastDistance >= 70 || count == 0 || !continues(step, distance, spread) {
            close(beside: distance)
            guard count < ClusterFinder.most else { return false }
            clusters[count] = Cluster(isCut: lastDistance < distance - 0.5 ? 1 : 0)
            count += 1
            lastStep = .zero
        } else {
            lastStep = step
        }
        last = point
        clusters[count - 1].extent.include(point)
        clusters[count - 1].count += 1
        return true
    }

    /// Whether the next point belongs to the same thing: it lies near, or goes on along the same straight face, which
    /// is seen at ever wider steps where it is seen edge-on.
    private func continues(_ step: Vector2, _ distance: Float, _ spread: Double) -> Bool {
        let length = step.length
        if length < 0.55 + 1.6 * Double(distance) * spread { return true }
        let before = lastStep.length
        guard before > 0.2, length < 1.7 * before + 0.2 else { return false }
        return lastStep.cross(step).magnitude < 0.06 * before * length && lastStep.dot(step) > 0
    }

    /// The last cluster ends beside something at `distance`.
    private mutating func close(beside distance: Float) {
        guard count > 0, lastDistance < .infinity, distance < lastDistance - 0.5 else { return }
        clusters[count - 1].isCut = 1
    }
}
