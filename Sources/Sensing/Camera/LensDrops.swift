import Geometry
import Optics

/// Drops on the lens: each shows the view around it small, upside down and out of focus, stays for some seconds and is
/// gone.
struct LensDrops {
    private var coarse = CoarsePicture()

    /// Places for drops; how many are taken follows the rain.
    private static let places = 36

    /// - Parameters:
    ///   - rain: mm/h that reaches the lens.
    ///   - noise: of the mount, the same for all frames.
    mutating func draw(rain: Double, time: Double, noise: RandomStream, on picture: inout LinearPicture) {
        let share = 1 - DeterministicMath.exp(-rain / 12)
        guard share > 0.01, coarse.take(picture, above: 0, upTo: 4) else { return }
        for place in 0..<LensDrops.places {
            let stay = 3 + 6 * noise.uniform(place)
            let age = time / stay + noise.uniform(LensDrops.places + place)
            let generation = Int(age)
            let first = LensDrops.places * (2 + 4 * generation) + 4 * place
            guard noise.uniform(first) < share else { continue }
            let middle = SIMD2(
                Float(noise.uniform(first + 1)) * Float(picture.width),
                Float(noise.uniform(first + 2)) * Float(picture.height))
            let radius = Float(picture.height) * Float(0.008 + 0.022 * noise.uniform(first + 3))
            draw(middle, radius: radius, on: &picture)
        }
    }

    private func draw(_ middle: SIMD2<Float>, radius: Float, on picture: inout LinearPicture) {
        let (wide, high) = (radius, radius * 1.15)
        let rows = max(0, Int(middle.y - high))..<min(picture.height, Int(middle.y + high) + 1)
        let columns = max(0, Int(middle.x - wide))..<min(picture.width, Int(middle.x + wide) + 1)
        guard !rows.isEmpty, !columns.isEmpty else { return }
        let strips = picture.stripCount
        picture.light.withUnsafeMutableBytes { bytes in
            let start = bytes.baseAddress!.assumingMemoryBound(to: Float.self)
            for row in rows {
                for column in columns {
                    let offset = SIMD2(Float(column) + 0.5 - middle.x, Float(row) + 0.5 - middle.y)
                    let (x, y) = (offset.x / wide, offset.y / high)
                    let square = x * x + y * y
                    guard square < 1 else { continue }
                    // Towards its edge a drop gathers light from farther away and gets darker.
                    let zoom = 4 + 10 * square
                    let seen =
                        coarse.light(middle.x - offset.x * zoom, middle.y - offset.y * zoom) * (1 - 0.35 * square)
                    let share = min(0.9, (1 - square) * 2.5)
                    let cell = start + (row * strips + column / 8) * 24 + column % 8
                    for channel in 0..<3 { cell[channel * 8] += (seen[channel] - cell[channel * 8]) * share }
                }
            }
        }
    }
}
