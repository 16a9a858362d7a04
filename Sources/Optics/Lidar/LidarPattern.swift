import Geometry

/// Where the beams of an upright spinning LiDAR (or a fan of it) look.
public struct LidarPattern: Sendable {
    /// Azimuths.
    public let columns: ColumnFan
    /// Elevation of each ring, radians, strictly ascending.
    public let elevations: [Double]
    /// Least and greatest measured range, metres.
    public let minimumRange: Double
    public let maximumRange: Double

    let rings: ReadOnlyTable<Ring>
    /// First ring at or above each of 2049 equal steps of tangent from the lowest to the highest ring.
    private let lookup: ReadOnlyTable<UInt16>
    private let stepsPerTangent: Float

    struct Ring: BitwiseCopyable {
        var tangent: Float
        var inverseTangent: Float
        var cosine: Float
        var inverseCosine: Float
    }

    /// - Parameters:
    ///   - elevations: radians, strictly ascending, between -π/2 and π/2; at most 4096.
    ///   - maximumRange: metres, > 0.
    public init(columns: ColumnFan, elevations: [Double], minimumRange: Double = 0, maximumRange: Double) {
        precondition(!elevations.isEmpty && elevations.count <= 4096, "A LiDAR has 1 to 4096 rings")
        precondition(
            zip(elevations, elevations.dropFirst()).allSatisfy { $0 < $1 }, "Elevations of rings ascend strictly")
        self.columns = columns
        self.elevations = elevations
        self.minimumRange = minimumRange
        self.maximumRange = maximumRange
        let table = elevations.map { elevation in
            let (sine, cosine) = DeterministicMath.sinCos(elevation)
            // A level ring gets a tangent just above zero: it never meets ground or roof.
            let tangent = sine.magnitude < 1e-12 ? 1e-12 : sine / cosine
            return Ring(
                tangent: Float(tangent), inverseTangent: Float(1 / tangent), cosine: Float(cosine),
                inverseCosine: Float(1 / cosine))
        }
        rings = ReadOnlyTable(table)
        let (low, high) = (table[0].tangent, table[table.count - 1].tangent)
        stepsPerTangent = 2048 / max(high - low, 1e-9)
        let steps = stepsPerTangent
        lookup = ReadOnlyTable(
            (0...2048).map { step in
                let tangent = low + (Float(step) - 0.01) / steps
                return UInt16(table.firstIndex { $0.tangent >= tangent } ?? table.count)
            })
    }

    /// `count` rings at equal steps between two elevations, radians.
    public static func evenElevations(from low: Double, to high: Double, count: Int) -> [Double] {
        (0..<count).map { count == 1 ? low : low + (high - low) * Double($0) / Double(count - 1) }
    }

    /// The first ring whose tangent is at least `tangent`; the number of rings if none is.
    @inline(__always)
    func firstRing(from tangent: Float) -> Int {
        let count = rings.count
        if !(tangent > rings.start[0].tangent) { return 0 }
        if tangent > rings.start[count - 1].tangent { return count }
        var ring = Int(lookup.start[Int((tangent - rings.start[0].tangent) * stepsPerTangent)])
        while ring < count, rings.start[ring].tangent < tangent { ring += 1 }
        return ring
    }
}

extension LidarPattern: VerticalWindow {
    @inline(__always)
    func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool {
        let low = bottom * (bottom < 0 ? nearest : farthest)
        let high = top * (top < 0 ? farthest : nearest)
        let ring = firstRing(from: low)
        return ring < rings.count && rings.start[ring].tangent <= high
    }

    @inline(__always)
    var looksDown: Bool { rings.start[0].tangent < 0 }
}
