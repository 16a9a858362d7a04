import Geometry

/// How a camera chooses exposure time and gain: first longer exposures, then more gain.
///
/// Exposure is counted relative to full sunlight: at 1 a white surface in the midday sun fills the pixels.
struct ExposureControl: Sendable {
    /// Seconds from picture to picture.
    let period: Double
    /// Longest exposure, seconds.
    let longest: Double
    /// Largest gain.
    let largestGain: Double

    /// Seconds that a white surface in the midday sun needs to fill the pixels.
    static let sunlitTime = 0.0005
    /// Mean light that is aimed at: middle grey.
    static let target = 0.18

    /// What an exposure is made of.
    struct Setting: Hashable {
        /// Seconds.
        var time: Double
        var gain: Double
    }

    var range: ClosedRange<Double> { 0.05...max(1, longest / ExposureControl.sunlitTime * largestGain) }

    /// Time and gain of an exposure.
    func setting(_ exposure: Double) -> Setting {
        let time = min(exposure * ExposureControl.sunlitTime, longest)
        return Setting(time: time, gain: max(1, exposure * ExposureControl.sunlitTime / time))
    }

    /// The exposure for the next picture after one with this mean light. It falls with a rate of 3/s when it gets
    /// brighter and rises with 1/s when it gets darker (the speeds that CARLA's cameras have).
    func next(after exposure: Double, mean: Double) -> Double {
        let error = DeterministicMath.log(ExposureControl.target / max(1e-4, mean))
        let share = 1 - DeterministicMath.exp(-(error < 0 ? 3 : 1) * period)
        return limited(exposure * DeterministicMath.exp(error * share))
    }

    /// The exposure that would have brought this picture to the target.
    func corrected(_ exposure: Double, mean: Double) -> Double {
        limited(exposure * ExposureControl.target / max(1e-4, mean))
    }

    private func limited(_ exposure: Double) -> Double {
        min(range.upperBound, max(range.lowerBound, exposure))
    }
}
