import Geometry
import Optics
import Testing

@testable import Sensing

@Suite("The camera's electronics")
struct ImagerTests {
    private func imager(
        width: Int = 128, height: Int = 64, fullWell: Double = 10_000, readNoise: Double = 4, vignetting: Double = 0
    ) -> Imager {
        Imager(
            width: width, height: height, focalLength: 64, principalColumn: Double(width) / 2,
            principalRow: Double(height) / 2, horizonRow: Double(height) / 2, fullWell: fullWell, readNoise: readNoise,
            vignetting: vignetting)
    }

    private func grey(_ light: Float, like imager: Imager) -> LinearPicture {
        var picture = LinearPicture()
        picture.prepare(width: imager.width, height: imager.height)
        for index in picture.light.indices { picture.light[index] = SIMD8(repeating: light) }
        return picture
    }

    private func stream(_ tick: Int = 0) -> RandomStream {
        RandomStream(seed: 7, purpose: RandomPurpose("test.imager"), tick: tick)
    }

    /// Twelve-bit readings, pixel by pixel.
    private func readings(_ imager: Imager, _ picture: LinearPicture, gain: Double, tick: Int) -> [Double] {
        var values = [Double](repeating: 0, count: imager.width * imager.height * 3)
        _ = imager.read(picture, gain: gain, noise: stream(tick)) { offset, lanes, codes in
            for index in 0..<(lanes * 3) { values[offset + index] = Double(codes[index]) }
        }
        return values
    }

    private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
    }

    @Test(
        "Variance rises with the mean by one over the electrons of a step, within 2 % (EMVA 1288 photon transfer)",
        arguments: [(10_000.0, 4.0, 1.0), (10_000, 4, 8), (4_000, 2, 1), (30_000, 6, 2)])
    func photonTransfer(fullWell: Double, readNoise: Double, gain: Double) {
        let imager = imager(fullWell: fullWell, readNoise: readNoise)
        let perElectron = 4095 * gain / fullWell
        var points: [(mean: Double, variance: Double)] = []
        for step in 1...8 {
            let picture = grey(Float(step) * 0.1, like: imager)
            points.append(moments((0..<4).flatMap { readings(imager, picture, gain: gain, tick: $0) }))
        }
        // Least squares: variance = slope · mean + offset.
        let count = Double(points.count)
        let (x, y) = (points.map(\.mean).reduce(0, +) / count, points.map(\.variance).reduce(0, +) / count)
        let slope =
            points.reduce(0) { $0 + ($1.mean - x) * ($1.variance - y) }
            / points.reduce(0) { $0 + ($1.mean - x) * ($1.mean - x) }
        #expect((slope / perElectron - 1).magnitude < 0.02, "\(slope) against \(perElectron)")
        for (step, point) in points.enumerated() {
            #expect((point.mean / (4095 * Double(step + 1) * 0.1) - 1).magnitude < 0.002)
            let expected = perElectron * point.mean + readNoise * readNoise * perElectron * perElectron + 1.0 / 12
            #expect((point.variance / expected - 1).magnitude < 0.02)
        }
    }

    @Test("Grain follows the normal distribution (Kolmogorov–Smirnov, 98,304 numbers, p > 0.001)", arguments: 1...3)
    func grainDistribution(seed: Int) {
        let grain = GrainBlocks(stream(seed))
        let values = (0..<4096).flatMap { block -> [Double] in
            let seeds = grain.seeds(pixel: block * 8)
            return (0..<3).flatMap { channel in (0..<8).map { Double(grain.grain(seeds, channel: channel)[$0]) } }
        }
        let sorted = values.sorted()
        var worst = 0.0
        // Every fiftieth value: between two of them the distance changes by 0.0005 at most.
        for index in stride(from: 0, to: sorted.count, by: 50) {
            let cumulative = NoiseTests().normalDistribution(sorted[index])
            worst = max(worst, (cumulative - Double(index) / Double(sorted.count)).magnitude)
        }
        #expect(worst < 1.95 / Double(sorted.count).squareRoot() - 0.0005)
        // Neighbours, channels of a pixel, and pixels a strip apart have nothing to do with each other.
        for lag in [1, 8, 16, 24] {
            let products = zip(values, values.dropFirst(lag)).map { $0 * $1 }
            #expect((products.reduce(0, +) / Double(products.count)).magnitude < 4 / Double(values.count).squareRoot())
        }
    }

    @Test("Without noise a grey picture reads as sRGB says, whatever the width")
    func encoding() {
        for width in [8, 13, 20] {
            let imager = imager(width: width, height: 4, fullWell: 1e12, readNoise: 0)
            for (light, byte) in [(Float(0), 0), (0.0021, 7), (0.0513, 64), (0.2159, 128), (0.5271, 192), (1, 255)] {
                var pixels: [UInt8] = []
                _ = imager.develop(grey(light, like: imager), gain: 1, noise: stream(), into: &pixels)
                #expect(pixels == [UInt8](repeating: UInt8(byte), count: width * 12))
            }
        }
    }

    @Test("Corners get cos⁴ of their angle to the axis")
    func vignetting() {
        let imager = imager(width: 64, height: 32, fullWell: 1e12, readNoise: 0, vignetting: 1)
        let values = readings(imager, grey(0.8, like: imager), gain: 1, tick: 0)
        for (column, row) in [(0, 0), (32, 16), (63, 4), (10, 31)] {
            let (x, y) = ((Double(column) + 0.5 - 32) / 64, (Double(row) + 0.5 - 16) / 64)
            let cosine = 1 / (1 + x * x + y * y).squareRoot()
            let expected = 4095 * 0.8 * cosine * cosine * cosine * cosine
            #expect((values[(row * 64 + column) * 3] - expected).magnitude < 1)
        }
    }

    @Test("The meter counts what lies within the picture, rows above the horizon half")
    func metering() {
        let imager = imager(width: 13, height: 8)
        var picture = grey(0.2, like: imager)
        for index in 0..<(4 * picture.stripCount * 3) { picture.light[index] = SIMD8(repeating: 0.5) }
        var pixels: [UInt8] = []
        let mean = imager.develop(picture, gain: 1, noise: stream(), into: &pixels)
        #expect((mean - 0.3).magnitude < 1e-5)
    }

    @Test("Exposure comes to middle grey, three times as fast when it gets brighter")
    func control() {
        let control = ExposureControl(period: 0.05, longest: 0.015, largestGain: 16)
        func steps(from exposure: Double, white: Double) -> Int {
            var (exposure, count) = (exposure, 0)
            while (exposure * white / 0.18 - 1).magnitude > 0.2 {
                exposure = control.next(after: exposure, mean: min(1, exposure * white))
                count += 1
                if count > 1000 { break }
            }
            return count
        }
        let (down, up) = (steps(from: 1, white: 0.6), steps(from: 1, white: 0.054))
        #expect(down > 3 && up > down * 2 && up < 200)
        #expect(control.setting(1) == ExposureControl.Setting(time: 0.0005, gain: 1))
        let night = control.setting(control.range.upperBound)
        #expect(night.time == 0.015 && (night.gain - 16).magnitude < 1e-9)
        #expect(control.next(after: control.range.upperBound, mean: 0) == control.range.upperBound)
    }
}
