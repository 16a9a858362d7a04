import Foundation
import Geometry
import Testing
import World

@Suite("Actuators and the kinematic bicycle")
struct ActuatorTests {
    @Test("Steering answers as a first-order lag, the same for every tick", arguments: [0.001, 0.01, 0.04])
    func steeringLag(tick: Double) {
        var car = DrivenVehicle()
        car.tick = tick
        car.parameters.maximumSteeringRate = 100
        car.drive(for: 0.16) { _, _ in ActuatorCommand(steeringAngle: 0.4, acceleration: 0) }
        #expect((car.motion.steeringAngle - 0.4 * (1 - exp(-0.16 / 0.08))).magnitude < 1e-12)
    }

    @Test("Steering turns no faster than its rate and no further than its lock")
    func steeringLimits() {
        var car = DrivenVehicle()
        var before = 0.0
        car.drive(for: 3) { _, _ in
            ActuatorCommand(steeringAngle: 5, acceleration: 0)
        } watching: { motion in
            #expect(motion.steeringAngle - before <= 0.6 * 0.01 + 1e-12)
            before = motion.steeringAngle
        }
        #expect(car.motion.steeringAngle <= 0.6)
        #expect(car.motion.steeringAngle > 0.599)
    }

    @Test("Pedals answer as a first-order lag within jerk and strength")
    func pedal() {
        var car = DrivenVehicle(speed: 20)
        car.drive(for: 0.3) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: 2) }
        #expect((car.motion.pedal - 2 * (1 - exp(-0.3 / 0.15))).magnitude < 1e-12)
        car.drive(for: 2) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: 100) }
        #expect((car.motion.pedal - 4).magnitude < 1e-3)
        var gentle = DrivenVehicle(speed: 20)
        gentle.parameters.maximumJerk = 5
        gentle.drive(for: 0.2) { _, _ in ActuatorCommand(steeringAngle: 0, acceleration: -9) }
        #expect((gentle.motion.pedal + 1).magnitude < 1e-9)
    }

    @Test("The kinematic bicycle drives the circle of its steering angle")
    func kinematicCircle() {
        var car = DrivenVehicle(speed: 4)
        car.model = KinematicBicycle.self
        car.motion.steeringAngle = 0.3
        let radius = 2.85 / tan(0.3)
        let period = 2 * .pi * radius / 4
        car.tick = period / 400
        car.drive(for: period) { _, _ in ActuatorCommand(steeringAngle: 0.3, acceleration: 0) }
        #expect(car.motion.pose.position.length < 1e-9)
        #expect((car.motion.pose.yaw - 2 * .pi).magnitude < 1e-9)
        #expect((car.motion.lateralAcceleration - 16 / radius).magnitude < 1e-9)
    }

    @Test("The kinematic bicycle never asks for more than the grip", arguments: [0.1, 0.9])
    func kinematicGrip(friction: Double) {
        var car = DrivenVehicle(speed: 20)
        car.model = KinematicBicycle.self
        car.friction = friction
        car.drive(for: 2) { _, _ in
            ActuatorCommand(steeringAngle: 0.6, acceleration: 0)
        } watching: { motion in
            #expect(motion.lateralAcceleration <= friction * 9.81 * 1.0001)
        }
        #expect(car.motion.lateralAcceleration > friction * 9.81 * 0.99)
    }

    @Test("Curvature and steering angle are each other's inverse")
    func curvature() {
        for angle in stride(from: -0.7, through: 0.7, by: 0.1) {
            let curvature = KinematicBicycle.curvature(steeringAngle: angle, wheelbase: 2.7)
            #expect((KinematicBicycle.steeringAngle(curvature: curvature, wheelbase: 2.7) - angle).magnitude < 1e-15)
        }
    }

    @Test("Every registered motion model keeps the contract", arguments: MotionModelRegistry.all.map { $0.kind })
    func contract(kind: String) throws {
        let model = try #require(MotionModelRegistry.model(kind))
        #expect(!model.summary.isEmpty)
        for speed in [0.0, 0.01, 3, 50, -5] {
            var car = DrivenVehicle(speed: speed)
            car.model = model
            car.friction = 0.4
            var again = car
            func command(_ time: Double, _ motion: DrivenMotion) -> ActuatorCommand {
                ActuatorCommand(
                    steeringAngle: 3 * sin(5 * time), acceleration: 30 * cos(2 * time),
                    gear: time > 4 ? .reverse : .forward)
            }
            car.drive(for: 8, command) { motion in
                #expect(motion.pose.position.x.isFinite && motion.yawRate.isFinite)
                #expect(motion.speed.magnitude < 60)
            }
            again.drive(for: 8, command)
            #expect(car.motion == again.motion)
        }
    }

    @Test("Kinds are sorted and unique")
    func registry() {
        let kinds = MotionModelRegistry.all.map { $0.kind }
        #expect(kinds == kinds.sorted() && zip(kinds, kinds.dropFirst()).allSatisfy { $0 != $1 })
    }
}
