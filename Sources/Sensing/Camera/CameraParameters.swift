import Fields
import Geometry
import Optics

/// What a sensor set may say of a camera.
public struct CameraParameters: FieldDescribed {
    public var width = 640
    public var height = 360
    /// Whole horizontal field of view, radians.
    public var fieldOfView = 90 * Double.pi / 180
    /// Row of the optical axis, as a share of the height from the top.
    public var horizon = 0.5
    public var chain = CameraChain.flat
    /// Chain `full`: electrons of a full pixel, and read noise in electrons.
    public var fullWell = 10_000.0
    public var readNoise = 4.0
    /// Share of the cos⁴ law.
    public var vignetting = 0.5
    /// Seconds.
    public var longestExposure = 0.015
    public var largestGain = 16.0
    /// Seconds from the first row to the last.
    public var readout = 0.0
    /// Share of the rain that reaches the lens.
    public var rainOnLens = 0.25
    public var lens = Lens.Kind.pinhole
    /// Coefficients of the lens, as `Lens` has them.
    public var radial1 = 0.0
    public var radial2 = 0.0
    public var radial3 = 0.0
    public var radial4 = 0.0
    public var tangential1 = 0.0
    public var tangential2 = 0.0

    public init() {}

    public static let fields = FieldTable<Self>("camera", "Pictures, red, green and blue.") {
        Field("width", \.width, in: 8...4096, "Pixels of a row.")
        Field("height", \.height, in: 8...4096, "Rows.")
        Field(
            "field_of_view", \.fieldOfView, .angle, in: 0.02...4.0,
            "Angle between the left and the right edge of the picture.")
        Field(
            "horizon", \.horizon, .ratio, in: 0.0...1,
            "Where the optical axis meets the picture, as a share of the height from the top.")
        Field("chain", \.chain, "What is done to the light before it becomes a picture.")
        Field(
            "full_well", \.fullWell, .number, in: 500.0...1e6,
            "Chain `full`: electrons that fill a pixel at the least gain.")
        Field("read_noise", \.readNoise, .number, in: 0.0...200, "Chain `full`: deviation of a reading, electrons.")
        Field(
            "vignetting", \.vignetting, .ratio, in: 0.0...1,
            "Chain `full`: how far light falls off towards the corners; 1 is the fourth power of the cosine.")
        Field(
            "longest_exposure", \.longestExposure, .time, in: 0.0001...0.1,
            "Chain `full`: longer exposures are replaced by gain.")
        Field("largest_gain", \.largestGain, .number, in: 1.0...256, "Chain `full`: in the dark, as a factor.")
        Field(
            "readout", \.readout, .time, in: 0.0...0.1,
            "Chain `full`: from the exposure of the first row to that of the last (rolling shutter).")
        Field(
            "rain_on_lens", \.rainOnLens, .ratio, in: 0.0...1,
            "Chain `full`: share of the rain that leaves drops on the lens; 0 behind a wiped windscreen.")
        Field("lens", \.lens, "`pinhole`, or `fisheye` with equal angles in equal steps.")
        Field("radial_1", \.radial1, .number, in: -2.0...2, "OpenCV's k1 of the lens.")
        Field("radial_2", \.radial2, .number, in: -2.0...2, "OpenCV's k2 of the lens.")
        Field("radial_3", \.radial3, .number, in: -2.0...2, "OpenCV's k3 of the lens.")
        Field("radial_4", \.radial4, .number, in: -2.0...2, "OpenCV's k4 of a fisheye.")
        Field("tangential_1", \.tangential1, .number, in: -0.5...0.5, "OpenCV's p1 of a pinhole lens.")
        Field("tangential_2", \.tangential2, .number, in: -0.5...0.5, "OpenCV's p2 of a pinhole lens.")
    }
}

/// How physical a picture is.
public enum CameraChain: String, Sendable, CaseIterable {
    /// One sample in the middle of each pixel, Lambert light and fog; no lens, no noise.
    case flat
    /// Areas instead of points, an exposure that adapts, shot and read noise.
    case full
}
