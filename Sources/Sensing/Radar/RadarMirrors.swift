import Geometry
import RoadNetwork

/// Long flat faces that mirror radar waves: walls of houses, guard rails.
struct RadarMirrors: Sendable {
    /// A face, seen from the right of its direction.
    struct Face: Sendable, BitwiseCopyable {
        var start: Vector2
        var end: Vector2

        var direction: Vector2 { (end - start).normalized }
        /// Towards those who see it.
        var normal: Vector2 { Vector2.zero - direction.leftNormal }

        /// Distance before the face, metres; negative behind.
        func distance(of point: Vector2) -> Double { (point - start).dot(normal) }

        /// The point as the face mirrors it.
        func mirrored(_ point: Vector2) -> Vector2 { point - normal * (2 * distance(of: point)) }

        /// The velocity as the face mirrors it.
        func mirroredVector(_ vector: Vector2) -> Vector2 { vector - normal * (2 * vector.dot(normal)) }

        /// Where the way from one point to another crosses the face; nil if it does not.
        func crossing(_ from: Vector2, _ to: Vector2) -> Vector2? {
            let (a, b) = (distance(of: from), distance(of: to))
            guard a * b < 0 else { return nil }
            let place = from.interpolated(to: to, a / (a - b))
            let along = (place - start).dot(direction)
            return along >= 0 && along <= (end - start).length ? place : nil
        }
    }

    private let faces: [Face]
    private let grid: SpatialGrid

    /// Metres: shorter faces scatter rather than mirror.
    private static let shortest = 4.0

    init(_ map: StreetMap) {
        var faces: [Face] = []
        for building in map.buildings {
            for part in building.parts {
                for index in part.corners.indices {
                    let next = part.corners[index + 1 == part.corners.count ? 0 : index + 1]
                    faces.append(Face(start: part.corners[index], end: next))
                }
            }
        }
        for item in map.furniture where item.kind == .guardRail || item.kind == .wall {
            let corners = item.footprint.polygon.corners
            for index in corners.indices {
                faces.append(Face(start: corners[index], end: corners[index + 1 == corners.count ? 0 : index + 1]))
            }
        }
        self.faces = faces.filter { ($0.end - $0.start).length >= RadarMirrors.shortest }
        grid = SpatialGrid(
            bounds: self.faces.map { face in
                (
                    Vector2(min(face.start.x, face.end.x), min(face.start.y, face.end.y)),
                    Vector2(max(face.start.x, face.end.x), max(face.start.y, face.end.y))
                )
            }, cellSize: 40)
    }

    /// The faces that a sensor has before it, nearest first, at most `count`.
    func collect(around position: Vector2, reach: Double, count: Int, into found: inout [Face]) {
        found.removeAll(keepingCapacity: true)
        guard !faces.isEmpty else { return }
        let corner = Vector2(reach, reach)
        grid.forEach(from: position - corner, to: position + corner) { row in
            let face = faces[row]
            let distance = face.distance(of: position)
            guard distance > 0.2, distance < reach, !found.contains(where: { $0 == face }) else { return }
            found.append(face)
        }
        // order: of two faces that are equally far the place decides, and no two have the same.
        found.sort { a, b in
            let (mine, theirs) = (a.nearness(to: position), b.nearness(to: position))
            return (mine, a.start.x, a.start.y, a.end.x) < (theirs, b.start.x, b.start.y, b.end.x)
        }
        if found.count > count { found.removeLast(found.count - count) }
    }
}

extension RadarMirrors.Face: Equatable {
    /// How far the face is away: the way to its line, or to its start for those before it, metres.
    fileprivate func nearness(to position: Vector2) -> Double {
        max(distance(of: position), (position - start).dot(direction) < 0 ? (position - start).length : 0)
    }
}
