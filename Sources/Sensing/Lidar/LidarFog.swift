import Geometry
import World

/// What fog sends back of a pulse that meets no hard target nearby.
///
/// Hahner et al., "Fog simulation on real LiDAR point clouds" (ICCV 2021): the received power is the pulse
/// sin²(πt / 2τ), 0 ≤ t ≤ 2τ, folded with β · ξ(R) · e^(−2αR) / R², with β = 0.046 / MOR and an overlap ξ that rises
/// from 0 to 1. It stands against the hard echo ρ/π · cos θ · e^(−2αR) / R².
///
/// A receiver tells the place of an echo from the middle of its pulse, for fog as for hard targets, and raises its
/// sensitivity with the time since the pulse left (`LidarDevice.gainRange`): of what fog sends back the place counts at
/// which power times sensitivity is greatest. It lies one to three metres away; a target before it is so near that it
/// outshines the fog, and one behind it does not change it.
struct LidarFog {
    /// Power of the peak as that of a hard target at 1 m (the units of ρ · cos θ / R²).
    let level: Float
    /// Where the peak is, metres.
    let range: Float
    private let extinction: Double
    private let device: (pulse: Double, start: Double, end: Double, gain: Double)

    /// Speed of light in air, m/s.
    private static let lightSpeed = 299_702_547.0

    init(extinction: Double, _ device: LidarDevice) {
        self.extinction = extinction
        self.device = LidarFog.key(device)
        let fog = Fog(
            extinction: extinction, length: LidarFog.lightSpeed * device.pulse, start: device.overlapStart,
            end: device.overlapEnd)
        // β of one scattering event, and π because hard targets have ρ / π.
        let scale = Double.pi * 0.046 * extinction / Weather.contrastLogarithm
        var best = (seen: 0.0, level: 0.0, range: device.overlapStart)
        var range = device.overlapStart
        while range < device.overlapEnd + 2 * fog.length {
            let level = fog.folded(at: range + fog.length / 2)
            let seen = level * device.gain(at: range)
            if seen > best.seen { best = (seen, level, range) }
            range += fog.length / 60
        }
        (level, self.range) = (Float(scale * best.level), Float(best.range))
    }

    /// Whether it is that of this weather and device.
    func isMade(of extinction: Double, _ wanted: LidarDevice) -> Bool {
        extinction == self.extinction && device == LidarFog.key(wanted)
    }

    private static func key(_ device: LidarDevice) -> (pulse: Double, start: Double, end: Double, gain: Double) {
        (device.pulse, device.overlapStart, device.overlapEnd, device.gainRange)
    }

    private struct Fog {
        var extinction: Double
        /// Metres that a pulse covers on its way there and back.
        var length: Double
        var start: Double
        var end: Double

        /// Power received when an echo whose pulse begins at a range would come back.
        func folded(at range: Double) -> Double {
            let steps = 48
            var sum = 0.0
            for step in 0..<steps {
                let offset = (Double(step) + 0.5) / Double(steps) * length
                let place = range - offset
                guard place > start, place > 0.05 else { continue }
                let rise = end > start ? min(1, (place - start) / (end - start)) : 1
                let pulse = DeterministicMath.sin(.pi * offset / length)
                sum += pulse * pulse * rise * DeterministicMath.exp(-2 * extinction * place) / (place * place)
            }
            return sum * length / Double(steps)
        }
    }
}
