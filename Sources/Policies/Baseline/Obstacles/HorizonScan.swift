import DrivingInterface
import Geometry

/// Distance to the nearest obstacle in every direction, from a LiDAR scan: whatever stands higher than a kerb and lower
/// than the clearance of a car.
enum HorizonScan {
    /// Fills `nearest` (one per column) with horizontal distances from the LiDAR, metres; infinite where nothing is.
    static func measure(_ scan: LidarScan, _ table: LidarTable, into nearest: UnsafeMutableBufferPointer<Float>) {
        nearest.update(repeating: .infinity)
        guard scan.layers == table.layers.count, scan.columns == nearest.count else { return }
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
