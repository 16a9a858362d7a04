import Geometry

/// What a LiDAR's receiver makes of the light that comes back: threshold and range noise.
///
/// A hard target that fills the beam sends back P ∝ ρ · cos θ · e^(−2αR) / R². With the reference range R₁₀, at which a
/// target of ρ = 10 % is just seen head-on in clear air, it is seen if ρ · cos θ · e^(−2αR) / R² ≥ 0.10 / R₁₀².
struct LidarReceiver {
    /// Metres.
    var minimumRange: Float
    /// R₁₀, metres.
    var referenceRange: Float
    /// Standard deviation, metres; 0 for none.
    var rangeNoise: Float
    /// α, 1/m.
    var extinction: Float

    /// Turns exact ranges and strengths (ρ · cos θ) into what is reported; beams that are not seen get 0 and 0. Beam i
    /// gets normal number i of the stream, whatever the others meet.
    func receive(
        ranges: UnsafeBufferPointer<Float>, strengths: UnsafeBufferPointer<Float>, noise: RandomStream,
        seenRanges: UnsafeMutableBufferPointer<Float>, seenStrengths: UnsafeMutableBufferPointer<Float>
    ) {
        guard let range = ranges.baseAddress, let strength = strengths.baseAddress,
            let seenRange = seenRanges.baseAddress, let seenStrength = seenStrengths.baseAddress
        else { return }
        let normals = NormalBlocks(noise)
        let whole = ranges.count / 16
        for block in 0..<whole {
            let offset = block * 16
            let (a, b) = rangeNoise > 0 ? normals.normals(block: block) : (NoiseLanes(), NoiseLanes())
            receive(range + offset, strength + offset, a, seenRange + offset, seenStrength + offset)
            receive(range + offset + 8, strength + offset + 8, b, seenRange + offset + 8, seenStrength + offset + 8)
        }
        let rest = ranges.count - whole * 16
        guard rest > 0 else { return }
        let offset = whole * 16
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { padded in
            padded.initialize(repeating: 0)
            let (a, b) = rangeNoise > 0 ? normals.normals(block: whole) : (NoiseLanes(), NoiseLanes())
            let base = padded.baseAddress!
            for index in 0..<rest {
                (base[index], base[16 + index]) = (range[offset + index], strength[offset + index])
            }
            receive(base, base + 16, a, base, base + 16)
            receive(base + 8, base + 24, b, base + 8, base + 24)
            for index in 0..<rest {
                (seenRange[offset + index], seenStrength[offset + index]) = (base[index], base[16 + index])
            }
        }
    }

    @inline(__always)
    private func receive(
        _ ranges: UnsafePointer<Float>, _ strengths: UnsafePointer<Float>, _ normals: NoiseLanes,
        _ seenRanges: UnsafeMutablePointer<Float>, _ seenStrengths: UnsafeMutablePointer<Float>
    ) {
        let range = UnsafeRawPointer(ranges).loadUnaligned(as: NoiseLanes.self)
        let strength = UnsafeRawPointer(strengths).loadUnaligned(as: NoiseLanes.self)
        let power = strength * (range * (-2 * extinction)).exponential * (referenceRange * referenceRange)
        let needed = range * range * 0.1
        let noisy = range + normals * rangeNoise
        var kept = noisy.replacing(with: minimumRange, where: noisy .< minimumRange)
        // A beam without a target has range 0, which is below every minimum.
        kept = kept.replacing(with: 0, where: range .< minimumRange).replacing(with: 0, where: power .< needed)
        let seen = strength.replacing(with: 0, where: kept .<= 0)
        UnsafeMutableRawPointer(seenRanges).storeBytes(of: kept, as: NoiseLanes.self)
        UnsafeMutableRawPointer(seenStrengths).storeBytes(of: seen, as: NoiseLanes.self)
    }
}
