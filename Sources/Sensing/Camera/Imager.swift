import Geometry
import Optics

/// The electronics of a camera: from light on the sensor to bytes.
///
/// EMVA 1288's linear model: a pixel that holds N electrons of a full well reads N with variance N + σ² (shot noise and
/// read noise σ); gain g lets 1/g of the full well fill the range. Twelve bits are read, then encoded as sRGB (IEC
/// 61966-2-1) in eight. Light falls off towards the corners by a share of the cos⁴ law.
struct Imager: Sendable {
    let width: Int
    let height: Int
    /// Electrons.
    let fullWell: Float
    let readNoise: Float
    /// 0 none, 1 cos⁴ of the angle to the axis.
    let vignetting: Float
    /// Squared distance from the principal point over the focal length: by strip of eight columns, and by row.
    private let columnSquares: [NoiseLanes]
    private let rowSquares: [Float]
    /// Rows above the horizon count half when light is measured: roads are darker than skies.
    private let rowWeights: [Float]
    /// sRGB byte by 12-bit reading.
    private let encoding: [UInt8]

    static let levels = 4096

    init(
        width: Int, height: Int, focalLength: Double, principalColumn: Double, principalRow: Double,
        horizonRow: Double, fullWell: Double, readNoise: Double, vignetting: Double
    ) {
        (self.width, self.height) = (width, height)
        (self.fullWell, self.readNoise, self.vignetting) = (Float(fullWell), Float(readNoise), Float(vignetting))
        func square(_ index: Int, _ principal: Double) -> Float {
            let offset = (Double(index) + 0.5 - principal) / focalLength
            return Float(offset * offset)
        }
        columnSquares = stride(from: 0, to: width, by: 8).map { first in
            var lanes = NoiseLanes()
            for lane in 0..<8 { lanes[lane] = square(first + lane, principalColumn) }
            return lanes
        }
        rowSquares = (0..<height).map { square($0, principalRow) }
        rowWeights = (0..<height).map { Double($0) + 0.5 < horizonRow ? 0.5 : 1 }
        encoding = (0..<Imager.levels).map { Imager.encoded(Double($0) / Double(Imager.levels - 1)) }
    }

    /// sRGB byte of linear light 0–1.
    static func encoded(_ linear: Double) -> UInt8 {
        let value =
            linear <= 0.0031308 ? 12.92 * linear : 1.055 * DeterministicMath.pow(linear, 1 / 2.4) - 0.055
        return UInt8((min(1, max(0, value)) * 255).rounded())
    }

    /// Makes bytes of a picture.
    /// - Parameters:
    ///   - gain: ≥ 1; the light of the picture includes it.
    ///   - pixels: overwritten, height · width · 3.
    /// - Returns: the mean light, each pixel's limited to 1.
    func develop(
        _ picture: LinearPicture, gain: Double, noise: RandomStream, into pixels: inout [UInt8]
    ) -> Double {
        let count = width * height * 3
        if pixels.count != count { pixels = [UInt8](repeating: 0, count: count) }
        var sum = 0.0
        pixels.withUnsafeMutableBufferPointer { pixels in
            encoding.withUnsafeBufferPointer { encoding in
                let (target, table) = (pixels.baseAddress!, encoding.baseAddress!)
                sum = read(picture, gain: gain, noise: noise) { offset, lanes, codes in
                    for index in 0..<(lanes * 3) { target[offset + index] = table[Int(codes[index])] }
                }
            }
        }
        return sum
    }

    /// Reads twelve bits of every pixel.
    /// - Parameter take: gets the place of up to eight pixels' first value, how many pixels, and their values pixel by
    ///   pixel.
    @inline(__always)
    func read(
        _ picture: LinearPicture, gain: Double, noise: RandomStream, take: (Int, Int, UnsafePointer<UInt16>) -> Void
    ) -> Double {
        let grain = GrainBlocks(noise)
        let electrons = fullWell / Float(gain)
        let response = Response(
            electrons: electrons, readVariance: readNoise * readNoise,
            perElectron: Float(Imager.levels - 1) / electrons)
        let strips = picture.stripCount
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 24) { codes in
            picture.light.withUnsafeBufferPointer { light in
                columnSquares.withUnsafeBufferPointer { columns in
                    var (sum, weights) = (0.0, 0.0)
                    for row in 0..<height {
                        var metered = NoiseLanes()
                        let line = light.baseAddress! + row * strips * 3
                        for strip in 0..<strips {
                            let fall = (columns[strip] + rowSquares[row]) * vignetting + 1
                            let share = 1 / (fall * fall)
                            let cell = line + strip * 3
                            let lanes = min(8, width - strip * 8)
                            let seeds = grain.seeds(pixel: row * width + strip * 8)
                            metered += Imager.metered(cell, share: share, lanes: lanes)
                            for channel in 0..<3 {
                                let bits = response.codes(
                                    cell[channel] * share, grain: grain.grain(seeds, channel: channel))
                                for lane in 0..<8 { codes[lane * 3 + channel] = bits[lane] }
                            }
                            take((row * width + strip * 8) * 3, lanes, UnsafePointer(codes.baseAddress!))
                        }
                        sum += Double(metered.sum() * rowWeights[row])
                        weights += Double(rowWeights[row])
                    }
                    return sum / (weights * Double(width))
                }
            }
        }
    }

    /// Light of eight pixels as a light meter weighs it; lanes beyond the picture do not count.
    @inline(__always)
    private static func metered(_ cell: UnsafePointer<SIMD8<Float>>, share: NoiseLanes, lanes: Int) -> NoiseLanes {
        let light = (cell[0] * 0.25 + cell[1] * 0.5 + cell[2] * 0.25) * share
        let limited = light.replacing(with: 1, where: light .> 1)
        guard lanes < 8 else { return limited }
        return limited.replacing(
            with: 0, where: SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7) .>= SIMD8(repeating: Int32(truncatingIfNeeded: lanes)))
    }
}

/// How a pixel answers to light.
private struct Response {
    /// That fill the range.
    let electrons: Float
    let readVariance: Float
    /// Steps of the converter.
    let perElectron: Float

    /// Twelve-bit readings of eight pixels.
    @inline(__always)
    func codes(_ light: NoiseLanes, grain: NoiseLanes) -> SIMD8<UInt16> {
        let held = light.replacing(with: 0, where: light .< 0) * electrons
        let reading = (held + (held + readVariance).roughRoot * grain) * perElectron
        let low = reading.replacing(with: 0, where: reading .< 0)
        let limited = low.replacing(with: 4095, where: low .> 4095)
        return SIMD8<UInt16>(
            truncatingIfNeeded: unsafeBitCast(limited + NoiseLanes.roundingShift, to: NoiseWords.self))
    }
}
