import DrivingInterface
import Geometry
import Sensing
import Testing
import World

@Suite("Inertial unit, satellite receiver and wheel speeds")
struct MotionSensorTests {
    private func mount<Model: SensorModel>(
        _ model: Model.Type, _ parameters: Model.Parameters, at pose: Pose3 = .identity, rate: FrameRate = FrameRate(10)
    ) -> SensorMount {
        SensorMount(
            name: Model.kind, device: SensorDevice(Model.self, parameters), egoFromSensor: pose, rate: rate)
    }

    private var quietUnit: InertialParameters {
        var parameters = InertialParameters()
        (parameters.angularRateNoise, parameters.accelerationNoise) = (0, 0)
        (parameters.angularRateBias, parameters.accelerationBias) = (0, 0)
        (parameters.angularRateWalk, parameters.accelerationWalk) = (0, 0)
        return parameters
    }

    @Test("On a circle the inertial unit feels v²/r and the yaw rate, and more of it farther out")
    func circle() throws {
        // Left turn of radius 25 m at 10 m/s: ω = 0.4 rad/s, v²/r = 4 m/s².
        for (position, force) in [
            (Vector3(0, 0, 0.5), Vector2(0, 4)), (Vector3(2, 0, 0.5), Vector2(-0.32, 4)),
            (Vector3(0, 1, 0.5), Vector2(0, 4 - 0.16)),
        ] {
            var drive = try TestDrive(
                [mount(InertialSensor.self, quietUnit, at: Pose3(position))], speed: 10, curvature: 0.04)
            for _ in 0..<100 { drive.step() }
            let samples = try #require(InertialSamples(drive.frames[0])).samples
            #expect(samples.count == 10)
            #expect(samples.map(\.time).last == 0)
            #expect((samples[0].time + 0.09).magnitude < 1e-12)
            for sample in samples {
                #expect((sample.angularVelocity.z - 0.4).magnitude < 1e-9)
                #expect((sample.acceleration.x - force.x).magnitude < 1e-9)
                #expect((sample.acceleration.y - force.y).magnitude < 1e-9)
                #expect((sample.acceleration.z - 9.80665).magnitude < 1e-9)
            }
        }
    }

    @Test("A unit turned by 90° feels the same on its own axes")
    func turnedUnit() throws {
        let pose = Pose3(Vector3(0, 0, 0.5), yaw: .pi / 2)
        var drive = try TestDrive([mount(InertialSensor.self, quietUnit, at: pose)], speed: 10, curvature: 0.04)
        for _ in 0..<50 { drive.step() }
        let sample = try #require(InertialSamples(drive.frames[0])?.samples.last)
        // What pushes to the left of the car pushes along x of a unit that looks to the left.
        #expect((sample.acceleration.x - 4).magnitude < 1e-9 && sample.acceleration.y.magnitude < 1e-9)
    }

    @Test("White noise has the deviation density / √interval, and the bias walks")
    func inertialNoise() throws {
        var parameters = quietUnit
        (parameters.accelerationNoise, parameters.angularRateWalk) = (0.01, 0.001)
        var drive = try TestDrive(
            [mount(InertialSensor.self, parameters, rate: FrameRate(100))], speed: 10)
        var forces: [Double] = []
        var last = 0.0
        for frame in drive.deliveries(until: 30) {
            let samples = try #require(InertialSamples(frame)).samples
            forces += samples.map(\.acceleration.x)
            last = samples[0].angularVelocity.z
        }
        let deviation = (forces.reduce(0) { $0 + $1 * $1 } / Double(forces.count)).squareRoot()
        #expect((deviation / (0.01 / 0.001.squareRoot()) - 1).magnitude < 0.03)
        // After 30 s the walk has a deviation of 0.001 · √30 = 0.0055 rad/s.
        #expect(last != 0 && last.magnitude < 0.025)
    }

    @Test("The receiver gives metres from the first fix, velocity over ground, and errors of the stated size")
    func satellites() throws {
        var perfect = SatelliteParameters()
        (perfect.whiteNoise, perfect.slowError, perfect.velocityNoise) = (0, 0, 0)
        var drive = try TestDrive(
            [mount(SatelliteReceiver.self, perfect, at: Pose3(Vector3(1, 0, 1.5)))],
            start: Pose2(x: 500, y: 300, yaw: 1.2), speed: 8, curvature: 0.02)
        for _ in 0..<500 { drive.step() }
        let fix = try #require(SatelliteFix(drive.frames[0]))
        let antenna = { (pose: Pose2) in pose.toOuter(Vector2(1, 0)) }
        let moved = antenna(drive.pose(at: 5)) - antenna(drive.pose(at: 0))
        #expect(fix.position.distance(to: moved) < 1e-6)
        let expected = (antenna(drive.pose(at: 5.0005)) - antenna(drive.pose(at: 4.9995))) / 0.001
        #expect(fix.velocity.distance(to: expected) < 1e-5)

        var noisy = SatelliteParameters()
        (noisy.slowError, noisy.correlationTime) = (2, 1)
        var standing = try TestDrive(
            [mount(SatelliteReceiver.self, noisy, rate: FrameRate(5))], tickMicroseconds: 100_000, speed: 0)
        let errors = try standing.deliveries(until: 800).map { try #require(SatelliteFix($0)).position }
        let variance = errors.reduce(0) { $0 + $1.lengthSquared } / Double(errors.count) / 2
        #expect((variance / (4 + 0.09) - 1).magnitude < 0.15)
    }

    @Test("In a left turn the right wheels run faster by yaw rate × track, the front ones by the wider circle")
    func wheels() throws {
        var perfect = WheelOdometryParameters()
        (perfect.radiusError, perfect.noise, perfect.resolution) = (0, 0, 0)
        var drive = try TestDrive([mount(WheelOdometrySensor.self, perfect)], speed: 10, curvature: 0.04)
        for _ in 0..<20 { drive.step() }
        let speeds = try #require(WheelSpeeds(drive.frames[0])).speeds
        let track = try #require(drive.senses.rig.mounts[0].calibration("track_width").first)
        #expect((speeds[3] - speeds[2] - 0.4 * track).magnitude < 1e-9)
        #expect(((speeds[2] + speeds[3]) / 2 - 10).magnitude < 1e-9)
    }
}
