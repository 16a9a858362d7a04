import Geometry
import RoadNetwork

/// The row of something in `StaticObstacles`.
public typealias ObstacleID = ElementID<StaticObstacles>

/// Everything of a street map that stops a vehicle and never moves. Built once per map, read by many runs.
public struct StaticObstacles: Sendable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        case building
        case furniture(StreetFurniture.Kind)
    }

    /// One convex piece.
    public struct Obstacle: Sendable {
        public var kind: Kind
        /// Of the building or thing it belongs to.
        public var randomKey: UInt64
        public var footprint: ConvexPolygon
    }

    /// Every piece by row.
    public let obstacles: [Obstacle]
    private let index: SpatialGrid

    /// Buildings and furniture of a map; bushes give way and are left out.
    public init(of map: StreetMap) {
        let buildings = map.buildings.flatMap { building in
            building.parts.map { Obstacle(kind: .building, randomKey: building.randomKey, footprint: $0) }
        }
        let furniture = map.furniture.filter { $0.kind != .bush }.map { thing in
            Obstacle(kind: .furniture(thing.kind), randomKey: thing.randomKey, footprint: thing.footprint.polygon)
        }
        obstacles = buildings + furniture
        index = SpatialGrid(bounds: obstacles.map(\.footprint.bounds), cellSize: 15)
    }

    public subscript(id: ObstacleID) -> Obstacle { obstacles[id.index] }

    /// Calls `body` with every obstacle that shares ground with a box; one in several cells may come several times.
    public func forEachOverlap(with box: OrientedBox, _ body: (ObstacleID, Overlap) -> Void) {
        let reach = Vector2(box.halfExtent(along: Vector2(1, 0)), box.halfExtent(along: Vector2(0, 1)))
        index.forEach(from: box.center - reach, to: box.center + reach) { row in
            if let overlap = box.overlap(with: obstacles[row].footprint) { body(ObstacleID(row), overlap) }
        }
    }

    /// Whether a box stands free of every obstacle.
    public func isFree(_ box: OrientedBox) -> Bool {
        var isFree = true
        forEachOverlap(with: box) { _, _ in isFree = false }
        return isFree
    }
}
