import Geometry

/// One detection before it is written out.
struct RadarReturn {
    var range: Double
    var azimuth: Double
    var velocity: Double
    /// Linear power ratio.
    var signal: Double
    /// Stream of the return's random numbers.
    var key: UInt64
}

/// From scatterers to detections: resolution cells, fluctuation, threshold, measurement errors, false alarms.
struct RadarDetector {
    let parameters: RadarParameters
    let equation: RadarEquation

    private static let target = RandomPurpose("radar.target")
    private static let falseAlarm = RandomPurpose("radar.false_alarm")

    /// Peaks of the range–azimuth–Doppler grid. The strongest scatterer takes everything within one cell of it, powers
    /// adding up; then the strongest that is left. No grid line can part two targets that are nearer than a cell.
    ///
    /// - Parameter floor: scatterers below this signal to noise, dB, are left out.
    func resolve(
        _ scatterers: [RadarScatterer], attenuation: Double, floor: Double = -20, into returns: inout [RadarReturn]
    ) {
        returns.removeAll(keepingCapacity: true)
        for scatterer in scatterers {
            let level = equation.signalToNoise(
                range: scatterer.range, crossSection: scatterer.crossSection, azimuth: scatterer.azimuth,
                attenuation: attenuation)
            guard level > floor else { continue }
            returns.append(
                RadarReturn(
                    range: scatterer.range, azimuth: scatterer.azimuth, velocity: scatterer.velocity,
                    signal: Decibel.ratio(level),
                    key: StableHash.combine(scatterer.key, UInt64(scatterer.part + 1))))
        }
        returns.sort { ($1.signal, $0.key) < ($0.signal, $1.key) }
        merge(&returns)
    }

    /// Peaks stand in the order of their power; those of a slice of range are chained, so that a candidate is compared
    /// with its neighbours only.
    private func merge(_ returns: inout [RadarReturn]) {
        let slices = Int(parameters.maximumRange / parameters.rangeResolution) + 3
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: slices + returns.count) { links in
            links.initialize(repeating: -1)
            var count = 0
            for row in returns.indices {
                let candidate = returns[row]
                let slice = min(slices - 2, max(1, Int(candidate.range / parameters.rangeResolution) + 1))
                if let peak = peak(of: candidate, slice, links, slices, returns) {
                    returns[peak].signal += candidate.signal
                } else {
                    returns[count] = candidate
                    links[slices + count] = links[slice]
                    links[slice] = Int32(count)
                    count += 1
                }
            }
            returns.removeLast(returns.count - count)
        }
    }

    /// The strongest peak whose cell a candidate lies in.
    private func peak(
        of candidate: RadarReturn, _ slice: Int, _ links: UnsafeMutableBufferPointer<Int32>, _ slices: Int,
        _ returns: [RadarReturn]
    ) -> Int? {
        var best = Int.max
        for near in (slice - 1)...(slice + 1) {
            var next = Int(links[near])
            while next >= 0 {
                if next < best, isOneCell(returns[next], candidate) { best = next }
                next = Int(links[slices + next])
            }
        }
        return best == .max ? nil : best
    }

    private func isOneCell(_ a: RadarReturn, _ b: RadarReturn) -> Bool {
        (a.range - b.range).magnitude < parameters.rangeResolution
            && (a.azimuth - b.azimuth).magnitude < parameters.azimuthResolution
            && (a.velocity - b.velocity).magnitude < parameters.velocityResolution
    }

    /// Keeps what passes the threshold in this frame, as the receiver measures it.
    func detect(_ returns: inout [RadarReturn], noise: SensorNoise) {
        var count = 0
        for row in returns.indices {
            let stream = noise.stream(RadarDetector.target, part: returns[row].key)
            guard let signal = equation.detect(signal: returns[row].signal, parameters.fluctuation, stream)
            else { continue }
            var measured = returns[row]
            measured.signal = signal
            if parameters.measurementNoise { disturb(&measured, stream) }
            measured.velocity = folded(measured.velocity)
            returns[count] = measured
            count += 1
        }
        returns.removeLast(returns.count - count)
        addFalseAlarms(&returns, noise: noise)
    }

    /// Deviation of a peak's position: a cell / (2·√(2·SNR)) (Skolnik, ch. 1, accuracy of measurements).
    private func disturb(_ measured: inout RadarReturn, _ stream: RandomStream) {
        let share = 1 / (2 * (2 * max(measured.signal, 1)).squareRoot())
        measured.range += parameters.rangeResolution * share * stream.normal(4)
        measured.azimuth += parameters.azimuthResolution * share * stream.normal(5)
        measured.velocity += parameters.velocityResolution * share * stream.normal(6)
        measured.range = max(0.01, measured.range)
    }

    /// Into [-maximum, maximum): what the phase between two chirps can tell apart.
    private func folded(_ velocity: Double) -> Double {
        let span = 2 * parameters.maximumVelocity
        return velocity - ((velocity + parameters.maximumVelocity) / span).rounded(.down) * span
    }

    /// A Poisson number of detections that are only noise, evenly over the cells; noise power above a threshold is
    /// exponentially distributed beyond it.
    private func addFalseAlarms(_ returns: inout [RadarReturn], noise: SensorNoise) {
        guard parameters.falseAlarms > 0 else { return }
        let stream = noise.stream(RadarDetector.falseAlarm)
        // Arrivals of a Poisson process with exponential gaps (Knuth, "Seminumerical Algorithms", 3.4.1).
        var arrival = stream.exponential(mean: 1, 0)
        var index = 0
        while arrival < parameters.falseAlarms {
            let base = 5 * index + 1
            returns.append(
                RadarReturn(
                    range: stream.uniform(in: parameters.minimumRange...parameters.maximumRange, base),
                    azimuth: (stream.uniform(base + 1) - 0.5) * parameters.fieldOfView,
                    velocity: (2 * stream.uniform(base + 2) - 1) * parameters.maximumVelocity,
                    signal: equation.threshold + stream.exponential(mean: 1, base + 3) - 1,
                    key: stream.bits(base)))
            arrival += stream.exponential(mean: 1, base + 4)
            index += 1
        }
    }
}
