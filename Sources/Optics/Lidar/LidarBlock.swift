/// Depth buffers of some strips at a time: small enough for the second-level cache, wide enough that results leave in
/// runs of a kilobyte, which the processor's prefetchers follow.
struct LidarBlock {
    static let stripCount = 32

    /// One row of lanes per ring.
    struct Strip {
        /// Horizontal distance, metres.
        var distance: UnsafeMutablePointer<Lanes>
        /// Row of the surface table.
        var surface: UnsafeMutablePointer<LaneBits>
        /// Reflectivity · cosine of incidence / cosine of elevation.
        var strength: UnsafeMutablePointer<Lanes>
    }

    private let pattern: LidarPattern
    private let start: UnsafeMutablePointer<Lanes>
    /// Rows of lanes per strip and quantity; two more than rings, so that strips do not share cache sets.
    private let pitch: Int

    /// - Parameter count: of strips.
    init(pattern: LidarPattern, count: Int = LidarBlock.stripCount, scratch: OpticsScratch) {
        self.pattern = pattern
        pitch = pattern.rings.count + 2
        scratch.lidarLanes.reserve(3 * count * pitch)
        start = scratch.lidarLanes.start
    }

    @inline(__always)
    subscript(slot: Int) -> Strip {
        let first = start + 3 * slot * pitch
        return Strip(
            distance: first,
            surface: UnsafeMutableRawPointer(first + pitch).assumingMemoryBound(to: LaneBits.self),
            strength: first + 2 * pitch)
    }

    /// Hands over the beams of some strips, ring by ring.
    func write<Sink: BeamSink>(strips: Range<Int>, to sink: inout Sink) {
        let count = pattern.columns.count
        let whole = max(0, min(strips.upperBound, count / laneCount) - strips.lowerBound)
        for ring in 0..<pattern.rings.count {
            let limits = RingLimits(pattern, ring: ring)
            var column = strips.lowerBound * laneCount
            var lanes = start + ring
            for _ in 0..<whole {
                sink.take(limits.seen(lanes, pitch), ring: ring, column: column, count: laneCount)
                lanes += 3 * pitch
                column += laneCount
            }
            guard whole < strips.count else { continue }
            sink.take(limits.seen(lanes, pitch), ring: ring, column: column, count: count % laneCount)
        }
    }

    /// Makes beams of one ring out of its depth buffer.
    private struct RingLimits {
        let beam: LidarPattern.Ring
        let near: Lanes
        let far: Lanes

        init(_ pattern: LidarPattern, ring: Int) {
            beam = pattern.rings.start[ring]
            near = Lanes(repeating: Float(pattern.minimumRange))
            far = Lanes(repeating: Float(pattern.maximumRange))
        }

        /// Eight beams, of rows of lanes `pitch` apart: what lies outside the limits is nothing.
        @inline(__always)
        func seen(_ lanes: UnsafePointer<Lanes>, _ pitch: Int) -> SeenBeams {
            let range = lanes[0] * beam.inverseCosine
            let isSeen = (range .<= far) .& (range .>= near)
            let surface = unsafeBitCast(lanes[pitch], to: LaneBits.self)
            return SeenBeams(
                ranges: select(isSeen, range, Lanes()),
                strengths: select(isSeen, lanes[2 * pitch] * beam.cosine, Lanes()),
                surfaces: select(isSeen, surface, LaneBits(repeating: UInt32(LidarReturns.noSurface))))
        }
    }
}
