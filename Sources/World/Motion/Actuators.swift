import Geometry

/// Steering and pedals follow their commands with first-order lag, rate and magnitude limits.
///
/// The lag is discretised exactly, so that the length of a step does not matter as long as no limit holds.
struct Actuators {
    private let steeringTarget: Double
    private let steeringShare: Double
    private let largestSteeringStep: Double
    private let wantedAcceleration: Double
    private let pedalShare: Double
    private let largestPedalStep: Double
    private let parameters: VehicleParameters
    /// +1 forward, -1 reverse.
    let direction: Double

    /// For steps of `duration` seconds.
    init(_ command: ActuatorCommand, _ parameters: VehicleParameters, duration: Double) {
        let lock = parameters.maximumSteeringAngle
        steeringTarget = min(lock, max(-lock, command.steeringAngle))
        steeringShare = Actuators.share(lag: parameters.steeringLag, duration: duration)
        largestSteeringStep = parameters.maximumSteeringRate * duration
        direction = command.gear == .forward ? 1 : -1
        wantedAcceleration = command.acceleration * direction
        pedalShare = Actuators.share(lag: parameters.accelerationLag, duration: duration)
        largestPedalStep = parameters.maximumJerk * duration
        self.parameters = parameters
    }

    /// Share of the way to its target that a first-order lag covers.
    private static func share(lag: Double, duration: Double) -> Double {
        lag > 0 ? 1 - DeterministicMath.exp(-duration / lag) : 1
    }

    /// Moves both actuators by one step.
    /// - Returns: their means over the step, which is what the tyres feel.
    func advance(_ motion: inout DrivenMotion) -> (steeringAngle: Double, pedal: Double) {
        let (oldAngle, oldPedal) = (motion.steeringAngle, motion.pedal)
        let turn = (steeringTarget - oldAngle) * steeringShare
        motion.steeringAngle = oldAngle + min(largestSteeringStep, max(-largestSteeringStep, turn))
        let change = (pedalTarget(speed: motion.speed) - oldPedal) * pedalShare
        motion.pedal = oldPedal + min(largestPedalStep, max(-largestPedalStep, change))
        return ((oldAngle + motion.steeringAngle) / 2, (oldPedal + motion.pedal) / 2)
    }

    private func pedalTarget(speed: Double) -> Double {
        let along = speed * direction
        // Rolling against the gear by more than a creep: brake first.
        let wanted = along < -0.1 ? -wantedAcceleration.magnitude : wantedAcceleration
        let top = direction > 0 ? parameters.maximumSpeed : parameters.maximumReverseSpeed
        // Half a second before the top speed the drive fades out.
        let strongest = min(parameters.maximumAcceleration, max(0, (top - along) / 0.5))
        return min(strongest, max(-parameters.maximumDeceleration, wanted))
    }
}

extension DrivenMotion {
    /// Speed after `duration` seconds of the pedal's drive or brake; brakes end at standstill.
    ///
    /// - Parameters:
    ///   - speed: m/s along the heading, all other accelerations already added.
    ///   - pedal: m/s², limited to what the tyres carry.
    static func speed(_ speed: Double, pedal: Double, direction: Double, duration: Double) -> Double {
        if pedal >= 0 { return speed + direction * pedal * duration }
        let left = speed.magnitude + pedal * duration
        guard left > 0 else { return 0 }
        return speed > 0 ? left : -left
    }
}
