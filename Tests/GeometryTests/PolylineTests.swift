import Geometry
import Testing

@Suite("Polylines")
struct PolylineTests {
    private let stream = RandomStream(seed: 3, purpose: RandomPurpose("test.polyline"))

    private func line(_ points: (Double, Double)...) throws -> Polyline {
        try #require(Polyline(points.map { Vector2($0.0, $0.1) }))
    }

    @Test("Arc length counts along the points and repeats are dropped")
    func arcLength() throws {
        let bent = try line((0, 0), (3, 0), (3, 0), (3, 4), (3, 4.0005))
        #expect(bent.arcLengths == [0, 3, 7])
        #expect(bent.pose(at: 5).position == Vector2(3, 2))
        #expect(bent.segment(at: -1) == 0 && bent.segment(at: 3) == 1 && bent.segment(at: 99) == 1)
        #expect(Polyline([Vector2(1, 1), Vector2(1, 1)]) == nil)
        #expect(Polyline([Vector2(1, 1)]) == nil)
    }

    @Test("Ends are prolonged straight")
    func prolongation() throws {
        let bent = try line((0, 0), (3, 0), (3, 4))
        #expect(bent.pose(at: -2).position == Vector2(-2, 0))
        #expect(bent.pose(at: 9).position == Vector2(3, 6))
        #expect(bent.pose(at: -2).yaw == 0)
        #expect((bent.pose(at: 9).yaw - .pi / 2).magnitude < 1e-15)
    }

    @Test("Headings run on beyond half a turn without a jump")
    func unwrappedHeadings() throws {
        let circle = try #require(Polyline((0...200).map { Vector2(yaw: Double($0) * 0.1) * 10 }))
        for index in 1..<circle.points.count {
            #expect((circle.headings[index] - circle.headings[index - 1] - 0.1).magnitude < 0.06)
        }
        #expect((circle.curvature(at: 50) - 0.1).magnitude < 1e-3)
    }

    @Test("Projection finds the closest of densely sampled points, with the sign of the side")
    func projection() throws {
        let points = (0..<12).map { Vector2(Double($0) * 4, stream.uniform(in: -3...3, $0)) }
        let wavy = try #require(Polyline(points))
        for draw in 0..<100 {
            let point = Vector2(stream.uniform(in: -5...50, draw + 20), stream.uniform(in: -10...10, draw + 200))
            let found = wavy.project(point)
            let sampled =
                stride(from: 0.0, through: wavy.length, by: 0.01).map {
                    wavy.pose(at: $0).position.distance(to: point)
                }.min() ?? 0
            #expect(found.distance <= sampled + 1e-9 && found.distance > sampled - 0.011)
            #expect((wavy.pose(at: found.s).position.distance(to: point) - found.distance).magnitude < 1e-9)
            let near = wavy.project(point, near: found.s, reach: 3)
            #expect(near.s == found.s && near.t == found.t)
        }
        let straight = try line((0, 0), (10, 0))
        #expect(straight.project(Vector2(4, 2)).t == 2)
        #expect(straight.project(Vector2(4, -2)).t == -2)
        #expect(straight.project(Vector2(13, 4)).distance == 5)
        #expect(straight.project(Vector2(13, 4)).t == 4)
        let bent = try line((0, 0), (10, 0), (10, 10))
        #expect((bent.project(Vector2(13, -4)).t + 5).magnitude < 1e-12)
    }

    @Test("A shifted line keeps its distance on straight pieces and through right angles")
    func shifting() throws {
        let bent = try line((0, 0), (10, 0), (10, 10), (20, 10))
        for offset in [2.0, -2] {
            let shifted = bent.shifted(by: offset)
            #expect(shifted.points[1].distance(to: Vector2(10 - offset, offset)) < 1e-12)
            #expect(shifted.points[2].distance(to: Vector2(10 - offset, 10 + offset)) < 1e-12)
            for s in stride(from: 0, through: shifted.length, by: 0.5) {
                let seen = bent.project(shifted.pose(at: s).position)
                #expect(seen.t * offset >= 4 - 1e-9)
                // Mitre tips stand out at the corners, and nowhere else.
                if [0, 10, 20, 30].allSatisfy({ (seen.s - $0).magnitude > 1e-9 }) {
                    #expect((seen.t - offset).magnitude < 1e-9)
                }
            }
        }
        let hairpin = try line((0, 0), (10, 0), (0, 0.1)).shifted(by: 1)
        #expect(hairpin.points[1].distance(to: Vector2(10, 0)) <= 2 + 1e-9)
    }

    @Test("A part and a reversed line run over the same ground")
    func partAndReverse() throws {
        let bent = try line((0, 0), (10, 0), (10, 10), (20, 10))
        let part = bent.part(from: 4, to: 25)
        #expect((part.length - 21).magnitude < 1e-12)
        for s in stride(from: 0.0, through: 21, by: 0.7) {
            #expect(part.pose(at: s).position.distance(to: bent.pose(at: s + 4).position) < 1e-9)
            #expect(bent.reversed().pose(at: 30 - s).position.distance(to: bent.pose(at: s).position) < 1e-9)
        }
        let nothing = bent.part(from: 5, to: 5)
        #expect(nothing.length < 0.01 && nothing.points[0] == Vector2(5, 0))
    }

    @Test("Points and offsets are seen from the line")
    func offsets() throws {
        let straight = try line((0, 0), (0, 10))
        #expect(straight.point(at: 3, offset: 2).distance(to: Vector2(-2, 3)) < 1e-12)
    }
}
