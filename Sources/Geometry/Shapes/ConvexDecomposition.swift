/// Splits simple polygons into convex parts: ears are clipped (Meisters 1975), then triangles are joined across
/// diagonals that convexity does not need (Hertel and Mehlhorn 1983; at most four times the fewest parts).
///
/// The parts depend on the corners and their order only. Any input ends: corners that repeat or lie on a straight line
/// are dropped, and where an outline crosses itself the parts are convex and counter-clockwise but cover it only roughly.
public enum ConvexDecomposition {
    /// Convex parts of the area inside `outline`, in either winding, first corner not repeated (a repeated one is
    /// dropped). Empty if the outline spans no area or holds a number that is not finite.
    ///
    /// Complexity: O(n · reflex corners), O(n) for convex outlines.
    public static func parts(of outline: [Vector2]) -> [ConvexPolygon] {
        let corners = cleaned(outline)
        guard corners.count >= 3 else { return [] }
        var clipper = EarClipper(corners)
        if clipper.isConvex { return [ConvexPolygon(counterClockwise: corners)] }
        clipper.run()
        return joined(clipper, corners).compactMap(polygon)
    }

    /// Twice the signed area of an outline, square metres; positive if counter-clockwise.
    static func doubleArea(_ outline: [Vector2]) -> Double {
        guard let first = outline.first else { return 0 }
        // Relative to a corner: outlines far from the origin keep their digits.
        return outline.indices.dropFirst().reduce(0) { sum, index in
            sum + (outline[index - 1] - first).cross(outline[index] - first)
        }
    }

    /// Corners counter-clockwise without repeats, spikes and points on straight edges.
    private static func cleaned(_ outline: [Vector2]) -> [Vector2] {
        guard outline.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return [] }
        var kept = outline
        var before = 0
        while kept.count != before, kept.count >= 3 {
            before = kept.count
            var next: [Vector2] = []
            for (index, corner) in kept.enumerated() {
                let previous = next.last ?? kept[kept.count - 1]
                let following = index + 1 < kept.count ? kept[index + 1] : next.first ?? kept[0]
                if !isFlat(previous, corner, following) { next.append(corner) }
            }
            kept = next
        }
        guard kept.count >= 3 else { return [] }
        return doubleArea(kept) < 0 ? kept.reversed() : kept
    }

    /// Whether `b` adds nothing between `a` and `c`: closer than a micrometre to one of them or to the line a–c.
    private static func isFlat(_ a: Vector2, _ b: Vector2, _ c: Vector2) -> Bool {
        let (first, second) = (b - a, c - b)
        let (long, short) = (max(first.length, second.length), min(first.length, second.length))
        return short < 1e-6 || first.cross(second).magnitude <= 1e-6 * long
    }

    private static func joined(_ clipper: EarClipper, _ corners: [Vector2]) -> [[Vector2]] {
        var parts: [[Int]] = clipper.triangles.map { [$0.0, $0.1, $0.2] }
        var owner = Array(parts.indices)
        func root(_ part: Int) -> Int {
            var part = part
            while owner[part] != part { part = owner[part] }
            return part
        }
        // Outlines that cross themselves leave triangles turned inside out; those stay alone and are dropped.
        let isSound = parts.map { doubleArea($0.map { corners[$0] }) > 0 }
        for diagonal in clipper.diagonals where isSound[diagonal.left] && isSound[diagonal.right] {
            let (left, right) = (root(diagonal.left), root(diagonal.right))
            guard left != right,
                let merged = merge(parts[left], parts[right], across: (diagonal.from, diagonal.to), corners)
            else { continue }
            parts[left] = merged
            parts[right] = []
            owner[right] = left
        }
        return parts.filter { !$0.isEmpty }.map { $0.map { corners[$0] } }
    }

    /// `left` has the edge from → to, `right` the edge to → from; nil if the union is not convex.
    private static func merge(
        _ left: [Int], _ right: [Int], across edge: (from: Int, to: Int), _ corners: [Vector2]
    ) -> [Int]? {
        guard let leftEnd = left.firstIndex(of: edge.to), let rightEnd = right.firstIndex(of: edge.from) else {
            return nil
        }
        // Left from `to` round to `from`, then right's corners strictly between `from` and `to`.
        let mine = left.indices.map { left[(leftEnd + $0) % left.count] }
        let theirs = (1..<(right.count - 1)).map { right[(rightEnd + $0) % right.count] }
        let union = mine + theirs
        func turn(_ middle: Int) -> Double {
            let count = union.count
            let a = corners[union[(middle + count - 1) % count]]
            let b = corners[union[middle]]
            return (b - a).cross(corners[union[(middle + 1) % count]] - b)
        }
        return turn(0) >= 0 && turn(mine.count - 1) >= 0 ? union : nil
    }

    private static func polygon(_ corners: [Vector2]) -> ConvexPolygon? {
        doubleArea(corners) > 1e-12 ? ConvexPolygon(counterClockwise: corners) : nil
    }
}

/// Cuts a counter-clockwise polygon into triangles, remembering which triangles share a diagonal.
private struct EarClipper {
    /// An edge from → to of triangle `left` that is the edge to → from of triangle `right`.
    struct Diagonal {
        var left: Int
        var right: Int
        var from: Int
        var to: Int
    }

    private(set) var triangles: [(Int, Int, Int)] = []
    private(set) var diagonals: [Diagonal] = []
    private let corners: [Vector2]
    private var next: [Int]
    private var previous: [Int]
    /// Triangle on the far side of the edge from a corner to its successor; -1 at the outline.
    private var behind: [Int]
    private var isReflex: [Bool]

    init(_ corners: [Vector2]) {
        self.corners = corners
        let count = corners.count
        next = (0..<count).map { ($0 + 1) % count }
        previous = (0..<count).map { ($0 + count - 1) % count }
        behind = Array(repeating: -1, count: count)
        isReflex = []
        isReflex = (0..<count).map { turn(at: $0) <= 0 }
    }

    /// All corners turn left, and the outline goes round once.
    var isConvex: Bool {
        guard !isReflex.contains(true) else { return false }
        // A star polygon turns left everywhere too, but its edges rise and fall more than once.
        let rises = corners.indices.filter { corners[next[$0]].y > corners[$0].y }
        return rises.filter { corners[$0].y <= corners[previous[$0]].y }.count <= 1
    }

    mutating func run() {
        var remaining = corners.count
        var corner = 0
        var tried = 0
        while remaining > 3 {
            if isEar(corner) {
                clip(corner)
                remaining -= 1
                tried = 0
                // Two steps on: ears all around rather than a fan of slivers at one corner.
                corner = next[next[corner]]
            } else if tried > remaining {
                corner = flattest(from: corner)
                clip(corner)
                remaining -= 1
                tried = 0
                corner = next[corner]
            } else {
                corner = next[corner]
                tried += 1
            }
        }
        emit(previous[corner], corner, next[corner])
        share(next[corner])
    }

    private func turn(at corner: Int) -> Double {
        let b = corners[corner]
        return (b - corners[previous[corner]]).cross(corners[next[corner]] - b)
    }

    private func isEar(_ corner: Int) -> Bool {
        guard !isReflex[corner] else { return false }
        let (a, b, c) = (corners[previous[corner]], corners[corner], corners[next[corner]])
        var other = next[next[corner]]
        while other != previous[corner] {
            let point = corners[other]
            if isReflex[other], point != a, point != b, point != c, (b - a).cross(point - a) >= 0,
                (c - b).cross(point - b) >= 0, (a - c).cross(point - c) >= 0
            {
                return false
            }
            other = next[other]
        }
        return true
    }

    /// The corner whose removal changes the area least: the way on where an outline that crosses itself has no ear.
    private func flattest(from start: Int) -> Int {
        var best = start
        var other = next[start]
        while other != start {
            if turn(at: other).magnitude < turn(at: best).magnitude { best = other }
            other = next[other]
        }
        return best
    }

    private mutating func clip(_ corner: Int) {
        let (a, c) = (previous[corner], next[corner])
        emit(a, corner, c)
        behind[a] = triangles.count - 1
        next[a] = c
        previous[c] = a
        isReflex[a] = turn(at: a) <= 0
        isReflex[c] = turn(at: c) <= 0
    }

    private mutating func emit(_ a: Int, _ b: Int, _ c: Int) {
        triangles.append((a, b, c))
        share(a)
        share(b)
    }

    /// Notes the diagonal that the newest triangle's edge from `corner` to its successor shares with an older one.
    private mutating func share(_ corner: Int) {
        guard behind[corner] >= 0 else { return }
        diagonals.append(
            Diagonal(left: triangles.count - 1, right: behind[corner], from: corner, to: next[corner]))
    }
}
