import Geometry

/// The radar equation in its reference form, and what a detector makes of a signal.
///
/// SNR = SNR_ref + (σ − σ_ref) − 40·log₁₀(R / R_ref) + G(azimuth) − 2γR, in dB: everything that power, aperture, wave
/// length, losses and receiver noise do is in the one reference point (Skolnik, "Radar Handbook", 3rd ed., ch. 1).
public struct RadarEquation: Sendable {
    private let reference: Double
    private let referenceRange: Double
    private let beamWidth: Double
    /// −ln of the probability that noise alone passes in one cell.
    public let threshold: Double

    /// Cells and false alarms give the threshold: the probability of a false alarm per cell is the mean number of false
    /// alarms per frame divided by the number of cells.
    public init(_ parameters: RadarParameters) {
        reference = parameters.referenceSignal - parameters.referenceCrossSection
        referenceRange = parameters.referenceRange
        beamWidth = parameters.beamWidth
        let cells =
            (parameters.maximumRange / parameters.rangeResolution)
            * max(1, parameters.fieldOfView / parameters.azimuthResolution)
            * (2 * parameters.maximumVelocity / parameters.velocityResolution)
        // A radar without false alarms still has a threshold: that of one false alarm in a thousand frames.
        threshold = -DeterministicMath.log(min(0.1, max(parameters.falseAlarms, 1e-3) / cells))
    }

    /// Mean signal to noise, dB.
    /// - Parameters:
    ///   - range: metres, > 0.
    ///   - crossSection: dBsm.
    ///   - azimuth: off the axis, radians.
    ///   - attenuation: of the air, one way, dB/m.
    public func signalToNoise(range: Double, crossSection: Double, azimuth: Double, attenuation: Double = 0) -> Double {
        reference + crossSection - 4 * Decibel.of(range / referenceRange) + gain(azimuth)
            - 2 * attenuation * range
    }

    /// Whether a cross-section of at most this level may show above a signal to noise of `floor` dB: no when it surely
    /// cannot, by log₂(1 + m) ≥ m, which takes no logarithm.
    @inline(__always)
    func mayShow(
        crossSection: Double, range: Double, azimuth: Double, attenuation: Double, floor: Double
    ) -> Bool {
        let bits = (range / referenceRange).bitPattern
        let mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        let octaves = Double(Int(bits >> 52) - 1024) + mantissa
        // 40·log₁₀ 2 per octave.
        return reference + crossSection - 12.041199826559248 * octaves + gain(azimuth) - 2 * attenuation * range
            > floor - 1e-6
    }

    /// The cross-section that explains a signal at a range on the way of `signalToNoise`, dBsm.
    public func crossSection(signalToNoise: Double, range: Double, azimuth: Double) -> Double {
        signalToNoise - self.signalToNoise(range: range, crossSection: 0, azimuth: azimuth)
    }

    /// Two-way gain against the axis, dB: a Gaussian beam, −3 dB at half the beam width, never below −40 dB.
    func gain(_ azimuth: Double) -> Double {
        let ratio = 2 * azimuth / beamWidth
        return max(-40, -3 * ratio * ratio)
    }

    /// Attenuation by rain, one way, dB/m: k·R^a dB/km at 77 GHz with k = 0.94, a = 0.776, between the coefficients
    /// of ITU-R P.838 for 70 and 80 GHz.
    /// - Parameter rate: mm/h.
    public static func attenuation(rain rate: Double) -> Double {
        rate > 0 ? 0.94 * DeterministicMath.pow(rate, 0.776) / 1000 : 0
    }

    /// Probability that a target of a mean signal (linear power ratio) is detected.
    public func detectionProbability(signal: Double, _ fluctuation: RadarFluctuation) -> Double {
        switch fluctuation {
        case .steady: return signal + 1 > threshold ? 1 : 0
        case .swerling1: return DeterministicMath.exp(-threshold / (1 + signal))
        case .swerling3:
            let sum = 2 + signal
            return (1 + 2 * threshold * signal / (sum * sum)) * DeterministicMath.exp(-2 * threshold / sum)
        }
    }

    /// The signal (linear) that the receiver sees in this frame, or nil if it stays below the threshold. Swerling 1:
    /// signal and noise together are exponentially distributed with mean 1 + S, which gives exactly
    /// `detectionProbability`.
    func detect(signal: Double, _ fluctuation: RadarFluctuation, _ stream: RandomStream) -> Double? {
        let power: Double
        switch fluctuation {
        case .steady: power = 1 + signal
        case .swerling1: power = stream.exponential(mean: 1 + signal, 0)
        case .swerling3:
            // The signal is the mean of two exponentials; the noise adds one of mean 1 to a target that is drawn first.
            let drawn = (stream.exponential(mean: signal, 0) + stream.exponential(mean: signal, 1)) / 2
            power = RadarEquation.powerOfSignalInNoise(drawn, stream)
        }
        return power > threshold ? max(power - 1, 1e-3) : nil
    }

    /// |√S + n|² for complex Gaussian noise n of mean power 1.
    private static func powerOfSignalInNoise(_ signal: Double, _ stream: RandomStream) -> Double {
        let real = signal.squareRoot() + stream.normal(2) * 0.5.squareRoot()
        let imaginary = stream.normal(3) * 0.5.squareRoot()
        return real * real + imaginary * imaginary
    }
}
