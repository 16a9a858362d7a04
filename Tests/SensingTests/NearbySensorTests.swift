import DrivingInterface
import Geometry
import RoadNetwork
import Testing
import World

@testable import Sensing

@Suite("Ultrasonic ring, wheel slip, satellites between houses")
struct NearbySensorTests {
    private func drive<Model: SensorModel>(
        _ model: Model.Type, _ parameters: Model.Parameters, map: StreetMap, speed: Double = 0,
        prepare: (inout WorldState) -> Void = { _ in }
    ) throws -> TestDrive {
        try TestDrive(
            [
                SensorMount(
                    name: "one", device: SensorDevice(model, parameters), egoFromSensor: Pose3(Vector3(0, 0, 0.5)))
            ], stage: SensingStage(map: map, catalogue: TestStreet.catalogue), speed: speed, prepare: prepare)
    }

    @Test("A wall two metres before the bumper is two metres away, and nothing is behind")
    func parking() throws {
        var parameters = UltrasonicParameters()
        (parameters.noise, parameters.step) = (0, 0)
        // The bumper of the test vehicle is 3.65 m ahead of the rear axle.
        let drive = try drive(UltrasonicRing.self, parameters, map: TestStreet.wall(at: 5.65))
        let ranges = try #require(drive.frames[0].arrays[0].float32)
        #expect(ranges.count == 12 && ranges.prefix(6).min().map { ($0 - 2).magnitude < 0.01 } == true)
        #expect(ranges.suffix(6).allSatisfy { $0 == 0 })
    }

    @Test("A wheel that brakes turns slower than the car, the more the slipperier the road")
    func slip() throws {
        var parameters = WheelOdometryParameters()
        (parameters.noise, parameters.radiusError, parameters.resolution) = (0, 0, 0)
        func wheel(_ acceleration: Double, _ friction: Double) throws -> Double {
            var drive = try drive(WheelOdometrySensor.self, parameters, map: TestStreet.field(), speed: 10) {
                $0.friction = friction
            }
            drive.world.actors.acceleration[drive.vehicle.index] = acceleration
            let frames = drive.deliveries(until: 0.3)
            return try #require(frames.last?.arrays[0].float64)[2]
        }
        let (free, dry, wet) = (try wheel(0, 0.9), try wheel(-3, 0.9), try wheel(-3, 0.4))
        #expect((free - 10).magnitude < 1e-9)
        #expect(dry < 9.95 && wet < dry && wet > 6.9)
        #expect(try wheel(3, 0.9) > 10.05)
    }

    @Test("Between houses positions wander and their stated deviation grows; in the open nothing changes")
    func canyon() throws {
        let stream = RandomStream(seed: 1, purpose: RandomPurpose("test.sky"))
        let open = SatelliteSky([Float](repeating: 0, count: 576), stream)
        #expect(open.error == .zero && open.dilution == 1)
        // Everything up to 40° is 10 m away.
        let walls = (0..<576).map { Float($0 < 288 ? 10 : 0) }
        var lengths: [Double] = []
        for seed in 1...50 as ClosedRange<UInt64> {
            let sky = SatelliteSky(walls, RandomStream(seed: seed, purpose: RandomPurpose("test.sky")))
            #expect(sky.dilution >= 1 && sky.dilution < 2)
            // At most every satellite, each 2/10 of 5 m.
            #expect(sky.error.length <= 10)
            lengths.append(sky.error.length)
        }
        #expect(lengths.contains { $0 > 0.5 })
        var parameters = SatelliteParameters()
        parameters.chain = .full
        let street = try drive(SatelliteReceiver.self, parameters, map: TestStreet.map)
        let field = try drive(SatelliteReceiver.self, parameters, map: TestStreet.field())
        let deviations = try [street, field].map { try #require($0.frames[0].arrays[2].float64)[0] }
        #expect(deviations[0] > deviations[1])
    }
}
