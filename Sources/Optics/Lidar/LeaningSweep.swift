import Geometry

/// A LiDAR that leans: its rings are no cones around the vertical, so that every beam has a direction and a slope of its
/// own. One upright sweep of the whole turn says which things lie in which direction; eight neighbouring beams are
/// intersected exactly with those that lie where they look.
struct LeaningSweep {
    private let strip: LidarStrip
    /// Rows of the rotation from the sensor's frame to an upright one of the same yaw.
    private let rows: (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)

    /// Half a degree per column, eight columns per bin; what lies between two columns belongs to both.
    static let bins = ColumnFan(fullTurn: 720, margin: 1)

    /// Things at any height count: where a leaning ring looks is told beam by beam.
    struct Window: VerticalWindow {
        @inline(__always)
        func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool { true }
        var looksDown: Bool { true }
    }

    /// - Parameter strip: of a sweep over `bins`.
    init(_ strip: LidarStrip, _ tilt: SensorTilt) {
        self.strip = strip
        let exact = Pose3(.zero, pitch: tilt.pitch, roll: tilt.roll).rotationRows
        func row(_ row: Vector3) -> SIMD3<Float> { SIMD3(Float(row.x), Float(row.y), Float(row.z)) }
        rows = (row(exact.0), row(exact.1), row(exact.2))
    }

    func measure<Sink: BeamSink>(into sink: inout Sink) {
        let pattern = strip.pattern
        let count = pattern.columns.count
        let limits = (near: Float(pattern.minimumRange), far: Float(pattern.maximumRange))
        for ring in 0..<pattern.rings.count {
            for number in 0..<pattern.columns.stripCount {
                var beams = LeaningLanes(pattern, ring: ring, strip: number, rows)
                let column = number * laneCount
                sink.take(
                    beams.seen(meet(&beams), limits.near, limits.far), ring: ring, column: column,
                    count: min(laneCount, count - column))
            }
        }
    }

    /// What eight beams meet first.
    private func meet(_ beams: inout LeaningLanes) -> LidarBlock.Ring {
        let ground = strip.fixed.tones.start[0].reflectivity * strip.response.groundShare
        var ring = LidarBlock.Ring(bareGround: ground, height: strip.view.height, beams.slope)
        let bins = beams.bins
        withUnsafeMutablePointer(to: &ring) { ring in
            let target = LeaningBeams(ring: ring, slope: beams.slope)
            for number in bins {
                let bin = number % LeaningSweep.bins.stripCount
                for row in strip.sweep.patchBins[bin] {
                    strip.cover(strip.sweep.patches.start[Int(row)], beams.x, beams.y, target)
                }
            }
            for number in bins {
                for row in strip.sweep.solidBins[number % LeaningSweep.bins.stripCount] {
                    strip.meet(Int(row), blocked: Lanes(), beams.x, beams.y, target)
                }
            }
        }
        return ring
    }
}

/// Directions of eight beams in an upright frame.
private struct LeaningLanes {
    /// Over the ground, length 1.
    let x: Lanes
    let y: Lanes
    let slope: BeamSlope
    /// Cosine of the elevation above the ground.
    private let cosine: Lanes

    @inline(__always)
    init(_ pattern: LidarPattern, ring: Int, strip: Int, _ rows: (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)) {
        let ring = pattern.rings.start[ring]
        let ahead = pattern.columns.directionX.start[strip] * ring.cosine
        let aside = pattern.columns.directionY.start[strip] * ring.cosine
        let up = ring.tangent * ring.cosine
        let flatX = ahead * rows.0.x + aside * rows.0.y + rows.0.z * up
        let flatY = ahead * rows.1.x + aside * rows.1.y + rows.1.z * up
        let rise = ahead * rows.2.x + aside * rows.2.y + rows.2.z * up
        // A beam straight down or up has no direction over the ground: any will do, and it looks past everything.
        let length = lanesSquareRoot(lanesMax(flatX * flatX + flatY * flatY, Lanes(repeating: 1e-12)))
        let inverse = 1 / length
        (x, y, cosine) = (flatX * inverse, flatY * inverse, length)
        let tangent = rise * inverse
        // A level beam gets a slope just above zero: it never meets ground or roof.
        let isLevel = lanesMax(tangent, Lanes() - tangent) .< Lanes(repeating: 1e-12)
        let steep = select(isLevel, Lanes(repeating: 1e-12), tangent)
        slope = BeamSlope(tangent: steep, inverse: 1 / steep)
    }

    /// Numbers of the bins that the eight look into, counted on beyond the turn.
    var bins: ClosedRange<Int> {
        let perRadian = Float(LeaningSweep.bins.count / laneCount) / (2 * .pi)
        let low = roughAzimuths(y.lowHalf, x.lowHalf) * perRadian
        let high = roughAzimuths(y.highHalf, x.highHalf) * perRadian
        let turn = Float(LeaningSweep.bins.count / laneCount)
        let first = low.x
        var (least, most): (Float, Float) = (0, 0)
        for lane in 1..<laneCount {
            var offset = (lane < 4 ? low[lane] : high[lane - 4]) - first
            if offset > turn / 2 { offset -= turn }
            if offset < -turn / 2 { offset += turn }
            (least, most) = (min(least, offset), max(most, offset))
        }
        // What directions lose in single precision is much less than a hundredth of a bin, and things keep their own
        // margin. Positive, so that the remainder is a bin.
        let from = Int((first + least + turn - 0.01).rounded(.down))
        return from...max(from, Int((first + most + turn + 0.01).rounded(.down)))
    }

    /// What of that lies within the limits, along the beams.
    @inline(__always)
    func seen(_ met: LidarBlock.Ring, _ near: Float, _ far: Float) -> SeenBeams {
        let range = met.distance / cosine
        let isSeen = (range .<= Lanes(repeating: far)) .& (range .>= Lanes(repeating: near))
        return SeenBeams(
            ranges: select(isSeen, range, Lanes()), strengths: select(isSeen, met.strength * cosine, Lanes()),
            surfaces: select(isSeen, met.surface, LaneBits(repeating: UInt32(LidarReturns.noSurface))))
    }
}
