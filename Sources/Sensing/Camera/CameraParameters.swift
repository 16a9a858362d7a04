import Fields
import Geometry

/// What a sensor set may say of a camera.
public struct CameraParameters: FieldDescribed {
    public var width = 640
    public var height = 360
    /// Whole horizontal field of view, radians.
    public var fieldOfView = 90 * Double.pi / 180
    /// Row of the optical axis, as a share of the height from the top.
    public var horizon = 0.5
    public var chain = CameraChain.flat

    public init() {}

    public static let fields = FieldTable<Self>("camera", "Pictures, red, green and blue.") {
        Field("width", \.width, in: 8...4096, "Pixels of a row.")
        Field("height", \.height, in: 8...4096, "Rows.")
        Field(
            "field_of_view", \.fieldOfView, .angle, in: 0.02...2.8,
            "Angle between the left and the right edge of the picture.")
        Field(
            "horizon", \.horizon, .ratio, in: 0.0...1,
            "Where the optical axis meets the picture, as a share of the height from the top.")
        Field("chain", \.chain, "What is done to the light before it becomes a picture.")
    }
}

/// How physical a picture is.
public enum CameraChain: String, Sendable, CaseIterable {
    /// One sample in the middle of each pixel, Lambert light and fog; no lens, no noise.
    case flat
}
