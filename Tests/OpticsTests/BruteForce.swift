import Geometry

@testable import Optics

/// Every ray against every shape, in double precision: slow, obvious, and written apart from the engine.
struct BruteForce {
    struct Shape {
        enum Kind {
            case prism(ConvexPolygon, Double, Double)
            case cylinder(Vector2, Double, Double, Double)
            case cone(Vector2, Double, Double, Double)
            case ellipsoid(Vector2, Double, Double, Double)
            case level(ConvexPolygon, Double)
            /// Seen from the right of its direction.
            case face(Vector2, Vector2, Double, Double)
        }
        var kind: Kind
        var owner: SceneOwner
        var surfaceClass: SurfaceClass
    }

    struct Hit {
        /// Along the ray's direction as given.
        var distance: Double
        var owner: SceneOwner
        var surfaceClass: SurfaceClass
    }

    var shapes: [Shape]

    /// The first thing that a ray meets; bare ground lies at z = 0. nil for the sky.
    func first(from origin: Vector3, along d: Vector3) -> Hit? {
        var best: Hit?
        if d.z < 0 { best = Hit(distance: -origin.z / d.z, owner: .ground, surfaceClass: .terrain) }
        for shape in shapes {
            guard let distance = meet(shape.kind, origin, d), distance > 0 else { continue }
            // A covering at height 0 lies on bare ground; the one that is added later may lie on another.
            if let current = best, distance > current.distance + (isGround(shape) ? 1e-9 : 0) { continue }
            best = Hit(distance: distance, owner: shape.owner, surfaceClass: shape.surfaceClass)
        }
        return best
    }

    private func isGround(_ shape: Shape) -> Bool {
        if case .level(_, 0) = shape.kind { return true }
        return false
    }

    private func meet(_ kind: Shape.Kind, _ o: Vector3, _ d: Vector3) -> Double? {
        switch kind {
        case .prism(let outline, let bottom, let top): return prism(outline, bottom, top, o, d)
        case .level(let outline, let height):
            guard d.z < 0 else { return nil }
            let t = (height - o.z) / d.z
            return outline.contains(Vector2(o.x + t * d.x, o.y + t * d.y)) ? t : nil
        case .face(let start, let end, let bottom, let top):
            let side = end - start
            let speed = d.horizontal.cross(side)
            guard speed < 0 else { return nil }
            let t = (start - o.horizontal).cross(side) / speed
            let point = Vector3(o.x + t * d.x, o.y + t * d.y, o.z + t * d.z)
            let along = (point.horizontal - start).dot(side) / side.lengthSquared
            return along >= 0 && along <= 1 && point.z >= bottom && point.z <= top ? t : nil
        case .cylinder(let c, let r, let bottom, let top):
            return round(c, (r * r, 0, 0), bottom, top, o, d)
        case .cone(let c, let r, let bottom, let top):
            let k = r / (top - bottom)
            return round(c, (r * r, -2 * r * k, k * k), bottom, top, o, d)
        case .ellipsoid(let c, let r, let bottom, let top):
            let h = (top - bottom) / 2
            return round(c, (0, 2 * r * r / h, -r * r / (h * h)), bottom, top, o, d)
        }
    }

    /// Clips the ray against sides, bottom and top.
    private func prism(_ outline: ConvexPolygon, _ bottom: Double, _ top: Double, _ o: Vector3, _ d: Vector3) -> Double?
    {
        var (from, to) = (-Double.infinity, Double.infinity)
        func clip(_ rate: Double, _ room: Double) {
            // Inside while rate · t ≤ room.
            if rate > 0 { to = min(to, room / rate) } else if rate < 0 { from = max(from, room / rate) }
            if rate == 0 && room < 0 { to = -.infinity }
        }
        var start = outline.corners[outline.corners.count - 1]
        for end in outline.corners {
            let outward = Vector2(end.y - start.y, start.x - end.x)
            clip(outward.dot(d.horizontal), outward.dot(start - o.horizontal))
            start = end
        }
        clip(d.z, top - o.z)
        clip(-d.z, o.z - bottom)
        return from <= to && from > 0 ? from : nil
    }

    /// r² = a + b·s + c·s² with s above the bottom; closed by a flat top.
    private func round(
        _ center: Vector2, _ profile: (a: Double, b: Double, c: Double), _ bottom: Double, _ top: Double, _ o: Vector3,
        _ d: Vector3
    ) -> Double? {
        let p = o.horizontal - center
        let s = o.z - bottom
        let a = d.horizontal.lengthSquared - profile.c * d.z * d.z
        let b = p.dot(d.horizontal) - (profile.b / 2 + profile.c * s) * d.z
        let c = p.lengthSquared - profile.a - profile.b * s - profile.c * s * s
        var best: Double?
        let discriminant = b * b - a * c
        if discriminant >= 0 {
            for t in [(-b - discriminant.squareRoot()) / a, (-b + discriminant.squareRoot()) / a] {
                let z = o.z + t * d.z
                if t > 0 && z >= bottom && z <= top && t < best ?? .infinity { best = t }
            }
        }
        let t = (top - o.z) / d.z
        let height = top - bottom
        let radiusSquared = profile.a + profile.b * height + profile.c * height * height
        if d.z < 0 && t > 0 && (p + d.horizontal * t).lengthSquared <= radiusSquared && t < best ?? .infinity {
            best = t
        }
        return best
    }
}
