/// Makes echoes of the rays of a beam.
///
/// Rays that meet surfaces within the length of a pulse give one echo at their mean range weighted by power: a mixed
/// pixel. The nearest ray opens the first echo, the nearest of those left the second one; of two the stronger goes first.
struct LidarEchoFormer {
    /// Metres.
    let separation: Float

    /// Fills the two echoes of `memory` with those of its first `rayCount` rays; `beams` is rounded up to eight.
    func form(_ memory: LidarMemory, rayCount: Int, beams: Int) {
        let whole = (beams + 7) / 8
        withUnsafeTemporaryAllocation(of: NoiseLanes.self, capacity: 2 * rayCount) { lanes in
            for block in 0..<whole {
                let offset = block * 8
                for ray in 0..<rayCount {
                    lanes[2 * ray] = LidarEchoFormer.load(memory.rays[ray].ranges, offset, beams)
                    lanes[2 * ray + 1] = LidarEchoFormer.load(memory.rays[ray].strengths, offset, beams)
                }
                let share = 1 / Float(rayCount)
                let near = echo(lanes, rayCount, beyond: NoiseLanes(), share)
                let far = echo(lanes, rayCount, beyond: near.end, share)
                // Power decides: strength / range².
                let isFarStronger =
                    far.strength * near.range * near.range .> near.strength * far.range * far.range
                store(near, far, isFarStronger, memory, offset, beams)
            }
        }
    }

    private struct Echo {
        var range: NoiseLanes
        var strength: NoiseLanes
        /// Surfaces up to here belong to it.
        var end: NoiseLanes
    }

    /// The echo of the nearest ray beyond a range.
    @inline(__always)
    private func echo(
        _ lanes: UnsafeMutableBufferPointer<NoiseLanes>, _ count: Int, beyond start: NoiseLanes, _ share: Float
    ) -> Echo {
        let never = NoiseLanes(repeating: 1e9)
        var nearest = never
        for ray in 0..<count {
            let range = lanes[2 * ray]
            nearest = nearest.replacing(with: range, where: (range .> start) .& (range .< nearest))
        }
        let end = nearest + separation
        var (sum, weighted) = (NoiseLanes(), NoiseLanes())
        for ray in 0..<count {
            let (range, strength) = (lanes[2 * ray], lanes[2 * ray + 1])
            let isPart = (range .> start) .& (range .<= end)
            let safe = range.replacing(with: 1, where: range .<= NoiseLanes())
            let power = (strength / (safe * safe)).replacing(with: 0, where: .!isPart)
            sum += power
            weighted += power * range
        }
        let isThere = sum .> NoiseLanes()
        let range = (weighted / sum.replacing(with: 1, where: .!isThere)).replacing(with: 0, where: .!isThere)
        return Echo(range: range, strength: sum * range * range * share, end: end)
    }

    @inline(__always)
    private static func load(_ values: UnsafeMutablePointer<Float>, _ offset: Int, _ count: Int) -> NoiseLanes {
        guard offset + 8 <= count else {
            var lanes = NoiseLanes()
            for lane in 0..<(count - offset) { lanes[lane] = values[offset + lane] }
            return lanes
        }
        return UnsafeRawPointer(values + offset).loadUnaligned(as: NoiseLanes.self)
    }

    @inline(__always)
    private func store(
        _ near: Echo, _ far: Echo, _ isFarStronger: SIMDMask<SIMD8<Int32>>, _ memory: LidarMemory, _ offset: Int,
        _ count: Int
    ) {
        let first = (
            near.range.replacing(with: far.range, where: isFarStronger),
            near.strength.replacing(with: far.strength, where: isFarStronger)
        )
        let second = (
            far.range.replacing(with: near.range, where: isFarStronger),
            far.strength.replacing(with: near.strength, where: isFarStronger)
        )
        LidarEchoFormer.store(first.0, memory.echoes[0].ranges, offset, count)
        LidarEchoFormer.store(first.1, memory.echoes[0].strengths, offset, count)
        LidarEchoFormer.store(second.0, memory.echoes[1].ranges, offset, count)
        LidarEchoFormer.store(second.1, memory.echoes[1].strengths, offset, count)
    }

    @inline(__always)
    private static func store(
        _ lanes: NoiseLanes, _ target: UnsafeMutablePointer<Float>, _ offset: Int, _ count: Int
    ) {
        guard offset + 8 <= count else {
            for lane in 0..<(count - offset) { target[offset + lane] = lanes[lane] }
            return
        }
        UnsafeMutableRawPointer(target + offset).storeBytes(of: lanes, as: NoiseLanes.self)
    }
}
