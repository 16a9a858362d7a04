/// One side of a footprint as a sensor's columns see it.
///
/// Along a direction d the line through the side lies at distance 1/w with w = a·d.x + b·d.y: no division, no case
/// distinction, and the interior of a convex footprint is exactly where max(w of sides that face away, 0) ≤ w ≤
/// min(w of sides that face the sensor).
struct SweptEdge: BitwiseCopyable {
    var a: Float
    var b: Float
    /// Of the line from the sensor, metres: w · distance is the cosine between direction and normal in the plane.
    var distance: Float
    /// Number of the side in the solid.
    var side: Int32

    /// 1 / distance along eight directions.
    @inline(__always)
    func inverseDistance(_ x: Lanes, _ y: Lanes) -> Lanes { x * a + y * b }
}

/// A solid in the sensor's frame.
struct SweptSolid: BitwiseCopyable {
    /// Edges that face the sensor come first, then those that face away. Rounds: the row of the `SweptRound`.
    var firstEdge: Int32
    var frontCount: Int16
    var backCount: Int16
    var form: Solid.Form
    /// Seen from behind (panels).
    var isReversed: Bool
    /// From the dynamic scene.
    var isDynamic: Bool
    /// Bottom and top above the sensor, metres (negative below).
    var bottom: Float
    var top: Float
    /// 1 / smallest distance.
    var nearest: Float
    /// Row in its store.
    var solid: Int32
}

/// A body of revolution in the sensor's frame.
struct SweptRound: BitwiseCopyable {
    /// Axis.
    var x: Float
    var y: Float
    /// r² = a + b·z + c·z² with z metres above the sensor.
    var a: Float
    var b: Float
    var c: Float
    /// Largest r².
    var radiusSquared: Float
    /// Distance of the axis² − a, and 1 over it: the constant of the quadratic in w.
    var constant: Float
    var inverseConstant: Float
}

/// A ground piece in the sensor's frame.
struct SweptPatch: BitwiseCopyable {
    var firstEdge: Int32
    var frontCount: Int16
    var backCount: Int16
    var tone: Int32
    /// Height above the sensor, metres (negative below).
    var height: Float
    var nearest: Float
}

/// What part of the vertical a sensor samples; lets the sweep drop what falls between its rows.
protocol VerticalWindow {
    /// Whether something between two heights above the sensor can be sampled anywhere between two inverse distances.
    func samples(bottom: Float, top: Float, nearest: Float, farthest: Float) -> Bool
    /// Whether anything below the sensor can be sampled.
    var looksDown: Bool { get }
}

/// Where the sensor stands, and how far it sees.
struct SweepView {
    var x: Double
    var y: Double
    /// Above ground, metres.
    var height: Float
    var cosine: Float
    var sine: Float
    /// Metres, along the fan's measure of distance.
    var far: Float
    /// Owner that is left out (the sensor's own vehicle), or `nothing`.
    var excluded: SceneOwner
    /// Draw only what is larger than a pixel: honour `Solid.detailRange`.
    var usesDetailRange: Bool

    /// A world offset in the sensor's frame.
    @inline(__always)
    func turned(_ x: Float, _ y: Float) -> SIMD2<Float> {
        SIMD2(cosine * x + sine * y, cosine * y - sine * x)
    }
}
