/// Eight beams of one ring side by side.
struct SeenBeams {
    /// Metres along the beam; 0 for nothing.
    var ranges: Lanes
    /// Reflectivity · cosine of incidence.
    var strengths: Lanes
    /// Rows of the surface table in the lower half, `coatMark` in the upper.
    var surfaces: LaneBits

    /// Marks surfaces that do more than scatter evenly.
    static let coatMark: UInt32 = 0x8000_0000

    /// Whether any of the surfaces is marked.
    @inline(__always)
    var hasCoats: Bool {
        let pairs = unsafeBitCast(surfaces.lowHalf | surfaces.highHalf, to: SIMD2<UInt64>.self)
        return (pairs.x | pairs.y) & 0x8000_0000_8000_0000 != 0
    }
}

/// Where the beams of a sweep go.
protocol BeamSink {
    /// Takes the first `count` of eight beams.
    mutating func take(_ beams: SeenBeams, ring: Int, column: Int, count: Int)
}

extension LidarReturns {
    /// Writes what is known of every beam.
    struct Writer: BeamSink {
        let ranges: UnsafeMutablePointer<Float>
        let strengths: UnsafeMutablePointer<Float>?
        let surfaces: UnsafeMutablePointer<UInt16>
        let columnCount: Int

        @inline(__always)
        func take(_ beams: SeenBeams, ring: Int, column: Int, count: Int) {
            let offset = ring * columnCount + column
            let rows = SIMD8<UInt16>(truncatingIfNeeded: beams.surfaces)
            guard count == laneCount else {
                for lane in 0..<count {
                    ranges[offset + lane] = beams.ranges[lane]
                    strengths?[offset + lane] = beams.strengths[lane]
                    surfaces[offset + lane] = rows[lane]
                }
                return
            }
            UnsafeMutableRawPointer(ranges + offset).storeBytes(of: beams.ranges, as: Lanes.self)
            if let strengths {
                UnsafeMutableRawPointer(strengths + offset).storeBytes(of: beams.strengths, as: Lanes.self)
            }
            UnsafeMutableRawPointer(surfaces + offset).storeBytes(of: rows, as: SIMD8<UInt16>.self)
        }
    }
}

/// The place of a sector's beams among those of a whole scan: rings × `pitch` columns, row-major.
public struct LidarSector {
    /// Metres along the beam; 0 where nothing came back.
    let ranges: UnsafeMutablePointer<Float>
    /// Power times range², 1 for a white wall head-on.
    let strengths: UnsafeMutablePointer<Float>
    /// Columns of the whole scan.
    let pitch: Int

    /// - Parameters:
    ///   - ranges: of the first column's lowest ring.
    ///   - strengths: as `ranges`.
    public init(ranges: UnsafeMutablePointer<Float>, strengths: UnsafeMutablePointer<Float>, pitch: Int) {
        (self.ranges, self.strengths, self.pitch) = (ranges, strengths, pitch)
    }
}

/// Writes what a receiver gets of a sector's beams; a later look is mixed with the earlier one that stands there.
struct SectorWriter: BeamSink {
    let sector: LidarSector
    let strip: LidarStrip
    let isLater: Bool
    /// 1 / columns.
    private let scale: Float
    /// Whether a beam was sent back more strongly than by a white wall.
    private(set) var isDazzled = false

    init(_ sector: LidarSector, strip: LidarStrip, isLater: Bool) {
        (self.sector, self.strip, self.isLater) = (sector, strip, isLater)
        scale = 1 / Float(strip.pattern.columns.count)
    }

    @inline(__always)
    mutating func take(_ beams: SeenBeams, ring: Int, column: Int, count: Int) {
        var beams = beams
        if beams.hasCoats { applyCoats(&beams) }
        beams.ranges = select(beams.strengths .> Lanes(), beams.ranges, Lanes())
        let offset = ring * sector.pitch + column
        let (ranges, strengths) = (sector.ranges + offset, sector.strengths + offset)
        guard count == laneCount else {
            for lane in 0..<count {
                var mixed = beams
                if isLater {
                    mixed = SectorWriter.between(
                        Lanes(repeating: ranges[lane]), Lanes(repeating: strengths[lane]), beams,
                        share: Lanes(repeating: Float(column + lane + 1) * scale))
                }
                (ranges[lane], strengths[lane]) = (mixed.ranges[lane], mixed.strengths[lane])
            }
            return
        }
        if isLater {
            beams = SectorWriter.between(
                UnsafeRawPointer(ranges).loadUnaligned(as: Lanes.self),
                UnsafeRawPointer(strengths).loadUnaligned(as: Lanes.self), beams,
                share: (Lanes(laneNumbers) + 1) * scale + Float(column) * scale)
        }
        UnsafeMutableRawPointer(ranges).storeBytes(of: beams.ranges, as: Lanes.self)
        UnsafeMutableRawPointer(strengths).storeBytes(of: beams.strengths, as: Lanes.self)
    }

    /// Glass and retro-reflectors are few: beam by beam.
    @inline(never)
    private mutating func applyCoats(_ beams: inout SeenBeams) {
        for lane in 0..<laneCount where beams.surfaces[lane] & SeenBeams.coatMark != 0 {
            let finish = strip.finish(ofSurface: Int(beams.surfaces[lane] & 0xFFFF))
            beams.strengths[lane] = strip.response.strength(beams.strengths[lane], of: finish)
            isDazzled = isDazzled || beams.strengths[lane] > 1
        }
    }

    /// A beam between two looks: on one face it moves evenly, else it belongs to the nearer look.
    @inline(__always)
    private static func between(_ range: Lanes, _ strength: Lanes, _ later: SeenBeams, share: Lanes) -> SeenBeams {
        let gap = later.ranges - range
        let limit = range * 0.02 + 0.3
        let isOne =
            (range .> Lanes()) .& (later.ranges .> Lanes()) .& (gap .< limit) .& (gap .> Lanes() - limit)
        let isLate = share .> Lanes(repeating: 0.5)
        return SeenBeams(
            ranges: select(isOne, range + gap * share, select(isLate, later.ranges, range)),
            strengths: select(
                isOne, strength + (later.strengths - strength) * share, select(isLate, later.strengths, strength)),
            surfaces: later.surfaces)
    }
}
