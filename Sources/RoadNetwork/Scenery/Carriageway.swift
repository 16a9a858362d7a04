import Geometry

/// Answers whether a place can be driven on: hard ground at carriageway level, and no kerb, island or pavement on it.
///
/// Built once from a map's surfaces, read by many threads. Junction areas belong to it, footprints of bays too.
public struct Carriageway: Sendable {
    private let grid: SpatialGrid
    /// Corners of piece p: `starts[p] ..< starts[p + 1]` in the columns below.
    private var starts: [Int32] = [0]
    private var xs: [Double] = []
    private var ys: [Double] = []
    private var isRaised: [Bool] = []

    /// Takes every surface of the map: hard level ones are driven on, raised ones are not.
    public init(map: StreetMap) {
        var bounds: [(low: Vector2, high: Vector2)] = []
        for surface in map.surfaces {
            let raised = surface.height > 0.05
            let isHard: Bool
            switch surface.material {
            case .asphalt, .concrete, .pavingStones, .cyclePath: isHard = true
            case .grass, .gravel, .water: isHard = false
            }
            guard raised || isHard else { continue }
            for corner in surface.outline.corners {
                xs.append(corner.x)
                ys.append(corner.y)
            }
            starts.append(Int32(xs.count))
            isRaised.append(raised)
            bounds.append(OccupancyBins.bounds(of: surface.outline))
        }
        grid = SpatialGrid(bounds: bounds, cellSize: 8)
    }

    /// Whether a point is on the carriageway. Points on a border count. Complexity: O(pieces of one grid cell).
    public func contains(_ point: Vector2) -> Bool {
        var isOnLevel = false
        var isOnRaised = false
        grid.forEach(from: point, to: point) { piece in
            if isRaised[piece] ? isOnRaised : isOnLevel { return }
            guard holds(piece, point) else { return }
            if isRaised[piece] { isOnRaised = true } else { isOnLevel = true }
        }
        return isOnLevel && !isOnRaised
    }

    /// Whether all four corners of a box are on the carriageway.
    public func containsCorners(of box: OrientedBox) -> Bool {
        let along = box.axis * box.halfLength
        let across = box.axis.leftNormal * box.halfWidth
        return contains(box.center + along + across) && contains(box.center - along + across)
            && contains(box.center - along - across) && contains(box.center + along - across)
    }

    private func holds(_ piece: Int, _ point: Vector2) -> Bool {
        let range = Int(starts[piece])..<Int(starts[piece + 1])
        var (x, y) = (xs[range.upperBound - 1], ys[range.upperBound - 1])
        for index in range {
            // Seams between pieces belong to both, also where rounding parts them by a nanometre.
            if (xs[index] - x) * (point.y - y) - (ys[index] - y) * (point.x - x) < -1e-6 { return false }
            (x, y) = (xs[index], ys[index])
        }
        return true
    }
}
