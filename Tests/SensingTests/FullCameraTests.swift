import DrivingInterface
import Geometry
import Optics
import Testing
import World

@testable import Sensing

@Suite("The camera's full chain")
struct FullCameraTests {
    private func mount(_ chain: CameraChain) -> SensorMount {
        var parameters = CameraParameters()
        (parameters.width, parameters.height, parameters.chain) = (200, 100, chain)
        return SensorMount(
            name: "camera", device: SensorDevice(CameraSensor.self, parameters),
            egoFromSensor: Pose3(Vector3(1.6, 0, 1.35)))
    }

    private func picture(_ chain: CameraChain = .full, _ weather: (inout Weather) -> Void = { _ in }) throws -> [UInt8]
    {
        let drive = try TestDrive([mount(chain)], stage: .street, speed: 0) { world in
            weather(&world.weather)
            TestStreet.populate(&world)
        }
        return try #require(CameraFrame(drive.frames[0])).rgb.map { $0 }
    }

    private func mean(_ values: [UInt8]) -> Double { values.reduce(0) { $0 + Double($1) } / Double(values.count) }

    @Test("Full and flat pictures show the same street, the full one with grain")
    func showsTheSame() throws {
        let (full, flat) = (try picture(), try picture(.flat))
        #expect(full != flat && Set(full).count > 60)
        // Correlation of green over the picture.
        func green(_ rgb: [UInt8]) -> [Double] { stride(from: 1, to: rgb.count, by: 3).map { Double(rgb[$0]) } }
        let (a, b) = (green(full), green(flat))
        let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
        let covariance = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
        let (varianceA, varianceB) = (
            a.reduce(0) { $0 + ($1 - meanA) * ($1 - meanA) }, b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) }
        )
        let correlation = covariance / (varianceA * varianceB).squareRoot()
        #expect(correlation > 0.8, "\(correlation)")
    }

    @Test("Exposure brings noon and dusk near to the same brightness, night stays darker")
    func exposure() throws {
        let noon = mean(try picture { $0.sunElevation = 0.9 })
        let dusk = mean(try picture { $0.sunElevation = -0.02 })
        let night = mean(try picture { $0.sunElevation = -0.5 })
        #expect((noon - dusk).magnitude < 30 && night < noon * 0.7, "\(noon), \(dusk), \(night)")
    }

    @Test("Rain draws streaks that are elsewhere in every frame, and drops on the lens that stay")
    func rain() throws {
        func frames(_ rainOnLens: Double) throws -> [[UInt8]] {
            var parameters = CameraParameters()
            (parameters.width, parameters.height, parameters.chain) = (200, 100, .full)
            (parameters.rainOnLens, parameters.readNoise, parameters.fullWell) = (rainOnLens, 0, 1e6)
            var drive = try TestDrive(
                [
                    SensorMount(
                        name: "camera", device: SensorDevice(CameraSensor.self, parameters),
                        egoFromSensor: Pose3(Vector3(1.6, 0, 1.35)))
                ], stage: .street, speed: 0
            ) { $0.weather = WeatherPreset.heavyRain.weather }
            return drive.deliveries(until: 0.3).map { CameraFrame($0)!.rgb.map { $0 } }
        }
        func changed(_ a: [UInt8], _ b: [UInt8], by least: Int) -> Int {
            zip(a, b).filter { Int($0.0).distance(to: Int($0.1)).magnitude >= least }.count
        }
        let (wiped, dripping) = (try frames(0), try frames(1))
        #expect(changed(wiped[0], wiped[1], by: 8) > 20)
        let drops = changed(wiped[1], dripping[1], by: 24)
        #expect(drops > 100 && changed(dripping[1], dripping[2], by: 24) < drops / 3)
    }

    @Test("Drops above a millimetre in a cubic metre follow Marshall and Palmer")
    func dropNumbers() {
        // 8000 / Λ · e^−Λ with Λ = 4.1 · R^−0.21 per millimetre.
        for (rain, number) in [(1.0, 32.3), (10, 250.4), (25, 479.9)] {
            #expect((RainStreaks.density(rain) / number - 1).magnitude < 0.02, "\(RainStreaks.density(rain))")
        }
        #expect(RainStreaks.density(0) == 0)
    }

    @Test("A lamp beyond saturation glares on its neighbours, one below does not, and glare is even around it")
    func glare() {
        func glared(_ light: Float) -> LinearPicture {
            var picture = LinearPicture()
            picture.prepare(width: 160, height: 120)
            for index in picture.light.indices { picture.light[index] = SIMD8(repeating: 0.01) }
            for row in 56..<64 {
                for channel in 0..<3 { picture.light[(row * 20 + 10) * 3 + channel] = SIMD8(repeating: light) }
            }
            var glare = LampGlare()
            glare.add(to: &picture)
            return picture
        }
        let (bright, dim) = (glared(8), glared(1))
        #expect(dim[row: 60, column: 100].green == 0.01)
        let near = [(60, 70), (60, 97), (46, 84), (73, 84)].map { bright[row: $0.0, column: $0.1].green }
        let (low, high) = (near.min()!, near.max()!)
        #expect(low > 0.05 && high < 1.1 * low, "\(near)")
        #expect(bright[row: 60, column: 120].green < low && bright[row: 60, column: 120].green > 0.0101)
    }
}
