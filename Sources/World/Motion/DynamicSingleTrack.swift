import Geometry

/// The single-track model with tyre forces: front and rear axle as one wheel each, constant axle loads, forces limited
/// by a friction circle per axle (Riekert and Schunck 1940; Mitschke, Wallentowitz: Dynamik der Kraftfahrzeuge).
///
/// A tyre's side force is C·s / (1 + (C·s / μF)⁴)^¼ over the slip s: linear within 0.4 % up to a third of the grip, never
/// more than μF. Sideways motion is stepped implicitly with the secant stiffness of that curve. The equations turn stiff
/// as the speed falls; the implicit step then passes into rolling without slip, so that below some 3 m/s this is the
/// kinematic bicycle (and still never asks for more than the grip), down to a standstill without drift.
public enum DynamicSingleTrack: MotionModel {
    public static let kind = "dynamic_single_track"
    public static let summary = "Tyre forces with saturation; understeer, skids, long stops on wet roads."

    /// m/s²
    public static let gravity = 9.81
    /// Seconds; a tick is cut into equal steps not longer than this.
    static let longestStep = 0.0025
    /// m/s; below this a wheel's slip is measured against it.
    static let slowestRoll = 1e-3

    public static func step(
        _ motion: inout DrivenMotion, command: ActuatorCommand, parameters: VehicleParameters, friction: Double,
        duration: Double
    ) {
        let count = max(1, (duration / longestStep - 1e-9).rounded(.up))
        let step = duration / count
        let actuators = Actuators(command, parameters, duration: step)
        let tyres = Tyres(parameters, friction: friction, duration: step)
        let start = motion
        var turnedAcceleration = 0.0
        for _ in 0..<Int(count) {
            let felt = actuators.advance(&motion)
            let old = motion
            tyres.accelerate(
                &motion, steeringAngle: felt.steeringAngle, pedal: felt.pedal, direction: actuators.direction)
            let turn = (old.yawRate + motion.yawRate) / 2 * step
            let ahead = (old.speed + motion.speed) / 2 * step
            let aside = (old.lateralSpeed + motion.lateralSpeed) / 2 * step
            motion.pose = ArcMotion.pose(from: motion.pose, displacement: Vector2(ahead, aside), turn: turn)
            turnedAcceleration += motion.speed * motion.yawRate
        }
        motion.finishStep(
            from: start, duration: duration, turnedAcceleration: turnedAcceleration / count)
    }

    /// Understeer gradient K = m/L · (b/Cf − a/Cr), rad·s²/m: a car on a circle of curvature κ at speed v steers
    /// κ·(L + K·v²).
    public static func understeerGradient(_ p: VehicleParameters) -> Double {
        p.mass / p.wheelbase
            * (p.rearAxleDistance / p.frontCorneringStiffness - p.frontAxleDistance / p.rearCorneringStiffness)
    }
}

extension DrivenMotion {
    /// Writes the accelerations of a step. `turnedAcceleration` is the mean of speed · yaw rate, m/s².
    mutating func finishStep(from start: DrivenMotion, duration: Double, turnedAcceleration: Double) {
        let change = (speed - start.speed) / duration
        // At a standstill that a reversing car comes to, a positive value would start it forward.
        acceleration = speed == 0 ? min(0, change) : change
        lateralAcceleration = (lateralSpeed - start.lateralSpeed) / duration + turnedAcceleration
    }
}

/// One vehicle's tyres on one road, for steps of one length.
private struct Tyres {
    private let duration: Double
    private let toFront: Double
    private let toRear: Double
    private let massPerStep: Double
    private let inertiaPerStep: Double
    private let mass: Double
    private let frontMass: Double
    private let frontStiffness: Double
    private let rearStiffness: Double
    /// N
    private let frontGrip: Double
    private let rearGrip: Double
    /// μ·g, m/s².
    private let grip: Double

    init(_ p: VehicleParameters, friction: Double, duration: Double) {
        self.duration = duration
        toFront = p.frontAxleDistance
        toRear = p.rearAxleDistance
        mass = p.mass
        massPerStep = p.mass / duration
        inertiaPerStep = p.yawInertia / duration
        frontMass = p.mass * p.rearAxleDistance / p.wheelbase
        frontStiffness = p.frontCorneringStiffness
        rearStiffness = p.rearCorneringStiffness
        grip = friction * DynamicSingleTrack.gravity
        frontGrip = frontMass * grip
        rearGrip = (p.mass - frontMass) * grip
    }

    /// Changes speed, lateral speed and yaw rate by one step.
    func accelerate(_ motion: inout DrivenMotion, steeringAngle: Double, pedal: Double, direction: Double) {
        let (sine, cosine) = DeterministicMath.sinCos(steeringAngle)
        let ahead = motion.speed
        let old = Sideways(speed: motion.lateralSpeed + toRear * motion.yawRate, yawRate: motion.yawRate)

        // Wheels against the road: rolling and sideways, front and rear.
        let frontAside = old.speed + toFront * old.yawRate
        let front = axle(
            rolling: cosine * ahead + sine * frontAside, aside: cosine * frontAside - sine * ahead,
            stiffness: frontStiffness, load: frontGrip, pedal: pedal)
        let rear = axle(
            rolling: ahead, aside: old.speed - toRear * old.yawRate, stiffness: rearStiffness, load: rearGrip,
            pedal: pedal)

        let frontPush = pushAhead(pedal: pedal, share: front.share, speed: ahead, direction: direction) * frontMass
        let new = sideways(
            after: old, ahead: ahead, frontDamping: front.damping * cosine, rearDamping: rear.damping,
            cosine: cosine, push: sine * (frontPush + front.damping * cosine * ahead))

        let frontForce = -front.damping * (cosine * (new.speed + toFront * new.yawRate) - sine * ahead)
        let free = ahead + duration * (new.yawRate * new.speed - sine * frontForce / mass)
        let frontPart = frontMass / mass
        let carried = front.share * frontPart * cosine + rear.share * (1 - frontPart)
        motion.speed = DrivenMotion.speed(free, pedal: pedal * carried, direction: direction, duration: duration)
        motion.yawRate = new.yawRate
        motion.lateralSpeed = new.speed - toRear * new.yawRate
    }

    /// Motion of the centre of mass to the left, and about it.
    private struct Sideways {
        var speed: Double
        var yawRate: Double
    }

    /// (mass/h)·Δv = force and (inertia/h)·Δω = torque, both axles' side forces taken at the end of the step.
    ///
    /// - Parameters:
    ///   - frontDamping: of the front axle against its speed to the left of the vehicle, N·s/m.
    ///   - push: force on the front axle to the left that does not depend on the motion sideways, N.
    private func sideways(
        after old: Sideways, ahead: Double, frontDamping: Double, rearDamping: Double, cosine: Double, push: Double
    ) -> Sideways {
        let damping = frontDamping * cosine
        let torque = damping * toFront - rearDamping * toRear
        let a11 = massPerStep + damping + rearDamping
        let a12 = mass * ahead + torque
        let a22 = inertiaPerStep + damping * toFront * toFront + rearDamping * toRear * toRear
        let b1 = massPerStep * old.speed + push
        let b2 = inertiaPerStep * old.yawRate + toFront * push
        let determinant = a11 * a22 - a12 * torque
        return Sideways(
            speed: (b1 * a22 - a12 * b2) / determinant, yawRate: (a11 * b2 - torque * b1) / determinant)
    }

    /// Side force per sideways speed of an axle, N·s/m, and the share of the pedal that the friction circle leaves it.
    private func axle(rolling: Double, aside: Double, stiffness: Double, load: Double, pedal: Double) -> (
        damping: Double, share: Double
    ) {
        let roll = max(rolling.magnitude, DynamicSingleTrack.slowestRoll)
        let utilisation = stiffness * aside / (roll * load)
        let square = utilisation * utilisation
        let softening = 1 / (1 + square * square).squareRoot().squareRoot()
        let sideways = utilisation.magnitude * softening
        // Anti-lock brakes and traction control keep the wheel at the grip, not beyond.
        let along = min(1, pedal.magnitude / grip)
        let scale = 1 / max(1, (sideways * sideways + along * along).squareRoot())
        let carried = pedal == 0 ? 1 : along * grip / pedal.magnitude * scale
        return (stiffness / roll * softening * scale, carried)
    }

    /// Acceleration along a wheel, m/s².
    private func pushAhead(pedal: Double, share: Double, speed: Double, direction: Double) -> Double {
        if pedal >= 0 { return direction * pedal * share }
        return speed == 0 ? 0 : (speed > 0 ? pedal : -pedal) * share
    }
}
