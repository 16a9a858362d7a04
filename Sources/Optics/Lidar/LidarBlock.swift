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

    /// Ranges along the beams of some strips, into row-major arrays of rings × columns.
    func write(strips: Range<Int>, to target: LidarReturns.Pointers) {
        let count = pattern.columns.count
        let whole = max(0, min(strips.upperBound, count / laneCount) - strips.lowerBound)
        for ring in 0..<pattern.rings.count {
            let limits = RingLimits(pattern, ring: ring)
            let offset = ring * count + strips.lowerBound * laneCount
            var lanes = start + ring
            var out = LidarReturns.Pointers(
                ranges: target.ranges + offset, strengths: target.strengths + offset,
                surfaces: target.surfaces + offset)
            for _ in 0..<whole {
                let beams = limits.seen(lanes, pitch)
                UnsafeMutableRawPointer(out.ranges).storeBytes(of: beams.ranges, as: Lanes.self)
                UnsafeMutableRawPointer(out.strengths).storeBytes(of: beams.strengths, as: Lanes.self)
                UnsafeMutableRawPointer(out.surfaces).storeBytes(of: beams.surfaces, as: SIMD8<UInt16>.self)
                lanes += 3 * pitch
                out = out.advanced(by: laneCount)
            }
            guard whole < strips.count else { continue }
            let beams = limits.seen(lanes, pitch)
            for lane in 0..<(count % laneCount) {
                out.ranges[lane] = beams.ranges[lane]
                out.strengths[lane] = beams.strengths[lane]
                out.surfaces[lane] = beams.surfaces[lane]
            }
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
        func seen(_ lanes: UnsafePointer<Lanes>, _ pitch: Int) -> (
            ranges: Lanes, strengths: Lanes, surfaces: SIMD8<UInt16>
        ) {
            let range = lanes[0] * beam.inverseCosine
            let isSeen = (range .<= far) .& (range .>= near)
            let surface = unsafeBitCast(lanes[pitch], to: LaneBits.self)
            return (
                select(isSeen, range, Lanes()), select(isSeen, lanes[2 * pitch] * beam.cosine, Lanes()),
                SIMD8<UInt16>(truncatingIfNeeded: select(isSeen, surface, LaneBits(repeating: 0xFFFF)))
            )
        }
    }
}
