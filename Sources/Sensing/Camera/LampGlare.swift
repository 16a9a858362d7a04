import Geometry
import Optics

/// Light that a lens scatters from lamps and the sun onto what lies beside them: a point spread function of two normal
/// distributions, 8 and 24 pixels wide, around everything that is much brighter than what saturates a pixel.
struct LampGlare {
    private let near: [Float]
    private let far: [Float]
    private var coarse = CoarsePicture()
    private var wide = CoarsePicture()

    /// Light above which something glares, and the most that counts: 1 saturates a pixel.
    private static let (floor, ceiling): (Float, Float) = (1.4, 12)
    /// Shares of that light which the two parts scatter.
    private static let (nearShare, farShare): (Float, Float) = (0.35, 0.15)

    init() {
        near = LampGlare.kernel(deviation: 1, reach: 3)
        far = LampGlare.kernel(deviation: 3, reach: 8)
    }

    /// Half of a normal distribution on whole numbers, which adds up to 1 with the other half.
    private static func kernel(deviation: Double, reach: Int) -> [Float] {
        let values = (0...reach).map { step -> Double in
            let x = Double(step) / deviation
            return DeterministicMath.exp(-x * x / 2)
        }
        let sum = values[0] + 2 * values.dropFirst().reduce(0, +)
        return values.map { Float($0 / sum) }
    }

    /// Adds the scattered light.
    mutating func add(to picture: inout LinearPicture) {
        guard coarse.take(picture, above: LampGlare.floor, upTo: LampGlare.ceiling) else { return }
        wide = coarse
        coarse.blur(near)
        wide.blur(far)
        coarse.mix(with: wide, own: LampGlare.nearShare, other: LampGlare.farShare)
        coarse.add(to: &picture)
    }
}
