import DrivingInterface
import Geometry

/// Distance to the nearest obstacle in every direction, from the newest LiDAR scan: whatever stands higher than a kerb
/// and lower than the clearance of a car.
struct HorizonScan: ColumnState {
    /// Horizontal distances from the LiDAR, one per column, metres; infinite where nothing is.
    private(set) var distances: [Float]
    /// Row of the track that was seen there, -1 for none.
    private(set) var owners: [Int16]
    /// Where the car was at the time of the scan; frame of the starting pose, driving coordinates.
    private(set) var pose = Pose2.identity
    /// When the scan was measured, seconds; -1 for never.
    private(set) var time = -1.0

    init(count: Int) {
        distances = Array(repeating: .infinity, count: count)
        owners = Array(repeating: -1, count: count)
    }

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("distances", &distances)
        visitor.visit("owners", &owners)
        visitor.visit("pose", value: &pose)
        visitor.visit("time", value: &time)
    }

    /// Where an obstacle was seen, and the track that it belongs to.
    func point(_ bin: Int, _ layout: HorizonLayout) -> Vector2 {
        pose.position + (layout.middle + layout.direction(bin) * Double(distances[bin])).rotated(by: pose.yaw)
    }

    /// Takes a scan and follows what it shows.
    mutating func take(_ scan: LidarScan, _ table: LidarTable, pose: Pose2, time: Double, tracks: inout Tracks) {
        guard scan.layers == table.layers.count, scan.columns == distances.count else { return }
        let period = self.time < 0 ? 0.1 : min(0.5, time - self.time)
        (self.pose, self.time) = (pose, time)
        measure(scan, table)
        withUnsafeTemporaryAllocation(of: Cluster.self, capacity: ClusterFinder.most) { clusters in
            let count = distances.withUnsafeBufferPointer { distances in
                owners.withUnsafeMutableBufferPointer { owners in
                    ClusterFinder.find(distances, table.horizon, pose: pose, owner: owners, into: clusters)
                }
            }
            tracks.update(UnsafeMutableBufferPointer(rebasing: clusters[..<count]), period: period)
            for bin in owners.indices where owners[bin] >= 0 {
                owners[bin] = Int16(clusters[Int(owners[bin])].track)
            }
        }
    }

    private mutating func measure(_ scan: LidarScan, _ table: LidarTable) {
        distances.withUnsafeMutableBufferPointer { nearest in
            nearest.update(repeating: .infinity)
            scan.ranges.withUnsafeBufferPointer { ranges in
                for (row, layer) in table.layers.enumerated() {
                    let first = row * scan.columns
                    for column in 0..<nearest.count {
                        let range = ranges[first + column]
                        let distance = range > 0 && range < layer.obstacleRange ? range * layer.cosine : .infinity
                        nearest[column] = min(nearest[column], distance)
                    }
                }
            }
        }
    }
}
