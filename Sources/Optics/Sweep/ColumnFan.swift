import Geometry

/// The directions in which a sensor's columns look: equal steps of azimuth (LiDAR, scans, panoramas), or equal steps on
/// an upright image plane (pinhole cameras). Tables of directions are made once and shared.
public struct ColumnFan: Sendable {
    /// Columns.
    public let count: Int
    let layout: Layout
    /// Directions by strips of eight columns, in the sensor's frame (x forward, y left); length 1 for azimuth fans,
    /// x = 1 for image planes, so that "distance" along a direction is range or depth. Unused lanes repeat the last column.
    let directionX: ReadOnlyTable<Lanes>
    let directionY: ReadOnlyTable<Lanes>
    /// Image planes: the least and the greatest y of a column's direction, and the length of that direction.
    let lateralLow: (slope: Float, secant: Float)
    let lateralHigh: (slope: Float, secant: Float)
    /// How far beside its middle a column may see, in columns.
    let margin: Float
    /// Azimuth fans narrower than half a turn: what they can meet.
    let wedge: Wedge

    enum Layout {
        /// Column of azimuth a: (a − first) · columnsPerRadian; negative if azimuths fall. `turn` = columns in 2π.
        case azimuth(first: Float, columnsPerRadian: Float, turn: Float)
        /// Column whose middle sees the direction (1, y): principal − focal · y − ½.
        case plane(focal: Float, principal: Float)
    }

    /// Columns at azimuths `first + i · step`, radians counter-clockwise from the sensor's x axis. `step` is not 0 and
    /// may be negative; `|step| · count` is at most a full turn.
    /// - Parameter margin: what columns see goes this far beside their middles, for finding what they may see; columns.
    public init(firstAzimuth: Double, step: Double, count: Int, margin: Double = 0) {
        precondition(step != 0 && count > 0, "An azimuth fan needs columns and a step")
        precondition(step.magnitude * Double(count) < 2 * .pi + 1e-6, "An azimuth fan covers at most one turn")
        self.count = count
        layout = .azimuth(
            first: Float(Angle.wrapped(firstAzimuth)), columnsPerRadian: Float(1 / step),
            turn: Float(2 * .pi / step.magnitude))
        let directions = (0..<count).map { DeterministicMath.sinCos(firstAzimuth + Double($0) * step) }
        directionX = ColumnFan.strips(directions.map { Float($0.cos) })
        directionY = ColumnFan.strips(directions.map { Float($0.sin) })
        (lateralLow, lateralHigh) = ((0, 1), (0, 1))
        self.margin = Float(margin)
        wedge = Wedge(
            middle: firstAzimuth + step * Double(count - 1) / 2,
            half: step.magnitude * (Double(count) / 2 + margin) + Wedge.margin)
    }

    /// The full turn in `count` equal steps, counter-clockwise from straight ahead.
    public init(fullTurn count: Int, margin: Double = 0) {
        self.init(firstAzimuth: 0, step: 2 * .pi / Double(count), count: count, margin: margin)
    }

    /// Columns of an upright pinhole image: column i looks along (1, −(i + ½ − principalColumn) / focalLength).
    /// - Parameters:
    ///   - focalLength: pixels, > 0.
    ///   - principalColumn: pixels from the left edge.
    ///   - margin: what columns see goes this far beyond their middles, for finding what they may see; columns.
    public init(focalLength: Double, principalColumn: Double, count: Int, margin: Double = 0) {
        precondition(focalLength > 0 && count > 0, "An image needs columns and a focal length")
        self.count = count
        layout = .plane(focal: Float(focalLength), principal: Float(principalColumn))
        directionX = ColumnFan.strips([Float](repeating: 1, count: count))
        let slopes = (0..<count).map { Float(-(Double($0) + 0.5 - principalColumn) / focalLength) }
        directionY = ColumnFan.strips(slopes)
        let reach = Float(margin / focalLength)
        let (low, high) = (slopes[count - 1] - reach, slopes[0] + reach)
        self.margin = Float(margin)
        lateralLow = (low, (1 + low * low).squareRoot())
        lateralHigh = (high, (1 + high * high).squareRoot())
        wedge = .everywhere
    }

    /// Strips of eight columns.
    var stripCount: Int { (count + laneCount - 1) / laneCount }

    private static func strips(_ values: [Float]) -> ReadOnlyTable<Lanes> {
        ReadOnlyTable(
            stride(from: 0, to: values.count, by: laneCount).map { first in
                var lanes = Lanes()
                for lane in 0..<laneCount { lanes[lane] = values[min(first + lane, values.count - 1)] }
                return lanes
            })
    }
}

/// The sector of the plane that a narrow fan looks into, in the sensor's frame.
struct Wedge: Sendable {
    /// Directions of its right and left side; zero for a fan that looks everywhere.
    let right: SIMD2<Float>
    let left: SIMD2<Float>
    /// Azimuth of its middle and half of its width, radians; a width of π or more is everywhere.
    let middle: Double
    let half: Double

    /// Radians beyond the outermost columns, far more than single precision loses.
    static let margin = 1e-3

    static let everywhere = Wedge(middle: 0, half: .pi)

    init(middle: Double, half: Double) {
        (self.middle, self.half) = (middle, half)
        guard half < 1.4 else {
            (right, left) = (SIMD2(), SIMD2())
            return
        }
        let (low, high) = (DeterministicMath.sinCos(middle - half), DeterministicMath.sinCos(middle + half))
        (right, left) = (SIMD2(Float(low.cos), Float(low.sin)), SIMD2(Float(high.cos), Float(high.sin)))
    }

    /// Whether a circle may reach into the sector.
    @inline(__always)
    func mayHold(_ center: SIMD2<Float>, radius: Float) -> Bool {
        right.x * center.y - right.y * center.x >= -radius && left.y * center.x - left.x * center.y >= -radius
    }

    /// The part of the world within `far` metres of a sensor that it looks at.
    func region(_ view: SweepView) -> ConvexRegion {
        let far = Double(view.far)
        guard half < 1.4 else { return ConvexRegion(around: view.x, view.y, radius: far) }
        let yaw = DeterministicMath.atan2(Double(view.sine), Double(view.cosine)) + middle
        // The arc is held by three chords that touch it.
        let reach = far / DeterministicMath.cos(half / 3)
        let eye = Vector2(view.x, view.y)
        func corner(_ share: Double) -> Vector2 { eye + Vector2(yaw: yaw + half * share) * reach }
        return ConvexRegion(apex: eye, corner(-1), corner(-1.0 / 3), corner(1.0 / 3), corner(1))
    }
}

/// Up to two ranges of columns that something covers (two where a full turn wraps around).
struct ColumnRanges {
    var first = 0..<0
    var second = 0..<0
}

/// How far a direction may be off the image plane's axis before it counts as beside or behind the camera.
let nearDepth: Float = 0.05

extension ColumnFan {
    /// Columns that may see something between two directions: `right` and `left` as seen from the sensor, less than half
    /// a turn apart. At most one column too many on each side.
    @inline(__always)
    func columns(right: SIMD2<Float>, left: SIMD2<Float>) -> ColumnRanges {
        switch layout {
        case .plane(let focal, let principal):
            let low = left.x > nearDepth ? principal - focal * left.y / left.x : -.infinity
            let high = right.x > nearDepth ? principal - focal * right.y / right.x : .infinity
            return ColumnRanges(first: clipped(low - 0.51 - margin, high - 0.49 + margin))
        case .azimuth(let first, let perRadian, let turn):
            let start = perRadian > 0 ? right : left
            let azimuths = roughAzimuths(
                SIMD4(right.x * left.y - right.y * left.x, start.y, 0, 0),
                SIMD4(right.x * left.x + right.y * left.y, start.x, 1, 1))
            let width = azimuths.x
            var low = (azimuths.y - first) * perRadian
            let margin = self.margin + 0.01 + 5e-5 * perRadian.magnitude
            if low < 0 { low += turn }
            if low >= turn { low -= turn }
            low -= margin
            let high = low + width * perRadian.magnitude + 2 * margin
            // What reaches over the end of the turn comes in again at its beginning, and the margin may reach back.
            var second = clipped(low - turn, high - turn)
            let main = clipped(low, high)
            if low < 0 && second.isEmpty { second = clipped(low + turn, high + turn) }
            return ColumnRanges(first: main, second: second)
        }
    }

    /// Every column.
    var allColumns: ColumnRanges { ColumnRanges(first: 0..<count) }

    /// Columns whose number lies between two bounds.
    @inline(__always)
    private func clipped(_ low: Float, _ high: Float) -> Range<Int> {
        let limit = Float(count)
        let from = low > 0 ? (low < limit ? Int(low.rounded(.up)) : count) : 0
        let to = high >= 0 ? (high < limit - 1 ? Int(high) + 1 : count) : 0
        return from < to ? from..<to : 0..<0
    }
}
