import Foundation
import Geometry
import Testing
import World

@Suite("Dynamic single-track model")
struct DynamicSingleTrackTests {
    private let gravity = 9.81

    @Test(
        "Steady yaw rate is v·δ / (L + K·v²) within 1 % below 3 m/s²",
        arguments: [8.0, 10, 14, 20, 30], [0.3, 1.0, 2.0, 2.9])
    func steadyYawRate(speed: Double, lateralAcceleration: Double) {
        let parameters = VehicleParameters.midSize
        // K by hand from axle loads and stiffness: m_f / C_f − m_r / C_r with m_f = m·b/L.
        let (front, rear) = (1800 * 1.55 / 2.85, 1800 * 1.30 / 2.85)
        let gradient = front / 120_000 - rear / 140_000
        #expect((DynamicSingleTrack.understeerGradient(parameters) - gradient).magnitude < 1e-12)
        let steering = lateralAcceleration * (2.85 + gradient * speed * speed) / (speed * speed)
        var car = DrivenVehicle(speed: speed)
        car.circle(for: 12, steeringAngle: steering, speed: speed)
        let v = car.motion.speed
        let expected = v * Foundation.tan(steering) / (2.85 + gradient * v * v)
        #expect((car.motion.yawRate / expected - 1).magnitude < 0.01)
        if steering < 0.1 {
            #expect((car.motion.yawRate / (v * steering / (2.85 + gradient * v * v)) - 1).magnitude < 0.01)
        }
    }

    @Test("The understeer gradient measured on two circles is m_f/C_f − m_r/C_r within 2 %")
    func understeerGradient() {
        // Steering per curvature grows by K·v²: measured at 10 and 25 m/s at about 2 m/s².
        func steeringPerCurvature(speed: Double, steering: Double) -> (ratio: Double, squaredSpeed: Double) {
            var car = DrivenVehicle(speed: speed)
            car.circle(for: 15, steeringAngle: steering, speed: speed)
            let curvature = car.motion.yawRate / car.motion.speed
            return (Foundation.tan(steering) / curvature, car.motion.speed * car.motion.speed)
        }
        let slow = steeringPerCurvature(speed: 10, steering: 0.05)
        let fast = steeringPerCurvature(speed: 25, steering: 0.012)
        let measured = (fast.ratio - slow.ratio) / (fast.squaredSpeed - slow.squaredSpeed)
        let expected = 1800 * 1.55 / 2.85 / 120_000 - 1800 * 1.30 / 2.85 / 140_000
        #expect((measured / expected - 1).magnitude < 0.02)
        #expect((slow.ratio - expected * slow.squaredSpeed - 2.85).magnitude < 0.02)
    }

    @Test(
        "Lateral acceleration never exceeds μ·g + 1 %, however it is steered",
        arguments: [0.05, 0.3, 0.6, 0.9, 1.1], [2.0, 4, 8, 15, 25, 40])
    func lateralLimit(friction: Double, speed: Double) {
        let limit = friction * gravity * 1.01
        for pattern in 0..<4 {
            var car = DrivenVehicle(speed: speed)
            car.friction = friction
            var largest = 0.0
            var before = car.motion
            let parameters = car.parameters
            car.drive(for: 6) { time, motion in
                let sign: Double = pattern < 2 || sin(3 * time) > 0 ? 1 : -1
                let pedal = pattern % 2 == 0 ? 4 * (speed - motion.speed) : -3
                return ActuatorCommand(steeringAngle: 0.6 * sign, acceleration: pedal)
            } watching: { motion in
                // Of the centre of mass, from finite differences of its velocity in the world.
                let now = massCentreVelocity(motion, parameters)
                let last = massCentreVelocity(before, parameters)
                let acceleration = (now - last) / 0.01
                let middle = Vector2(yaw: (motion.pose.yaw + before.pose.yaw) / 2)
                largest = max(largest, middle.cross(acceleration).magnitude)
                before = motion
            }
            #expect(largest <= limit, "pattern \(pattern)")
            #expect(car.motion.speed.isFinite && car.motion.yawRate.isFinite)
        }
    }

    private func massCentreVelocity(_ motion: DrivenMotion, _ parameters: VehicleParameters) -> Vector2 {
        let forward = motion.pose.forward
        let aside = motion.lateralSpeed + parameters.rearAxleDistance * motion.yawRate
        return forward * motion.speed + forward.leftNormal * aside
    }

    @Test("A corner taken too fast is a skid at the grip", arguments: [0.3, 0.9])
    func skid(friction: Double) {
        var car = DrivenVehicle(speed: 20)
        car.friction = friction
        var sum = 0.0
        car.drive(for: 3) { _, motion in
            ActuatorCommand(steeringAngle: 0.4, acceleration: 4 * (20 - motion.speed))
        } watching: {
            sum += $0.lateralAcceleration * 0.01
        }
        #expect(sum / 3 > 0.6 * friction * gravity)
        #expect(sum / 3 < friction * gravity * 1.01)
    }

    @Test("A stop from 50 km/h takes v·lag + v²/(2·μ·g) within 2 %", arguments: [0.9, 0.5, 0.2])
    func stoppingDistance(friction: Double) {
        for tick in [0.001, 0.01, 0.05] {
            var car = DrivenVehicle(speed: 50 / 3.6)
            car.friction = friction
            car.tick = tick
            car.parameters.maximumDeceleration = 12
            // A lag in the pedal towards what the tyres carry, not beyond it.
            let braking = -friction * gravity
            car.drive(for: 20) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: braking) }
            let v = 50 / 3.6
            let expected = v * car.parameters.accelerationLag + v * v / (2 * friction * gravity)
            #expect((car.motion.pose.position.x / expected - 1).magnitude < 0.02)
            #expect(car.motion.speed == 0)
            #expect(car.motion.pose.position.y == 0)
        }
    }

    @Test("An emergency stop on dry road needs lag and grip, and no less")
    func emergencyStop() {
        var car = DrivenVehicle(speed: 50 / 3.6)
        car.drive(for: 10) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: -9) }
        let v = 50 / 3.6
        let expected = v * 0.15 + v * v / (2 * 0.9 * gravity)
        #expect((car.motion.pose.position.x / expected - 1).magnitude < 0.02)
    }

    @Test("10 ms and 1 ms ticks part by less than 5 cm in a 10 s slalom")
    func tickIndependence() {
        for (speed, amplitude) in [(6.0, 0.2), (14.0, 0.06), (25.0, 0.02), (2.0, 0.5)] {
            func run(tick: Double) -> DrivenMotion {
                var car = DrivenVehicle(speed: speed)
                car.tick = tick
                car.drive(for: 10) { time, _ in
                    ActuatorCommand(
                        steeringAngle: amplitude * sin(2 * .pi * 0.4 * time), acceleration: sin(time))
                }
                return car.motion
            }
            let (coarse, fine) = (run(tick: 0.01), run(tick: 0.001))
            #expect(coarse.pose.position.distance(to: fine.pose.position) < 0.05, "at \(speed) m/s")
        }
    }

    @Test("Standing on full lock for 60 s moves nothing, whatever the brake does", arguments: [-9.0, -0.5, 0])
    func standing(acceleration: Double) {
        var car = DrivenVehicle()
        car.drive(for: 60) { time, _ in
            ActuatorCommand(steeringAngle: time < 30 ? 1 : -1, acceleration: acceleration)
        }
        #expect(car.motion.pose == .identity)
        #expect(car.motion.speed == 0 && car.motion.lateralSpeed == 0 && car.motion.yawRate == 0)
        #expect((car.motion.steeringAngle + 0.6).magnitude < 1e-9)
    }

    @Test("A stop on full lock ends still and stays")
    func stopOnLock() {
        var car = DrivenVehicle(speed: 5)
        car.drive(for: 5) { _, _ in ActuatorCommand(steeringAngle: 0.6, acceleration: -3) }
        let stopped = car.motion.pose
        #expect(car.motion.speed == 0)
        car.drive(for: 60) { _, _ in ActuatorCommand(steeringAngle: 0.6, acceleration: -3) }
        #expect(car.motion.pose == stopped)
    }

    @Test("Creeping follows the kinematic circle", arguments: [0.05, 0.5, 1.5, 2.9])
    func kinematicAtLowSpeed(speed: Double) {
        var car = DrivenVehicle(speed: speed)
        car.circle(for: 8, steeringAngle: 0.5, speed: speed)
        let expected = car.motion.speed * Foundation.tan(0.5) / 2.85
        #expect((car.motion.yawRate / expected - 1).magnitude < 0.02)
        #expect(car.motion.lateralSpeed.magnitude < 0.01 * speed)
    }

    @Test("Reverse gear drives back along the same circle and brakes before it changes direction")
    func reverse() {
        var car = DrivenVehicle(speed: 3)
        car.drive(for: 0.6) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: -2, gear: .reverse) }
        #expect(car.motion.speed > 0.5 && car.motion.speed < 3)
        car.drive(for: 3) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: -2, gear: .reverse) }
        #expect(car.motion.speed < -1)
        car.drive(for: 8) { _, motion in
            ActuatorCommand(steeringAngle: 0.3, acceleration: 5 * (-2 - motion.speed), gear: .reverse)
        }
        let expected = -2 * Foundation.tan(0.3) / 2.85
        #expect((car.motion.yawRate / expected - 1).magnitude < 0.02)
        car.drive(for: 3) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: 2, gear: .reverse) }
        #expect(car.motion.speed == 0)
    }

    @Test("Forward gear never drives backwards, reverse never forwards", arguments: ActuatorCommand.Gear.allCases)
    func gearHolds(gear: ActuatorCommand.Gear) {
        let sign: Double = gear == .forward ? 1 : -1
        var car = DrivenVehicle(speed: 4 * sign)
        car.drive(for: 20) { time, _ in
            ActuatorCommand(steeringAngle: 0.2, acceleration: sign * (sin(3 * time) - 0.5), gear: gear)
        } watching: { motion in
            #expect(motion.speed * sign >= 0)
        }
    }

    @Test("Mirrored steering gives the mirrored path, to the bit")
    func mirror() {
        func run(_ sign: Double) -> DrivenMotion {
            var car = DrivenVehicle(speed: 12)
            car.drive(for: 6) { time, _ in
                ActuatorCommand(steeringAngle: sign * 0.4 * sin(2 * time), acceleration: -2 * sin(time))
            }
            return car.motion
        }
        let (left, right) = (run(1), run(-1))
        #expect(left.pose.position.x == right.pose.position.x)
        #expect(left.pose.position.y == -right.pose.position.y)
        #expect(left.pose.yaw == -right.pose.yaw)
        #expect(left.yawRate == -right.yawRate)
        #expect(left.speed == right.speed)
    }

    @Test("Braking in a bend shares the grip: neither the stop nor the turn gets all of it")
    func frictionCircle() {
        func run(steeringAngle: Double, acceleration: Double) -> DrivenMotion {
            var car = DrivenVehicle(speed: 15)
            car.drive(for: 1) { _, _ in
                ActuatorCommand(steeringAngle: steeringAngle, acceleration: acceleration)
            }
            return car.motion
        }
        let braking = run(steeringAngle: 0, acceleration: -9)
        let turning = run(steeringAngle: 0.15, acceleration: 0)
        let both = run(steeringAngle: 0.15, acceleration: -9)
        #expect(both.speed > braking.speed)
        #expect(both.pose.yaw < turning.pose.yaw)
        #expect(both.pose.yaw > 0.05)
    }

    @Test("Drive fades out at the top speed")
    func topSpeed() {
        var parameters = VehicleParameters.midSize
        parameters.maximumSpeed = 10
        var car = DrivenVehicle(parameters: parameters)
        car.drive(for: 30) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: 4) }
        #expect((car.motion.speed - 10).magnitude < 0.05)
        #expect(car.motion.speed <= 10.01)
    }

    @Test("The same drive gives the same bits in every build", arguments: MotionModelRegistry.all.map { $0.kind })
    func pinned(kind: String) throws {
        var car = DrivenVehicle(speed: 15)
        car.model = try #require(MotionModelRegistry.model(kind))
        car.drive(for: 10) { time, _ in
            ActuatorCommand(
                steeringAngle: 0.3 * DeterministicMath.sin(3 * time), acceleration: 6 * DeterministicMath.cos(time))
        }
        var hasher = BitHasher()
        withUnsafeBytes(of: car.motion) { hasher.combine(bytes: $0) }
        #expect(
            hasher.value
                == ["dynamic_single_track": 7_714_218_010_829_353_038, "kinematic_bicycle": 6_599_952_368_540_091_728][
                    kind])
    }
}
