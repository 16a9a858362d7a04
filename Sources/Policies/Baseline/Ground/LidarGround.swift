import DrivingInterface
import Geometry

/// Reads the ground out of a LiDAR scan: asphalt is dark and level, kerbs and pavements are raised, paint is bright,
/// level and narrow.
struct LidarGround {
    let table: LidarTable

    /// Reflectivity that divides asphalt (0.14) from paint, stone and grass (0.28 and more).
    private static let bright: Float = 0.175
    /// Bright stretches of level ground that are at most this wide are paint for sure, metres.
    private static let lineWidth: Float = 0.45

    /// What is low but so near to an obstacle belongs to it, such as the sill of a car, metres.
    private static let sill: Float = 0.6

    /// Enters a scan taken at `pose` into the map.
    /// - Parameter free: distance to the nearest obstacle per column, see `HorizonScan`.
    func enter(_ scan: LidarScan, pose: Pose2, free: UnsafeBufferPointer<Float>, into map: inout GroundMap) {
        guard scan.layers == table.layers.count, scan.columns == table.cosines.count else { return }
        map.withCells { cells in
            let transform = CellTransform(pose, cells)
            scan.ranges.withUnsafeBufferPointer { ranges in
                scan.intensities.withUnsafeBufferPointer { intensities in
                    for (row, layer) in table.layers.enumerated() where layer.levelRange < .infinity {
                        let beams = row * scan.columns..<(row + 1) * scan.columns
                        enter(
                            layer, UnsafeBufferPointer(rebasing: ranges[beams]),
                            UnsafeBufferPointer(rebasing: intensities[beams]), free, transform, cells)
                    }
                }
            }
        }
    }

    /// One layer, column by column; a bright stretch is entered when it ends.
    private func enter(
        _ layer: LidarTable.Layer, _ ranges: UnsafeBufferPointer<Float>, _ intensities: UnsafeBufferPointer<Float>,
        _ free: UnsafeBufferPointer<Float>, _ transform: CellTransform, _ cells: GroundCells
    ) {
        let threshold = LidarGround.bright * -layer.sine
        var brightFrom = -1
        var column = 0
        while column < ranges.count {
            defer { column += layer.stride }
            let range = ranges[column]
            let isLevel = range >= layer.levelRange
            let isBright = isLevel && intensities[column] > threshold
            if isBright {
                if brightFrom < 0 { brightFrom = column }
                continue
            }
            if brightFrom >= 0 {
                enterBright(brightFrom..<column, layer, ranges, transform, cells)
                brightFrom = -1
            }
            guard range >= layer.raisedRange else { continue }
            let place = self.place(column, range * layer.cosine, transform, cells)
            guard place >= 0 else { continue }
            if isLevel {
                cells.add(road: 2, at: place)
                cells.add(paint: -1, at: place)
            } else if range * layer.cosine < free[column] - LidarGround.sill {
                cells.add(road: -4, at: place)
            }
        }
    }

    private func enterBright(
        _ columns: Range<Int>, _ layer: LidarTable.Layer, _ ranges: UnsafeBufferPointer<Float>,
        _ transform: CellTransform, _ cells: GroundCells
    ) {
        let isLine = Float(columns.count) * layer.spacing <= LidarGround.lineWidth
        for column in stride(from: columns.lowerBound, to: columns.upperBound, by: layer.stride) {
            let place = self.place(column, ranges[column] * layer.cosine, transform, cells)
            guard place >= 0 else { continue }
            cells.add(paint: isLine ? 3 : 2, at: place)
            if isLine { cells.add(road: 1, at: place) }
        }
    }

    @inline(__always)
    private func place(_ column: Int, _ distance: Float, _ transform: CellTransform, _ cells: GroundCells) -> Int {
        let x = Float(table.position.x) + distance * table.cosines[column]
        let y = Float(table.position.y) + distance * table.sines[column]
        let (u, v) = transform(x, y)
        return cells.place(u, v)
    }
}
