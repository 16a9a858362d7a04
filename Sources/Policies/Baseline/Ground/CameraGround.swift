import DrivingInterface
import Geometry

/// Reads the ground out of a picture: asphalt is grey and about as bright as the road before the bonnet, lines are
/// brighter than what lies on either side, grass is green, stone is brighter than asphalt.
struct CameraGround {
    let table: CameraTable

    /// Enters a picture taken at `pose` into the map; nothing is entered that lies behind an obstacle.
    /// - Parameters:
    ///   - free: distance to the nearest obstacle per direction, see `HorizonScan`.
    ///   - asphalt: linear brightness of the asphalt, brought up to date; 0 while unknown.
    func enter(
        _ picture: CameraFrame, pose: Pose2, free: UnsafeBufferPointer<Float>, asphalt: inout Float,
        into map: inout GroundMap
    ) {
        guard picture.width == table.camera.width, picture.height == table.camera.height else { return }
        picture.rgb.withUnsafeBufferPointer { rgb in
            asphalt = brightness(rgb, free, last: asphalt)
            guard asphalt > 0 else { return }
            map.withCells { cells in
                enter(rgb, free, asphalt, CellTransform(pose, cells), cells)
            }
        }
    }

    /// The most frequent brightness of the ground right ahead, smoothed over time.
    private func brightness(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, last: Float
    ) -> Float {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { counts in
            counts.initialize(repeating: 0)
            for sample in table.samples {
                if sample.x > 14 { break }
                guard sample.y.magnitude < 1.6, sample.isOpen(free) else { continue }
                counts[Int(rgb[Int(sample.offset) + 1] >> 2)] += 1
            }
            var best = 0
            for level in 1..<64 where counts[level] > counts[best] { best = level }
            guard best > 0, counts[best] > 5 else { return last }
            let now = SRGB.linear[best * 4 + 2]
            return last > 0 ? last + (now - last) * 0.3 : now
        }
    }

    private func enter(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, _ asphalt: Float,
        _ transform: CellTransform, _ cells: GroundCells
    ) {
        SRGB.linear.withUnsafeBufferPointer { linear in
            for sample in table.samples {
                guard sample.isOpen(free) else { continue }
                let (column, row) = transform(sample.x, sample.y)
                let place = cells.place(column, row)
                guard place >= 0 else { continue }
                let offset = Int(sample.offset)
                let red = linear[Int(rgb[offset])]
                let green = linear[Int(rgb[offset + 1])]
                let blue = linear[Int(rgb[offset + 2])]
                let beside = Int(sample.reach)
                let left = linear[Int(rgb[offset + 1 - beside])]
                let right = linear[Int(rgb[offset + 1 + beside])]
                if green > 1.7 * max(left, right), min(red, green) > 1.6 * asphalt {
                    cells.add(paint: 2, at: place)
                } else if green > 1.35 * red, green > 1.35 * blue {
                    cells.add(road: -2, at: place)
                } else if green < 1.6 * asphalt, green > 0.5 * asphalt, red < 1.5 * blue {
                    cells.add(road: 1, at: place)
                    cells.add(paint: -1, at: place)
                } else if green > 2.1 * asphalt, green < 5 * asphalt {
                    cells.add(road: -1, at: place)
                }
            }
        }
    }
}

/// The standard curve from bytes of a picture to linear light.
enum SRGB {
    /// Linear light, 0–1, of each byte.
    static let linear: [Float] = (0..<256).map { byte in
        let value = Double(byte) / 255
        return Float(value <= 0.04045 ? value / 12.92 : DeterministicMath.pow((value + 0.055) / 1.055, 2.4))
    }
}
