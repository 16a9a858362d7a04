import RoadNetwork

/// What a surface does with a laser beam beyond scattering it.
public enum SurfaceCoat: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// Scatters evenly (Lambert).
    case matt
    /// Lets most of the light through, and mirrors the rest.
    case glass
    /// Sends light back to where it came from: signs, bands of cones.
    case retroreflective
}

/// How a surface looks and reflects.
struct Finish: BitwiseCopyable {
    /// Albedo, linear 0–1.
    var red: Float
    var green: Float
    var blue: Float
    /// Near-infrared reflectivity at normal incidence, 0–1 (retro-reflectors above 1).
    var reflectivity: Float
    var surfaceClass: SurfaceClass
    var coat = SurfaceCoat.matt
    /// Shines by itself, all over.
    var isLamp = false
    /// Shines by itself as warm white when street lamps burn.
    var isStreetLamp = false
    /// Pictures on the face, in drawing order; see `Decal`.
    var decalCount: UInt16 = 0
    var firstDecal: Int32 = 0

    init(_ colour: LinearColour, reflectivity: Float, _ surfaceClass: SurfaceClass) {
        (red, green, blue) = (colour.red, colour.green, colour.blue)
        self.reflectivity = reflectivity
        self.surfaceClass = surfaceClass
    }
}

/// A flat figure on a face: lamp, wheel, window, plate, sign symbol.
///
/// Coordinates: `u` metres along the face from its first corner (to the right for somebody who looks at it), `z` metres
/// above the ground.
struct Decal: BitwiseCopyable {
    enum Shape: UInt8 {
        /// Everything within the bounds.
        case rectangle
        /// The ellipse that fills the bounds.
        case disc
        /// A convex polygon: z below all upper lines and above all lower lines within the bounds.
        case polygon
    }

    var shape: Shape
    /// Shines by itself: neither lit nor darkened by the time of day.
    var isLamp = false
    var surfaceClass: SurfaceClass
    var upperLineCount: UInt8 = 0
    var lowerLineCount: UInt8 = 0
    var red: Float
    var green: Float
    var blue: Float
    var lowU: Float
    var highU: Float
    var lowZ: Float
    var highZ: Float
    /// Row of the lamp states of the instant, or -1: colour and `isLamp` then come from there.
    var signalLamp: Int32 = -1
    /// Rectangles that repeat along the face: metres from one to the next, of which the first `share` is covered; 0: one.
    var period: Float = 0
    var share: Float = 1
    /// Polygon: first of its lines, upper ones first. A line (a, b) means z = a + b · u.
    var firstLine: Int32 = 0

    init(
        _ shape: Shape, _ colour: LinearColour, u: ClosedRange<Double>, z: ClosedRange<Double>,
        _ surfaceClass: SurfaceClass
    ) {
        self.shape = shape
        (red, green, blue) = (colour.red, colour.green, colour.blue)
        (lowU, highU) = (Float(u.lowerBound), Float(u.upperBound))
        (lowZ, highZ) = (Float(z.lowerBound), Float(z.upperBound))
        self.surfaceClass = surfaceClass
    }
}
