import DrivingInterface
import Geometry
import Optics
import Testing
import World

@testable import Sensing

@Suite("The camera's full chain")
struct FullCameraTests {
    private var mount: SensorMount {
        var parameters = CameraParameters()
        (parameters.width, parameters.height, parameters.chain) = (200, 100, .full)
        return SensorMount(
            name: "camera", device: SensorDevice(CameraSensor.self, parameters),
            egoFromSensor: Pose3(Vector3(1.6, 0, 1.35)))
    }

    private func picture(_ weather: (inout Weather) -> Void = { _ in }) throws -> [UInt8] {
        let drive = try TestDrive([mount], stage: .street, speed: 0) { world in
            weather(&world.weather)
            TestStreet.populate(&world)
        }
        return try #require(CameraFrame(drive.frames[0])).rgb.map { $0 }
    }

    private func mean(_ values: [UInt8]) -> Double { values.reduce(0) { $0 + Double($1) } / Double(values.count) }

    @Test("The same drive gives the same picture, and another than the flat chain's")
    func repeats() throws {
        let first = try picture()
        #expect(try picture() == first)
        #expect(Set(first).count > 60)
    }

    @Test("Exposure brings noon and dusk near to the same brightness, night stays darker")
    func exposure() throws {
        let noon = mean(try picture { $0.sunElevation = 0.9 })
        let dusk = mean(try picture { $0.sunElevation = -0.02 })
        let night = mean(try picture { $0.sunElevation = -0.5 })
        #expect((noon - dusk).magnitude < 30 && night < noon * 0.7, "\(noon), \(dusk), \(night)")
    }
}
