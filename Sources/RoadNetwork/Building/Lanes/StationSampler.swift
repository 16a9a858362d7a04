import Geometry

/// Chooses the stations at which the lanes of a section are sampled, so that chords stay within a tolerance of the true
/// borders, with as few points as that needs.
struct StationSampler {
    /// Largest distance between a chord and the curve, metres.
    let tolerance: Double
    /// Farthest border from the reference line, metres: curves are sampled for its radius.
    let reach: Double
    /// More points than this are never made for one section, nor any closer than `shortest` metres.
    static let limit = 4096
    static let shortest = 0.05

    /// Ascending stations from `from` to `to`, both included.
    ///
    /// - Parameter series: cubics that the borders follow, by stations of the road, each ascending.
    func stations(on line: ReferenceLine, from: Double, to: Double, series: [[StationCubic]]) -> [Double] {
        let breaks = breaks(on: line, from: from, to: to, series: series)
        var active = [Int](repeating: 0, count: series.count)
        var stations = [from]
        for end in breaks.dropFirst() {
            let start = stations[stations.count - 1]
            let room = max(1, StationSampler.limit - stations.count)
            let bend = bend(from: start, to: end, series: series, active: &active)
            let needed = max(
                chords(on: line, from: start, to: end),
                ((end - start) * (bend / (8 * tolerance)).squareRoot()).rounded(.up))
            let most = min(Double(room), (end - start) / StationSampler.shortest + 1)
            let count = needed.isFinite ? Int(max(1, min(most, needed))) : 1
            for step in 1..<(count + 1) {
                stations.append(step == count ? end : start + (end - start) * Double(step) / Double(count))
            }
        }
        return stations
    }

    /// Where pieces and cubics begin, both ends included, thinned out where they crowd.
    private func breaks(on line: ReferenceLine, from: Double, to: Double, series: [[StationCubic]]) -> [Double] {
        var all = line.starts.filter { $0 > from && $0 < to }
        for records in series {
            for (index, record) in records.enumerated() where record.from > from && record.from < to {
                all.append(record.from)
                guard index > 0 else { continue }
                // A step stays a step, 10 cm long.
                let step = records[index - 1].value(at: record.from) - record.value(at: record.from)
                if step.magnitude > 0.03 { all.append(record.from - 2 * StationSampler.shortest) }
            }
        }
        var breaks = [from]
        for station in all.sorted() where breaks.count < StationSampler.limit / 2 {
            let isClear = station - breaks[breaks.count - 1] > StationSampler.shortest
            if isClear, to - station > StationSampler.shortest { breaks.append(station) }
        }
        return breaks + [to]
    }

    /// The largest second derivative of the cubics that hold on a stretch. `active` moves on with ascending stretches.
    private func bend(from: Double, to: Double, series: [[StationCubic]], active: inout [Int]) -> Double {
        var largest = 0.0
        for (index, records) in series.enumerated() where !records.isEmpty {
            while active[index] + 1 < records.count, records[active[index] + 1].from <= from + 1e-3 {
                active[index] += 1
            }
            let record = records[active[index]]
            let ends = [from, to].map { record.cubic.secondDerivative(at: $0 - record.from).magnitude }
            largest = max(largest, max(ends[0], ends[1]))
        }
        return largest
    }

    /// Chords for the reference line alone: the sagitta of a chord that turns by θ at radius R is R·θ²/8.
    private func chords(on line: ReferenceLine, from: Double, to: Double) -> Double {
        let index = line.piece(at: (from + to) / 2)
        let piece = line.pieces[index]
        if case .line = piece.curve { return 1 }
        var sharpest = 0.0
        for part in 0...4 {
            let s = from + (to - from) * Double(part) / 4 - line.starts[index]
            sharpest = max(sharpest, piece.curvature(at: min(piece.length, max(0, s))).magnitude)
        }
        guard sharpest > 1e-9, sharpest.isFinite else { return 1 }
        let turn = min(0.2, (8 * tolerance / (1 / sharpest + reach)).squareRoot())
        return (sharpest * (to - from) / turn).rounded(.up)
    }
}
