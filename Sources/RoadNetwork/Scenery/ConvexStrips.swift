import Geometry

/// Cuts the strip between two borders into convex pieces.
enum ConvexStrips {
    /// Convex pieces of the area between `left` and `right`, two chains of as many points in the same direction.
    ///
    /// Pieces are as long as they can be: where a border bends into the strip, they cover at most `tolerance` metres
    /// beyond it. Places without width are left out. Complexity: O(n).
    static func pieces(left: [Vector2], right: [Vector2], tolerance: Double) -> [ConvexPolygon] {
        precondition(left.count == right.count, "Both borders of a strip need as many points")
        var result: [ConvexPolygon] = []
        var first = 0
        while first < left.count - 1 {
            var last = first + 1
            while last + 1 < left.count, last - first < 24, fits(left, right, first, last + 1, tolerance) { last += 1 }
            if let piece = polygon(left[first...last], right[first...last]) { result.append(piece) }
            first = last
        }
        return result
    }

    /// The strip `width` metres wide around a chain of points, in convex pieces.
    static func ribbon(_ line: [Vector2], width: Double, tolerance: Double) -> [ConvexPolygon] {
        guard line.count >= 2 else { return [] }
        return pieces(
            left: offset(line, by: width / 2), right: offset(line, by: -width / 2), tolerance: tolerance)
    }

    /// A chain moved to its left, point by point, with mitres at the joints (at most twice as long as the offset).
    static func offset(_ line: [Vector2], by distance: Double) -> [Vector2] {
        offset(line, by: Array(repeating: distance, count: line.count))
    }

    static func offset(_ line: [Vector2], by distances: [Double]) -> [Vector2] {
        line.indices.map { index in
            let before = (line[index] - line[max(0, index - 1)]).normalizedOrZero
            let after = (line[min(line.count - 1, index + 1)] - line[index]).normalizedOrZero
            let along = (before + after).normalizedOrZero
            let cosine = max(0.5, max(along.dot(before), along.dot(after)))
            return line[index] + along.leftNormal * (distances[index] / cosine)
        }
    }

    private static func polygon(_ left: ArraySlice<Vector2>, _ right: ArraySlice<Vector2>) -> ConvexPolygon? {
        guard let hull = ConvexPolygon(hullOf: Array(left) + Array(right)), hull.area > 1e-4 else { return nil }
        return hull
    }

    private static func fits(
        _ left: [Vector2], _ right: [Vector2], _ first: Int, _ last: Int, _ tolerance: Double
    ) -> Bool {
        let leftChord = (left[last] - left[first]).normalizedOrZero
        let rightChord = (right[last] - right[first]).normalizedOrZero
        // A bend of more than half a radian in one piece would cut corners of the chain's ends.
        guard leftChord.dot(rightChord) > 0.8 else { return false }
        for index in (first + 1)..<last {
            if leftChord.cross(left[index] - left[first]) < -tolerance { return false }
            if rightChord.cross(right[index] - right[first]) > tolerance { return false }
        }
        return true
    }
}

extension Vector2 {
    /// The vector of length 1 in this direction; zero for vectors shorter than a tenth of a micrometre.
    var normalizedOrZero: Vector2 {
        let magnitude = length
        return magnitude > 1e-7 ? self / magnitude : .zero
    }
}

/// A chain of points handled by arc length, without the cost of headings.
struct PointChain {
    private(set) var points: [Vector2]
    private(set) var stations: [Double]

    init(_ points: [Vector2]) {
        self.points = points
        stations = [0]
        for index in points.indices.dropFirst() {
            stations.append(stations[index - 1] + points[index].distance(to: points[index - 1]))
        }
    }

    var length: Double { stations[stations.count - 1] }

    /// Index of the segment that holds arc length `s`.
    private func segment(at s: Double) -> Int {
        var low = 0
        var high = max(0, stations.count - 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if stations[middle] <= s { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func point(at s: Double) -> Vector2 {
        guard points.count >= 2 else { return points[0] }
        let index = segment(at: s)
        let span = stations[index + 1] - stations[index]
        guard span > 0 else { return points[index] }
        return points[index].interpolated(to: points[index + 1], min(1, max(0, (s - stations[index]) / span)))
    }

    func direction(at s: Double) -> Vector2 {
        guard points.count >= 2 else { return Vector2(1, 0) }
        let index = segment(at: s)
        return (points[index + 1] - points[index]).normalized
    }

    /// The points between two arc lengths, both ends included.
    func part(from: Double, to: Double) -> [Vector2] {
        var kept = [point(at: from)]
        for index in points.indices where stations[index] > from + 1e-6 && stations[index] < to - 1e-6 {
            kept.append(points[index])
        }
        kept.append(point(at: to))
        return kept
    }

    /// The same chain with extra points, so that no segment is longer than `step` metres.
    func refined(step: Double) -> [Vector2] {
        var result = [points[0]]
        for index in points.indices.dropFirst() {
            let pieces = max(1, Int(((stations[index] - stations[index - 1]) / step).rounded(.up)))
            for piece in 1...pieces {
                result.append(points[index - 1].interpolated(to: points[index], Double(piece) / Double(pieces)))
            }
        }
        return result
    }
}
