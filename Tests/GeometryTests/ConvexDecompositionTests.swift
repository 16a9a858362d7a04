import Geometry
import Testing

@Suite("Convex decomposition")
struct ConvexDecompositionTests {
    private let stream = RandomStream(seed: 11, purpose: RandomPurpose("test.decomposition"))

    /// Area and point-wise coverage agree with the outline's, and every part is convex.
    private func check(_ outline: [Vector2], _ comment: Comment) {
        let parts = ConvexDecomposition.parts(of: outline)
        for part in parts { #expect(isConvex(part), comment) }
        let area = signedArea(outline).magnitude
        #expect((parts.reduce(0) { $0 + $1.area } - area).magnitude < 1e-6 * max(1, area), comment)
        let low = Vector2(outline.map(\.x).min() ?? 0, outline.map(\.y).min() ?? 0)
        let high = Vector2(outline.map(\.x).max() ?? 0, outline.map(\.y).max() ?? 0)
        for draw in 0..<200 {
            let point = Vector2(
                stream.uniform(in: low.x...high.x, draw), stream.uniform(in: low.y...high.y, draw + 1000))
            let holding = parts.filter { $0.contains(point) }.count
            #expect(holding == (isInside(point, outline) ? 1 : 0), comment)
        }
    }

    @Test("A convex outline is one part, in either winding")
    func convex() {
        let square = [Vector2(0, 0), Vector2(4, 0), Vector2(4, 4), Vector2(0, 4)]
        for outline in [square, square.reversed()] {
            let parts = ConvexDecomposition.parts(of: outline)
            #expect(parts.count == 1)
            #expect(parts.first?.area == 16)
        }
    }

    @Test("An L is two parts, a plus at most five, a U three")
    func letters() {
        let l = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)].map { Vector2($0.0, $0.1) }
        #expect(ConvexDecomposition.parts(of: l).count == 2)
        check(l, "L")
        let plus = [(1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3), (1, 2), (0, 2), (0, 1), (1, 1)]
            .map { Vector2($0.0, $0.1) }
        #expect(ConvexDecomposition.parts(of: plus).count <= 5)
        check(plus, "plus")
        let u = [(0, 0), (5, 0), (5, 3), (4, 3), (4, 1), (1, 1), (1, 3), (0, 3)].map { Vector2($0.0, $0.1) }
        #expect(ConvexDecomposition.parts(of: u).count == 3)
        check(u, "U")
    }

    @Test("Random star-shaped outlines are covered exactly once", arguments: 0..<40)
    func stars(seed: Int) {
        let local = RandomStream(seed: UInt64(seed), purpose: RandomPurpose("test.star"))
        let count = 5 + local.integer(below: 60, 999)
        let outline = (0..<count).map { index in
            Vector2(yaw: 2 * .pi * (Double(index) + 0.8 * local.uniform(index)) / Double(count))
                * local.uniform(in: 1...20, index + 100) + Vector2(5000, -3000)
        }
        check(outline, "star \(seed)")
        check(outline.reversed(), "star \(seed) reversed")
    }

    @Test("Combs and spirals are covered exactly once")
    func combsAndSpirals() {
        var comb: [Vector2] = [Vector2(0, 0), Vector2(20, 0)]
        for tooth in (0..<10).reversed() {
            comb += [Vector2(Double(2 * tooth) + 1.5, 5), Vector2(Double(2 * tooth) + 1, 1)]
        }
        check(comb, "comb")
        let outer = (0...60).map { Vector2(yaw: Double($0) / 8) * (2 + Double($0) / 6) }
        let inner = outer.reversed().map { $0 * ((($0.length) - 0.5) / $0.length) }
        check(outer + inner, "spiral")
    }

    @Test("Repeated, collinear and spiked corners change nothing")
    func degenerate() {
        let outline = [(0, 0), (0, 0), (2, 0), (4, 0), (4, 2), (6, 2), (4, 2), (4, 4), (0, 4), (0, 2), (0, 0)]
            .map { Vector2($0.0, $0.1) }
        let parts = ConvexDecomposition.parts(of: outline)
        #expect(parts.map(\.area) == [16])
        #expect(ConvexDecomposition.parts(of: []).isEmpty)
        #expect(ConvexDecomposition.parts(of: [Vector2(1, 1), Vector2(2, 2)]).isEmpty)
        #expect(ConvexDecomposition.parts(of: (0..<9).map { Vector2(Double($0), 2 * Double($0)) }).isEmpty)
        #expect(ConvexDecomposition.parts(of: [.zero, Vector2(1, 0), Vector2(.nan, 1)]).isEmpty)
        #expect(ConvexDecomposition.parts(of: [.zero, Vector2(1, 0), Vector2(1, .infinity)]).isEmpty)
    }

    @Test("An outline that crosses itself ends, with convex parts", arguments: 0..<60)
    func selfIntersecting(seed: Int) {
        let local = RandomStream(seed: UInt64(seed), purpose: RandomPurpose("test.tangle"))
        let outline = (0..<40).map { Vector2(local.uniform($0), local.uniform($0 + 100)) * 10 }
        for part in ConvexDecomposition.parts(of: outline) { #expect(isConvex(part)) }
        let pentagram = (0..<5).map { Vector2(yaw: Double($0) * 4 * .pi / 5) }
        #expect(!ConvexDecomposition.parts(of: pentagram).isEmpty)
    }

    private func isConvex(_ polygon: ConvexPolygon) -> Bool {
        let corners = polygon.corners
        return polygon.area > 0
            && corners.indices.allSatisfy { index in
                let a = corners[index]
                let b = corners[(index + 1) % corners.count]
                return (b - a).cross(corners[(index + 2) % corners.count] - b) >= 0
            }
    }

    private func signedArea(_ outline: [Vector2]) -> Double {
        outline.indices.reduce(0) { sum, index in
            let first = outline[0]
            return sum + (outline[index] - first).cross(outline[(index + 1) % outline.count] - first) / 2
        }
    }

    /// Even-odd rule, the textbook way.
    private func isInside(_ point: Vector2, _ outline: [Vector2]) -> Bool {
        var inside = false
        var previous = outline[outline.count - 1]
        for corner in outline {
            if (corner.y > point.y) != (previous.y > point.y) {
                let x = corner.x + (point.y - corner.y) / (previous.y - corner.y) * (previous.x - corner.x)
                if point.x < x { inside.toggle() }
            }
            previous = corner
        }
        return inside
    }
}
