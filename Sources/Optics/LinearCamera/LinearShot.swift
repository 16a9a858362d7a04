import RoadNetwork
import World

/// What a picture in linear light is taken of, and how.
public struct LinearShot {
    public var viewpoint: Viewpoint
    public var light: OutdoorLight
    /// Light 1 of `OutdoorLight` becomes this share of what saturates a pixel.
    public var exposure: Double
    public var fixed: StaticScene
    public var moving: DynamicScene
    /// The vehicle that carries the camera and is left out, or `.none`.
    public var own: ActorID
    /// Nil: a picture of a moment.
    public var motion: CameraMotion?

    public init(
        viewpoint: Viewpoint, light: OutdoorLight, exposure: Double, fixed: StaticScene, moving: DynamicScene,
        own: ActorID = .none, motion: CameraMotion? = nil
    ) {
        self.viewpoint = viewpoint
        self.light = light
        self.exposure = exposure
        self.fixed = fixed
        self.moving = moving
        self.own = own
        self.motion = motion
    }
}
