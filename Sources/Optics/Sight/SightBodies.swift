import Geometry
import RoadNetwork
import World

/// Bodies of actors that are large enough to hide others (vans, lorries, buses), at one instant: with `StaticScene` the
/// answer to "does he see me?" for everybody who decides.
///
/// A value that its owner refills; nothing in it depends on the order of rows, and it is never state.
public struct SightBodies: Sendable {
    private var bodies: [Body] = []

    private struct Body: Sendable, BitwiseCopyable {
        var box: OrientedBox
        var radius: Double
        var bottom: Double
        var top: Double
        var actor: ActorID
    }

    /// A body that reaches at least this high hides what stands behind it, metres: drivers look over cars.
    public static let hidingHeight = 1.8

    public init() {}

    /// Takes in who is large, where everybody is at `time` seconds.
    public mutating func rebuild(_ world: WorldState, catalogue: Catalogue, atTime time: Double) {
        bodies.removeAll(keepingCapacity: true)
        for row in 0..<world.actors.count {
            let model = Int(world.actors.model[row])
            guard world.actors.flags[row] & ActorFlags.present.rawValue != 0,
                catalogue.models[model].height >= SightBodies.hidingHeight
            else { continue }
            let elapsed = time - world.clock.time(of: world.actors.stamp[row])
            let pose = world.actors.motion(ofRow: row, after: elapsed).pose
            add(catalogue.models[model], at: pose, ActorID(row))
        }
    }

    private mutating func add(_ model: ActorModel, at pose: Pose2, _ actor: ActorID) {
        let box = OrientedBox(
            center: pose.position + pose.forward * model.centerOffset, axis: pose.forward, halfLength: model.length / 2,
            halfWidth: model.width / 2)
        bodies.append(
            Body(
                box: box, radius: box.circumradius, bottom: model.groundClearance, top: model.height, actor: actor))
    }

    /// Whether one of the bodies hides a point from another.
    /// - Parameters:
    ///   - eye: metres, z above ground; `point` too.
    ///   - looker: does not hide anything from itself, and neither does `target` itself.
    public func hides(
        _ point: Vector3, from eye: Vector3, looker: ActorID = .none, target: ActorID = .none
    ) -> Bool {
        let line = SightLine(from: eye, to: point)
        return bodies.contains { body in
            guard body.actor != looker, body.actor != target,
                line.mayTouch(body.box.center.x, body.box.center.y, radius: body.radius)
            else { return false }
            let (along, across) = (body.box.axis * body.box.halfLength, body.box.axis.leftNormal * body.box.halfWidth)
            return line.meetsPrism(4, bottom: body.bottom, top: body.top) { corner in
                let front = corner == 0 || corner == 3 ? 1.0 : -1.0
                return body.box.center + along * front + across * (corner < 2 ? 1.0 : -1.0)
            }
        }
    }
}

/// What somebody may see: the map's scene and the large bodies in it.
public struct SightScene: Sendable {
    public let fixed: StaticScene
    public var bodies: SightBodies

    public init(fixed: StaticScene, bodies: SightBodies = SightBodies()) {
        self.fixed = fixed
        self.bodies = bodies
    }

    /// Whether nothing stands between two points.
    public func sees(_ point: Vector3, from eye: Vector3, looker: ActorID = .none, target: ActorID = .none) -> Bool {
        !bodies.hides(point, from: eye, looker: looker, target: target) && !fixed.hides(point, from: eye)
    }

    /// Whether some part of a body is seen: its middle, or an outermost edge left or right.
    /// - Parameters:
    ///   - outline: of the body.
    ///   - height: at which is looked for it, metres above ground.
    public func sees(
        _ outline: OrientedBox, height: Double, from eye: Vector3, looker: ActorID = .none, target: ActorID = .none
    ) -> Bool {
        func isSeen(_ place: Vector2) -> Bool {
            sees(Vector3(place.x, place.y, height), from: eye, looker: looker, target: target)
        }
        if isSeen(outline.center) { return true }
        let edges = outline.silhouette(from: eye.horizontal)
        return isSeen(edges.left) || isSeen(edges.right)
    }

    /// Who of some candidates is seen, in their order.
    /// - Parameter outlines: with each candidate its body and the height at which is looked for it.
    public func visible(
        among outlines: [(actor: ActorID, box: OrientedBox, height: Double)], from eye: Vector3,
        looker: ActorID = .none, into seen: inout [ActorID]
    ) {
        seen.removeAll(keepingCapacity: true)
        for (actor, box, height) in outlines where actor != looker {
            if sees(box, height: height, from: eye, looker: looker, target: actor) { seen.append(actor) }
        }
    }
}

extension OrientedBox {
    /// The outermost corners as seen from a point outside, a hand's width inwards.
    fileprivate func silhouette(from eye: Vector2) -> (left: Vector2, right: Vector2) {
        let middle = center - eye
        var (left, right) = (center, center)
        var (most, least) = (-Double.infinity, Double.infinity)
        for front in [1.0, -1] {
            for side in [1.0, -1] {
                let corner =
                    axis * (front * max(0, halfLength - 0.1)) + axis.leftNormal * (side * max(0, halfWidth - 0.1))
                let away = middle + corner
                // Tangent of the angle off the middle; enough to order corners of a body that does not surround the eye.
                let tangent = middle.cross(away) / max(1e-9, middle.dot(away))
                if tangent > most { (most, left) = (tangent, center + corner) }
                if tangent < least { (least, right) = (tangent, center + corner) }
            }
        }
        return (left, right)
    }
}
