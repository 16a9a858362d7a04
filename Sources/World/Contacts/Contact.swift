import Geometry
import RoadNetwork

/// Two bodies that share ground: two actors, or an actor and something that never moves.
public struct Contact: Sendable, Hashable, BitwiseCopyable {
    /// What of an actor takes part.
    public enum Body: UInt16, Sendable, CaseIterable, BitwiseCopyable {
        case main, trailing, leftDoor, rightDoor
    }

    /// The driven vehicle if there is one, else the actor with the smaller random key.
    public var first: ActorID
    /// The other actor; none if it is an obstacle.
    public var second: ActorID
    /// Row in `StaticObstacles`; none if it is an actor.
    public var obstacle: ObstacleID
    public var firstBody: Body
    /// `.main` for obstacles.
    public var secondBody: Body
    /// Middle of the shared area in the world, metres.
    public var point: Vector2
    /// Unit vector from the first to the second along the shortest way apart.
    public var normal: Vector2
    /// Length of that way, metres.
    public var depth: Double
    /// Velocity of the second against the first at the point, in the world, m/s.
    public var relativeVelocity: Vector2

    /// How fast the bodies close along the normal, m/s; 0 if they part.
    public var impactSpeed: Double { max(0, -relativeVelocity.dot(normal)) }

    /// Seconds since the bodies touched, if they closed at an even speed; 0 if they part.
    public var timeSinceTouch: Double { impactSpeed > 0 ? depth / impactSpeed : 0 }
}

extension ActorMotion {
    /// Velocity of a point that moves with the actor, in the world, m/s.
    public func velocity(at point: Vector2) -> Vector2 {
        velocity + (point - pose.position).leftNormal * yawRate
    }
}
