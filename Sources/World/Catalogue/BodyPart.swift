import Geometry
import RoadNetwork

/// A convex prism of an actor's body, in the model's frame (x forward from the reference point).
public struct BodyPart: Sendable {
    public enum Material: String, Sendable, CaseIterable, BitwiseCopyable {
        case paint, glass, rubber, skin, clothes, metal, plastic
    }

    /// Outline seen from above (cone: also from the side).
    public enum Shape: String, Sendable, CaseIterable, BitwiseCopyable {
        case box
        /// Round with the diameter `width`; `length` is the same.
        case cylinder
        /// Round with the diameter `width` at the bottom, a point at the top.
        case cone
    }

    /// Middle of the footprint in the model's frame, metres.
    public var center: Vector2
    public var length: Double
    public var width: Double
    /// Bottom and top above ground, metres.
    public var bottom: Double
    public var top: Double
    public var material: Material
    public var shape: Shape
    /// Own colour, linear 0–1; nil: the actor's (paint, clothes) or the material's.
    public var colour: LinearColour?
    /// Turns with the second body of an articulated vehicle.
    public var isTrailing: Bool

    public init(
        center: Vector2, length: Double, width: Double, bottom: Double, top: Double, material: Material,
        shape: Shape = .box, colour: LinearColour? = nil, isTrailing: Bool = false
    ) {
        self.center = center
        self.length = length
        self.width = width
        self.bottom = bottom
        self.top = top
        self.material = material
        self.shape = shape
        self.colour = colour
        self.isTrailing = isTrailing
    }
}
