import Geometry

/// What the full chain makes of the echoes of a scan: extinction, fog, threshold, dropout, noise, steps.
///
/// With x the power over that of a 10 % target at the reference range (times a gain that rises up to the gain range),
/// an echo is seen with probability x⁴ / (1 + x⁴): a logistic of 1.1 dB. Its range has the deviation
/// √(σ₀² + (k / x)²). Fog's own echo takes the place of a weaker one.
struct LidarChain {
    var minimumRange: Float
    /// 10 · R₁₀²: power to x.
    var sensitivity: Float
    /// 1 / gain range².
    var gainSlope: Float
    var variance: Float
    var weakVariance: Float
    var extinction: Float
    var kept: Float
    var intensityNoise: Float
    var rangeStep: Float
    var intensityStep: Float
    var inverseRangeStep: Float
    var inverseIntensityStep: Float
    /// Fog's echo: its place, its power times R², and its x; 0 in air in which it is hardly ever seen.
    private let fogRange: Float
    private let fogPower: Float
    private let fogLevel: Float

    init(_ parameters: LidarParameters, extinction: Double, fog table: LidarFog) {
        let device = parameters.device
        minimumRange = Float(parameters.minimumRange)
        sensitivity = Float(10 * parameters.referenceRange * parameters.referenceRange)
        gainSlope = device.gainRange > 0 ? Float(1 / (device.gainRange * device.gainRange)) : 1e9
        variance = Float(parameters.rangeNoise * parameters.rangeNoise)
        weakVariance = Float(device.weakRangeNoise * device.weakRangeNoise)
        self.extinction = Float(extinction)
        kept = Float(1 - device.dropout)
        // A triangular number has the deviation 1 / √6.
        intensityNoise = Float(device.intensityNoise * 6.0.squareRoot())
        // Without steps: the finest that a whole number of them can count.
        rangeStep = Float(max(device.rangeStep, 5e-4))
        intensityStep = Float(max(device.intensityStep, 1e-6))
        (inverseRangeStep, inverseIntensityStep) = (1 / rangeStep, 1 / intensityStep)
        let level = table.level * sensitivity * Float(device.gain(at: Double(table.range)))
        // Seen by less than one beam in a hundred: left out.
        fogLevel = level > 0.32 ? level : 0
        (fogRange, fogPower) = (table.range, table.level * table.range * table.range)
    }

    /// Where the echoes come from and where what is seen of them goes; `count` of each.
    struct Beams {
        var ranges: UnsafePointer<Float>
        var strengths: UnsafePointer<Float>
        var seenRanges: UnsafeMutablePointer<Float>
        var intensities: UnsafeMutablePointer<Float>
        var count: Int
    }

    /// Beams per tile: what is known of them stays in the first-level cache between the short loops, which keep the
    /// processor busier than one long one.
    private static let tile = 256

    /// Lanes of a tile.
    static let tileRows = (BeamBlocks.rows + 2) * tile / 8

    /// What stands between the loops: random numbers of the tile, and two rows of lanes for each eight beams.
    private struct Tile {
        let draws: UnsafeMutablePointer<NoiseLanes>
        /// Strength after extinction.
        let hard: UnsafeMutablePointer<NoiseLanes>
        /// Square of the range error, before its direction.
        let square: UnsafeMutablePointer<NoiseLanes>

        init(_ start: UnsafeMutablePointer<NoiseLanes>) {
            draws = start
            hard = start + BeamBlocks.rows * LidarChain.tile / 8
            square = hard + LidarChain.tile / 8
        }
    }

    /// Receives all echoes. Beam i gets number i of the stream, whatever the others meet.
    func receive(_ beams: Beams, noise: RandomStream, memory: LidarMemory) {
        let blocks = BeamBlocks(noise)
        let whole = beams.count / 16 * 16
        let tile = Tile(memory.tile)
        for start in stride(from: 0, to: whole, by: LidarChain.tile) {
            let count = min(LidarChain.tile, whole - start)
            blocks.draw(start / 16..<(start + count) / 16, into: tile.draws)
            receive(tile, beams, start..<(start + count))
        }
        let rest = beams.count - whole
        guard rest > 0 else { return }
        blocks.draw(whole / 16..<whole / 16 + 1, into: tile.draws)
        receiveRest(tile, beams, whole, rest)
    }

    /// The last beams, fewer than a block.
    private func receiveRest(_ tile: Tile, _ beams: Beams, _ offset: Int, _ count: Int) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { padded in
            padded.initialize(repeating: 0)
            let base = padded.baseAddress!
            for index in 0..<count {
                (base[index], base[16 + index]) = (beams.ranges[offset + index], beams.strengths[offset + index])
            }
            let part = Beams(ranges: base, strengths: base + 16, seenRanges: base, intensities: base + 16, count: 16)
            receive(tile, part, 0..<16)
            for index in 0..<count {
                (beams.seenRanges[offset + index], beams.intensities[offset + index]) = (base[index], base[16 + index])
            }
        }
    }

    private func receive(_ tile: Tile, _ beams: Beams, _ numbers: Range<Int>) {
        weaken(tile, beams, numbers)
        detect(tile, beams, numbers)
        disturb(tile, beams, numbers)
    }

    /// What extinction leaves.
    private func weaken(_ tile: Tile, _ beams: Beams, _ numbers: Range<Int>) {
        for row in 0..<numbers.count / 8 {
            let offset = numbers.lowerBound + 8 * row
            let range = UnsafeRawPointer(beams.ranges + offset).loadUnaligned(as: NoiseLanes.self)
            let strength = UnsafeRawPointer(beams.strengths + offset).loadUnaligned(as: NoiseLanes.self)
            tile.hard[row] = strength * (range * (-2 * extinction)).exponential
        }
    }

    /// Which echoes are seen, and how strong; the ranges still lack their errors, 0 where nothing is seen.
    private func detect(_ tile: Tile, _ beams: Beams, _ numbers: Range<Int>) {
        let one = NoiseLanes(repeating: 1)
        let nearest = NoiseLanes(repeating: minimumRange)
        for row in 0..<numbers.count / 8 {
            let offset = numbers.lowerBound + 8 * row
            let draw = tile.draws + row * BeamBlocks.rows
            let trueRange = UnsafeRawPointer(beams.ranges + offset).loadUnaligned(as: NoiseLanes.self)
            let hard = tile.hard[row]
            let area = trueRange * trueRange
            let gain = area * gainSlope
            let level = hard * sensitivity * gain.replacing(with: 1, where: gain .> one)
            // Before the peak of the fog a target outshines it; where there is no target, fog is all there is.
            let isFog =
                (area * fogLevel .> level) .& (trueRange .> NoiseLanes(repeating: fogRange)) .| (trueRange .< nearest)
            let range = trueRange.replacing(with: (draw[3] * 0.3 + 1) * fogRange, where: isFog)
            let power = hard.replacing(with: fogPower, where: isFog)
            // 1 / x.
            let inverse = (area / level).replacing(with: 1 / fogLevel, where: isFog)
            let weak = inverse * inverse
            let isSeen = (draw[2] * (weak * weak + 1) .< NoiseLanes(repeating: kept)) .& (range .>= nearest)
            let ratio = weak.replacing(with: 9, where: weak .> NoiseLanes(repeating: 9))
            tile.square[row] = draw[0] * (ratio * weakVariance + (variance + 1e-12))
            var intensity = power.replacing(with: 1, where: power .> one) * (draw[3] * intensityNoise + 1)
            intensity = intensity.replacing(with: 1, where: intensity .> one)
            intensity = (intensity * inverseIntensityStep).wholeNumber * intensityStep
            let seen = NoiseLanes().replacing(with: range, where: isSeen)
            intensity = NoiseLanes().replacing(with: intensity, where: isSeen)
            UnsafeMutableRawPointer(beams.seenRanges + offset).storeBytes(of: seen, as: NoiseLanes.self)
            UnsafeMutableRawPointer(beams.intensities + offset).storeBytes(of: intensity, as: NoiseLanes.self)
        }
    }

    /// Noise and steps of the ranges.
    private func disturb(_ tile: Tile, _ beams: Beams, _ numbers: Range<Int>) {
        let nearest = NoiseLanes(repeating: minimumRange)
        for row in 0..<numbers.count / 8 {
            let place = beams.seenRanges + (numbers.lowerBound + 8 * row)
            let range = UnsafeRawPointer(place).loadUnaligned(as: NoiseLanes.self)
            var seen = range + tile.square[row].roughRoot * tile.draws[row * BeamBlocks.rows + 1]
            seen = seen.replacing(with: minimumRange, where: seen .< nearest)
            seen = (seen * inverseRangeStep).wholeNumber * rangeStep
            seen = NoiseLanes().replacing(with: seen, where: range .> NoiseLanes())
            UnsafeMutableRawPointer(place).storeBytes(of: seen, as: NoiseLanes.self)
        }
    }
}

extension NoiseLanes {
    /// The nearest whole numbers, for magnitudes below 2²².
    @inline(__always)
    var wholeNumber: NoiseLanes { self + NoiseLanes.roundingShift - NoiseLanes.roundingShift }
}
