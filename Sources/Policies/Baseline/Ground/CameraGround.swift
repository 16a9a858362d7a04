import DrivingInterface
import Geometry

/// Reads the ground out of a picture: asphalt is grey and about as bright as the road before the bonnet, lines are
/// brighter than what lies on either side, grass is green, stone is brighter than asphalt. Where the sun throws shadows
/// there are two kinds of asphalt, one several times as bright as the other.
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
            let tones = AsphaltTones(usual: asphalt, other: otherBrightness(rgb, free, asphalt))
            map.withCells { cells in
                enter(rgb, free, tones, CellTransform(pose, cells), cells)
            }
        }
    }

    /// The most frequent brightness of the ground right ahead, smoothed over time.
    private func brightness(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, last: Float
    ) -> Float {
        guard let now = mode(rgb, free, upTo: 14, where: { _ in true }) else { return last }
        return last > 0 ? last + (now - last) * 0.3 : now
    }

    /// The most frequent brightness of the ground right ahead that lies as far from the usual one as sun from shadow; 0
    /// if there is none. Stone is as much brighter than asphalt as sun is than shadow: what is brighter must cover a
    /// good part of the way right before the car.
    private func otherBrightness(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, _ usual: Float
    ) -> Float {
        mode(rgb, free, upTo: 30) { $0 < usual / 1.8 && $0 > usual / 6 }
            ?? mode(rgb, free, upTo: 14, share: 0.25) { $0 > usual * 1.8 && $0 < usual * 6 } ?? 0
    }

    /// The most frequent brightness among those wanted, of the ground right ahead; nil if it covers too small a share.
    private func mode(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, upTo reach: Float, share: Float = 0,
        where isWanted: (Float) -> Bool
    ) -> Float? {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { counts in
            counts.initialize(repeating: 0)
            var total: Float = 0
            for sample in table.samples {
                if sample.x > reach { break }
                guard sample.y.magnitude < 1.6, sample.isOpen(free) else { continue }
                counts[Int(rgb[Int(sample.offset) + 1] >> 2)] += 1
                total += 1
            }
            let least = max(5, Int32(share * total))
            var best: (level: Int, count: Int32)?
            for level in 1..<64 where counts[level] > best?.count ?? least && isWanted(SRGB.linear[level * 4 + 2]) {
                best = (level, counts[level])
            }
            return best.map { SRGB.linear[$0.level * 4 + 2] }
        }
    }

    private func enter(
        _ rgb: UnsafeBufferPointer<UInt8>, _ free: UnsafeBufferPointer<Float>, _ asphalt: AsphaltTones,
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
                let around = max(left, right)
                if green > 1.7 * around, min(red, green) > 1.6 * asphalt.tone(near: around) {
                    cells.add(paint: 2, at: place)
                } else if green > 1.35 * red, green > 1.35 * blue {
                    cells.add(road: -2, at: place)
                } else if asphalt.holds(green), red < 1.5 * blue {
                    cells.add(road: 1, at: place)
                    cells.add(paint: -1, at: place)
                } else if green > 2.1 * asphalt.brightest, green < 5 * asphalt.brightest {
                    cells.add(road: -1, at: place)
                }
            }
        }
    }
}

/// Linear brightness of the asphalt in a picture.
private struct AsphaltTones {
    let usual: Float
    /// In the shadow, or in the sun where shadow is usual; 0 if the light is even.
    let other: Float

    var brightest: Float { max(usual, other) }

    /// The tone that comes nearer to a brightness.
    @inline(__always)
    func tone(near light: Float) -> Float {
        guard other > 0 else { return usual }
        return light * light < usual * other ? min(usual, other) : max(usual, other)
    }

    /// Whether a brightness is that of asphalt.
    @inline(__always)
    func holds(_ light: Float) -> Bool {
        let tone = tone(near: light)
        return light < 1.6 * tone && light > 0.5 * tone
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
