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
        let (near, far) = (Float(pattern.minimumRange), Float(pattern.maximumRange))
        let whole = min(strips.upperBound, count / laneCount)
        for ring in 0..<pattern.rings.count {
            let beam = pattern.rings.start[ring]
            for strip in strips {
                let lanes = self[strip - strips.lowerBound]
                let range = lanes.distance[ring] * beam.inverseCosine
                let isSeen = (range .<= Lanes(repeating: far)) .& (range .>= Lanes(repeating: near))
                let seenRange = select(isSeen, range, Lanes())
                let seenStrength = select(isSeen, lanes.strength[ring] * beam.cosine, Lanes())
                let numbers = SIMD8<UInt16>(
                    truncatingIfNeeded: select(isSeen, lanes.surface[ring], LaneBits(repeating: 0xFFFF)))
                let offset = ring * count + strip * laneCount
                if strip < whole {
                    UnsafeMutableRawPointer(target.ranges + offset).storeBytes(of: seenRange, as: Lanes.self)
                    UnsafeMutableRawPointer(target.strengths + offset).storeBytes(of: seenStrength, as: Lanes.self)
                    UnsafeMutableRawPointer(target.surfaces + offset).storeBytes(of: numbers, as: SIMD8<UInt16>.self)
                } else {
                    for lane in 0..<(count - strip * laneCount) {
                        target.ranges[offset + lane] = seenRange[lane]
                        target.strengths[offset + lane] = seenStrength[lane]
                        target.surfaces[offset + lane] = numbers[lane]
                    }
                }
            }
        }
    }
}
