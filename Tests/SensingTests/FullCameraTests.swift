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
}
