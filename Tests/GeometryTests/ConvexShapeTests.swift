import Geometry
import Testing

@Suite("Boxes, polygons and segments")
struct ConvexShapeTests {
    private let stream = RandomStream(seed: 9, purpose: RandomPurpose("test.shapes"))

    private func box(_ draw: Int) -> OrientedBox {
        OrientedBox(
            center: Vector2(stream.uniform(in: -4...4, draw), stream.uniform(in: -4...4, draw + 10_000)),
            yaw: stream.uniform(in: -4...4, draw + 20_000), length: stream.uniform(in: 0.2...6, draw + 30_000),
            width: stream.uniform(in: 0.2...3, draw + 40_000))
    }

    /// Any convex shape of the hull of random points.
    private func polygon(_ draw: Int) throws -> ConvexPolygon {
        let points = (0..<9).map {
            Vector2(stream.uniform(in: -3...3, draw * 20 + $0), stream.uniform(in: -3...3, draw * 20 + $0 + 50_000))
        }
        let offset = Vector2(stream.uniform(in: -4...4, draw + 70_000), stream.uniform(in: -4...4, draw + 80_000))
        return try #require(ConvexPolygon(hullOf: points.map { $0 + offset }))
    }

    /// Twenty by twenty points spread over a polygon's bounds that it holds.
    private func samples(of polygon: ConvexPolygon) -> [Vector2] {
        let bounds = polygon.bounds
        return (0..<400).map { index in
            bounds.low
                + Vector2(
                    (Double(index % 20) + 0.5) / 20 * (bounds.high.x - bounds.low.x),
                    (Double(index / 20) + 0.5) / 20 * (bounds.high.y - bounds.low.y))
        }.filter(polygon.contains)
    }

    @Test("A hull holds its points, turns left and has the right area")
    func hull() throws {
        let square = try #require(
            ConvexPolygon(
                hullOf: [(0, 0), (2, 0), (2, 2), (0, 2), (1, 1), (1, 0), (0, 0)].map { Vector2($0.0, $0.1) }))
        #expect(square.corners.count == 4 && square.area == 4 && square.middle == Vector2(1, 1))
        #expect(ConvexPolygon(hullOf: [.zero, Vector2(1, 1), Vector2(2, 2)]) == nil)
        #expect(ConvexPolygon(hullOf: Array(repeating: Vector2(3, 3), count: 5)) == nil)
        for draw in 0..<50 {
            let polygon = try polygon(draw)
            #expect(polygon.area > 0 && polygon.contains(polygon.middle))
        }
    }

    @Test("Boxes overlap exactly if their polygons do, and share a sampled point only then")
    func boxOverlap() {
        for draw in 0..<400 {
            let (a, b) = (box(draw), box(draw + 5000))
            #expect(a.overlaps(b) == a.polygon.overlaps(b.polygon))
            #expect(a.overlaps(b) == b.overlaps(a))
            if samples(of: a.polygon).contains(where: b.contains) { #expect(a.overlaps(b)) }
        }
        let unit = OrientedBox(center: .zero, yaw: 0, length: 2, width: 2)
        #expect(!unit.overlaps(OrientedBox(center: Vector2(2, 0), yaw: 0, length: 2, width: 2)))
        #expect(unit.distance(to: OrientedBox(center: Vector2(5, 6), yaw: 0, length: 2, width: 2)) == 5)
    }

    @Test("Moved apart by the overlap's depth along its normal, shapes just touch")
    func depth() throws {
        var overlapping = 0
        for draw in 0..<300 {
            let (a, b) = (try polygon(draw), try polygon(draw + 1000))
            guard let overlap = a.overlap(with: b) else {
                #expect(!a.overlaps(b))
                continue
            }
            overlapping += 1
            func moved(_ factor: Double) -> ConvexPolygon {
                ConvexPolygon(counterClockwise: b.corners.map { $0 + overlap.normal * (overlap.depth * factor) })
            }
            #expect(!a.overlaps(moved(1 + 1e-9)))
            #expect(a.overlaps(moved(0.99)))
            #expect(a.contains(overlap.point) && b.contains(overlap.point))
            let mirrored = try #require(b.overlap(with: a))
            #expect((mirrored.depth - overlap.depth).magnitude < 1e-12)
            #expect(mirrored.point.distance(to: overlap.point) < 1e-9)
        }
        #expect(overlapping > 50)
    }

    @Test("The overlap of two shifted squares is known")
    func squares() throws {
        let a = OrientedBox(center: .zero, yaw: 0, length: 2, width: 2)
        let overlap = try #require(a.overlap(with: OrientedBox(center: Vector2(1.5, 0.5), yaw: 0, length: 2, width: 2)))
        #expect(overlap.depth == 0.5 && overlap.normal == Vector2(1, 0))
        #expect(overlap.point.distance(to: Vector2(0.75, 0.25)) < 1e-12)
        let inside = try #require(
            a.overlap(with: OrientedBox(center: Vector2(0, 0.2), yaw: 0.3, length: 0.2, width: 0.2).polygon))
        #expect(inside.point.distance(to: Vector2(0, 0.2)) < 1e-12)
    }

    @Test("Distance between polygons is the least over their borders")
    func distance() throws {
        for draw in 0..<100 {
            let (a, b) = (try polygon(draw), try polygon(draw + 2000))
            let distance = a.distance(to: b)
            #expect((distance - b.distance(to: a)).magnitude < 1e-12)
            let sampled = border(of: a).flatMap { p in border(of: b).map { p.distance(to: $0) } }.min() ?? 0
            #expect(a.overlaps(b) ? distance == 0 : distance <= sampled && distance > sampled - 0.25)
        }
    }

    private func border(of polygon: ConvexPolygon) -> [Vector2] {
        polygon.corners.indices.flatMap { index in
            let next = polygon.corners[(index + 1) % polygon.corners.count]
            return stride(from: 0.0, to: 1, by: 0.02).map { polygon.corners[index].interpolated(to: next, $0) }
        }
    }

    @Test("A box's extents, corners and polygon agree")
    func extents() {
        for draw in 0..<50 {
            let box = box(draw)
            let direction = Vector2(yaw: Double(draw))
            let shadow = box.polygon.extent(along: direction)
            #expect(((shadow.high - shadow.low) / 2 - box.halfExtent(along: direction)).magnitude < 1e-12)
            #expect((box.polygon.area - 4 * box.halfLength * box.halfWidth).magnitude < 1e-12)
            #expect(box.corners.allSatisfy { $0.distance(to: box.center) <= box.circumradius + 1e-12 })
        }
    }

    @Test("Segments cross where both say so")
    func segments() throws {
        let a = Segment(from: Vector2(0, 0), to: Vector2(4, 0))
        let crossing = try #require(a.crossing(with: Segment(from: Vector2(1, -1), to: Vector2(1, 3))))
        #expect(crossing.mine == 0.25 && crossing.theirs == 0.25)
        #expect(a.crossing(with: Segment(from: Vector2(0, 1), to: Vector2(4, 1))) == nil)
        #expect(a.crossing(with: Segment(from: Vector2(5, -1), to: Vector2(5, 1))) == nil)
        #expect(a.distance(to: Vector2(7, 4)) == 5 && a.distance(to: Vector2(2, -3)) == 3)
        #expect(Segment(from: .zero, to: .zero).distance(to: Vector2(3, 4)) == 5)
    }
}

@Suite("Time to contact")
struct TimeToContactTests {
    private let stream = RandomStream(seed: 21, purpose: RandomPurpose("test.contact.time"))

    @Test("Head-on boxes meet after gap / closing speed")
    func headOn() {
        let a = OrientedBox(center: .zero, yaw: 0, length: 4, width: 2)
        let b = OrientedBox(center: Vector2(20, 0), yaw: .pi, length: 4, width: 2)
        func time(_ va: Vector2, _ vb: Vector2) -> Double? {
            TimeToContact.ofBoxes(a, velocity: va, b, velocity: vb, horizon: 10)
        }
        #expect(time(Vector2(5, 0), Vector2(-3, 0)) == 2)
        #expect(time(Vector2(-5, 0), Vector2(3, 0)) == nil)
        #expect(time(Vector2(5, 0), Vector2(5, 0)) == nil)
        #expect(time(Vector2(1, 0), .zero) == nil)
        #expect(time(Vector2(5, 2), .zero) == nil)
        #expect(TimeToContact.ofBoxes(a, velocity: .zero, a, velocity: .zero, horizon: 10) == 0)
    }

    @Test("Just before the time shapes are apart, just after they overlap")
    func property() throws {
        var meetings = 0
        for draw in 0..<500 {
            func value(_ range: ClosedRange<Double>, _ slot: Int) -> Double {
                stream.uniform(in: range, draw * 16 + slot)
            }
            let a = OrientedBox(center: .zero, yaw: value(-4...4, 0), length: 4, width: 2)
            let b = OrientedBox(
                center: Vector2(value(-15...15, 1), value(-15...15, 2)), yaw: value(-4...4, 3), length: 3, width: 1)
            let (va, vb) = (Vector2(value(-9...9, 4), value(-9...9, 5)), Vector2(value(-9...9, 6), value(-9...9, 7)))
            let time = TimeToContact.ofBoxes(a, velocity: va, b, velocity: vb, horizon: 8)
            let polygons = TimeToContact.ofPolygons(a.polygon, velocity: va, b.polygon, velocity: vb, horizon: 8)
            #expect((time == nil) == (polygons == nil))
            func overlaps(at time: Double) -> Bool {
                var (movedA, movedB) = (a, b)
                movedA.center += va * time
                movedB.center += vb * time
                return movedA.overlaps(movedB)
            }
            guard let time else {
                #expect(!stride(from: 0, through: 8, by: 0.05).contains(where: overlaps))
                continue
            }
            #expect((time - (polygons ?? -1)).magnitude < 1e-9)
            if time > 0 {
                meetings += 1
                #expect(!overlaps(at: time - 1e-6))
            } else {
                #expect(overlaps(at: 0))
            }
        }
        #expect(meetings > 30)
    }
}
