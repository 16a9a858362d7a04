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
    func stations(on line: ReferenceLine, from: Double, to: Double, records: [StationCubic]) -> [Double] {
        var breaks = [from, to]
        for start in line.starts where start > from + 1e-3 && start < to - 1e-3 { breaks.append(start) }
        for record in records where record.from > from + 1e-3 && record.from < to - 1e-3 { breaks.append(record.from) }
        breaks.sort()
        var stations = [from]
        for index in 1..<breaks.count where breaks[index] - breaks[index - 1] > 1e-3 || index == breaks.count - 1 {
            let start = stations[stations.count - 1]
            let end = breaks[index]
            guard end > start else { continue }
            let room = StationSampler.limit - stations.count
            let count = max(1, min(room, pieces(on: line, from: start, to: end, records: records)))
            for step in 1..<max(2, count + 1) {
                stations.append(step == count ? end : start + (end - start) * Double(step) / Double(count))
            }
        }
        return stations
    }

    /// How many equal chords a stretch without breaks needs.
    private func pieces(on line: ReferenceLine, from: Double, to: Double, records: [StationCubic]) -> Int {
        let length = to - from
        var count = chords(on: line, from: from, to: to)
        for record in records where record.from <= from + 1e-3 {
            let bend = max(
                record.cubic.secondDerivative(at: from - record.from).magnitude,
                record.cubic.secondDerivative(at: to - record.from).magnitude)
            count = max(count, (length * (bend / (8 * tolerance)).squareRoot()).rounded(.up))
        }
        return count.isFinite ? Int(min(Double(StationSampler.limit), length / StationSampler.shortest + 1, count)) : 1
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
