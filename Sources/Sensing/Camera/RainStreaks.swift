import Geometry
import Optics

/// Falling drops in front of a lens, drawn out by the exposure.
///
/// Their number follows Marshall and Palmer's distribution of sizes (drops above 1 mm); each falls at 6.5 m/s while the
/// vehicle drives towards it. A drop of 2 mm covers a pixel of its streak for a small part of the exposure and shows the
/// light of the whole view there (Garg and Nayar 2007).
struct RainStreaks {
    /// Focal length and principal point of the picture, pixels.
    let focalLength: Float
    let principalColumn: Float
    let principalRow: Float

    /// Metres; farther drops cannot be told from haze.
    private static let reach: Float = 2.5
    private static let nearest: Float = 0.25
    private static let dropSize: Float = 0.002
    private static let fallSpeed: Float = 6.5
    private static let most = 3000

    /// Drops above 1 mm in a cubic metre of air.
    /// - Parameter rain: mm/h.
    static func density(_ rain: Double) -> Double {
        guard rain > 0 else { return 0 }
        let slope = 4.1 * DeterministicMath.pow(rain, -0.21)
        return 8000 / slope * DeterministicMath.exp(-slope)
    }

    /// - Parameters:
    ///   - velocity: of the camera in its own frame, m/s: ahead and to the left.
    ///   - exposure: seconds.
    func draw(
        rain: Double, velocity: Vector2, exposure: Double, noise: RandomStream, on picture: inout LinearPicture
    ) {
        let view = Double(picture.width * picture.height) / Double(focalLength * focalLength)
        let volume = view * Double(RainStreaks.reach * RainStreaks.reach * RainStreaks.reach) / 3
        let count = min(RainStreaks.most, Int(RainStreaks.density(rain) * volume))
        guard count > 0 else { return }
        let light = RainStreaks.ambient(picture)
        let (width, height, strips) = (picture.width, picture.height, picture.stripCount)
        picture.light.withUnsafeMutableBytes { bytes in
            let pixels = Pixels(
                start: bytes.baseAddress!.assumingMemoryBound(to: Float.self), width: width, height: height,
                strips: strips)
            for drop in 0..<count {
                let first = 5 * drop
                // The largest of three even numbers is spread like distances in a cone.
                let share = Float(max(noise.uniform(first), noise.uniform(first + 1), noise.uniform(first + 2)))
                let depth = max(RainStreaks.nearest, RainStreaks.reach * share)
                let start = SIMD2(
                    Float(noise.uniform(first + 3)) * Float(width), Float(noise.uniform(first + 4)) * Float(height))
                draw(start, depth: depth, velocity, Float(exposure), light, pixels)
            }
        }
    }

    private func draw(
        _ start: SIMD2<Float>, depth: Float, _ velocity: Vector2, _ exposure: Float, _ light: SIMD4<Float>,
        _ pixels: Pixels
    ) {
        let (ahead, left) = (Float(velocity.x) / depth, Float(velocity.y) / depth)
        let way =
            SIMD2(
                focalLength * left + (start.x - principalColumn) * ahead,
                focalLength * RainStreaks.fallSpeed / depth + (start.y - principalRow) * ahead) * exposure
        let size = RainStreaks.dropSize * focalLength / depth
        let length = min(200, (way.x * way.x + way.y * way.y).squareRoot())
        // How long the drop stays on a pixel of its streak, times how much of the pixel it covers.
        let share = min(0.8, min(1, size) * size / (size + length))
        guard share > 0.004 else { return }
        let (steps, wide) = (max(1, Int(length + size)), max(1, Int(size)))
        for step in 0...steps {
            let place = start + way * (Float(step) / Float(steps))
            for column in 0..<wide { pixels.blend(place.x + Float(column), place.y, light, share) }
        }
    }

    /// Mean light of a picture, from every sixteenth row.
    private static func ambient(_ picture: LinearPicture) -> SIMD4<Float> {
        var sum = SIMD4<Float>()
        var count: Float = 0
        for row in stride(from: 0, to: picture.height, by: 16) {
            for strip in 0..<picture.stripCount {
                let cell = (row * picture.stripCount + strip) * 3
                sum += SIMD4(picture.light[cell][0], picture.light[cell + 1][0], picture.light[cell + 2][0], 0)
                count += 1
            }
        }
        return sum / count
    }

    /// Single pixels of a picture.
    private struct Pixels {
        let start: UnsafeMutablePointer<Float>
        let width: Int
        let height: Int
        let strips: Int

        /// Mixes light into the two pixels of a row beside a place.
        @inline(__always)
        func blend(_ column: Float, _ row: Float, _ light: SIMD4<Float>, _ share: Float) {
            guard row >= 0, row < Float(height), column >= 0.5, column < Float(width) - 0.5 else { return }
            let left = Int(column - 0.5)
            let right = column - 0.5 - Float(left)
            mix(Int(row), left, light, share * (1 - right))
            mix(Int(row), min(width - 1, left + 1), light, share * right)
        }

        @inline(__always)
        private func mix(_ row: Int, _ column: Int, _ light: SIMD4<Float>, _ share: Float) {
            let cell = start + (row * strips + column / 8) * 24 + column % 8
            for channel in 0..<3 { cell[channel * 8] += (light[channel] - cell[channel * 8]) * share }
        }
    }
}
