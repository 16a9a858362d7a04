/// Depth buffers of some strips at a time: small enough for the second-level cache, wide enough that results leave in
/// runs of a kilobyte, which the processor's prefetchers follow.
struct LidarBlock {
    static let stripCount = 32

    /// What eight beams of one ring have met so far. Side by side in memory: the rings of all strips, which are read
    /// across, then lie on a third of the pages.
    struct Ring: BitwiseCopyable {
        /// Horizontal distance, metres.
        var distance: Lanes
        /// Row of the surface table.
        var surface: LaneBits
        /// Reflectivity · cosine of incidence / cosine of elevation.
        var strength: Lanes
    }

    /// One per ring.
    typealias Strip = UnsafeMutablePointer<Ring>

    private let pattern: LidarPattern
    private let start: UnsafeMutablePointer<Ring>
    /// Rings per strip; one more than there are, so that strips do not share cache sets.
    private let pitch: Int

    /// - Parameter count: of strips.
    init(pattern: LidarPattern, count: Int = LidarBlock.stripCount, scratch: OpticsScratch) {
        self.pattern = pattern
        pitch = pattern.rings.count + 1
        scratch.lidarRings.reserve(count * pitch)
        start = scratch.lidarRings.start
    }

    @inline(__always)
    subscript(slot: Int) -> Strip { start + slot * pitch }

    /// Hands over the beams of some strips, ring by ring.
    func write<Sink: BeamSink>(strips: Range<Int>, to sink: inout Sink) {
        let count = pattern.columns.count
        let whole = max(0, min(strips.upperBound, count / laneCount) - strips.lowerBound)
        for ring in 0..<pattern.rings.count {
            let limits = RingLimits(pattern, ring: ring)
            var column = strips.lowerBound * laneCount
            var met = start + ring
            for _ in 0..<whole {
                sink.take(limits.seen(met.pointee), ring: ring, column: column, count: laneCount)
                met += pitch
                column += laneCount
            }
            guard whole < strips.count else { continue }
            sink.take(limits.seen(met.pointee), ring: ring, column: column, count: count % laneCount)
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

        /// Eight beams: what lies outside the limits is nothing.
        @inline(__always)
        func seen(_ met: Ring) -> SeenBeams {
            let range = met.distance * beam.inverseCosine
            let isSeen = (range .<= far) .& (range .>= near)
            return SeenBeams(
                ranges: select(isSeen, range, Lanes()),
                strengths: select(isSeen, met.strength * beam.cosine, Lanes()),
                surfaces: select(isSeen, met.surface, LaneBits(repeating: UInt32(LidarReturns.noSurface))))
        }
    }
}
