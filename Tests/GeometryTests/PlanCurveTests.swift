import Geometry
import Testing

@Suite("Plan curves")
struct PlanCurveTests {
    private static let curves: [PlanCurve] = [
        .line, .arc(curvature: 0.05), .arc(curvature: -0.2), .arc(curvature: 1e-8),
        .clothoid(start: 0, end: 0.1), .clothoid(start: -0.05, end: 0.08), .clothoid(start: 0.02, end: 0.02),
        .cubic(Cubic(0, 0, 0.01, -0.0002)), .cubic(Cubic(0, 0.1, -0.004, 0.0001)),
    ]

    @Test("Arc length is arc length: steps of the curve add up to s", arguments: curves)
    func arcLength(curve: PlanCurve) {
        let piece = PlanPiece(start: Pose2(x: 1, y: 2, yaw: 0.3), length: 30, curve: curve)
        var sum = 0.0
        var previous = piece.pose(at: 0).position
        for index in 1...3000 {
            let next = piece.pose(at: Double(index) * 0.01).position
            sum += next.distance(to: previous)
            previous = next
        }
        #expect((sum - 30).magnitude < 1e-4)
    }

    @Test("Headings are tangents and curvature is the heading's slope", arguments: curves)
    func tangents(curve: PlanCurve) {
        let piece = PlanPiece(start: .identity, length: 30, curve: curve)
        for s in stride(from: 0.5, through: 29.5, by: 1) {
            let (before, here, after) = (piece.pose(at: s - 1e-4), piece.pose(at: s), piece.pose(at: s + 1e-4))
            let chord = (after.position - before.position).yaw
            #expect(Angle.difference(from: here.yaw, to: chord).magnitude < 1e-6)
            let bend = Angle.difference(from: before.yaw, to: after.yaw) / 2e-4
            #expect((bend - piece.curvature(at: s)).magnitude < 1e-6)
        }
    }

    @Test("An arc is a circle and a clothoid of even curvature an arc")
    func circle() {
        let arc = PlanPiece(start: .identity, length: 20 * .pi, curve: .arc(curvature: 0.05))
        #expect(arc.end.position.distance(to: Vector2(0, 40)) < 1e-12)
        let clothoid = PlanPiece(start: .identity, length: 20 * .pi, curve: .clothoid(start: 0.05, end: 0.05))
        for s in stride(from: 0, through: arc.length, by: 3) {
            #expect(arc.pose(at: s).position.distance(to: clothoid.pose(at: s).position) < 1e-11)
        }
        let straight = PlanPiece(start: .identity, length: 100, curve: .arc(curvature: 1e-8))
        #expect((straight.end.position.y - 5e-5).magnitude < 1e-15)
    }

    @Test("A clothoid from straight ends at the Fresnel integrals")
    func fresnel() {
        // Curvature π·s over one metre: x = C(1), y = S(1) (Abramowitz and Stegun, table 7.7).
        let end = PlanPiece(start: .identity, length: 1, curve: .clothoid(start: 0, end: .pi)).end
        #expect((end.position.x - 0.7798934003768228).magnitude < 1e-12)
        #expect((end.position.y - 0.4382591473903548).magnitude < 1e-12)
        #expect((end.yaw - .pi / 2).magnitude < 1e-15)
    }

    @Test("A curve driven back is its mirror")
    func symmetry() {
        let there = PlanPiece(start: .identity, length: 40, curve: .clothoid(start: 0, end: 0.05))
        let turned = Pose2(there.end.position, yaw: there.end.yaw + .pi)
        let back = PlanPiece(start: turned, length: 40, curve: .clothoid(start: -0.05, end: 0))
        #expect(back.end.position.length < 1e-10)
    }

    @Test("A parametric cubic follows its polynomials")
    func parametric() {
        let (u, v) = (Cubic(0, 20, 0, 0), Cubic(0, 0, 6, -4))
        let piece = PlanPiece(start: .identity, length: 21, curve: .parametricCubic(u: u, v: v, range: 1))
        let middle = piece.pose(at: 10.5)
        #expect(middle.position.distance(to: Vector2(10, 1)) < 1e-12)
        #expect((middle.yaw - DeterministicMath.atan2(3, 20)).magnitude < 1e-12)
        #expect(piece.end.position.distance(to: Vector2(20, 2)) < 1e-12)
    }

    @Test("Absurd numbers give some pose and no trap")
    func absurd() {
        for curve in [
            PlanCurve.arc(curvature: 1e300), .clothoid(start: 1e200, end: -1e200), .cubic(Cubic(0, 1e100, 1e100, 1)),
        ] {
            _ = PlanPiece(start: .identity, length: 1e4, curve: curve).end
            _ = PlanPiece(start: .identity, length: 0, curve: curve).end
        }
    }
}

@Suite("Poses and angles")
struct PoseTests {
    @Test("Wrapped angles lie in (-π, π] and keep their direction")
    func wrapping() {
        for angle in stride(from: -50.0, through: 50, by: 0.37) {
            let wrapped = Angle.wrapped(angle)
            #expect(wrapped > -.pi && wrapped <= .pi)
            #expect(Vector2(yaw: wrapped).distance(to: Vector2(yaw: angle)) < 1e-12)
        }
        #expect(Angle.wrapped(-.pi) == .pi)
        #expect(Angle.wrapped(3 * .pi) == .pi)
        #expect((Angle.difference(from: 3, to: -3) - (2 * .pi - 6)).magnitude < 1e-12)
    }

    @Test("Into a frame and out again is where one started")
    func frames() {
        let pose = Pose2(x: 3, y: -7, yaw: 2.2)
        let point = Vector2(11, 5)
        #expect(pose.toOuter(pose.toLocal(point)).distance(to: point) < 1e-12)
        #expect(pose.toOuter(Vector2(1, 0)).distance(to: pose.position + pose.forward) < 1e-12)
        let mounted = Pose3(Vector3(1, 2, 3), yaw: 0.4, pitch: -0.3, roll: 0.2)
        let mark = Vector3(5, -2, 1)
        let back = mounted.toOuter(mounted.toLocal(mark)) - mark
        #expect(back.length < 1e-12)
    }

    @Test("Yaw turns left, pitch lowers the nose, roll lowers the right side")
    func signs() {
        #expect((Pose3(.zero, yaw: .pi / 2).toOuter(Vector3(1, 0, 0)) - Vector3(0, 1, 0)).length < 1e-12)
        #expect(Pose3(.zero, pitch: 0.1).toOuter(Vector3(1, 0, 0)).z < 0)
        #expect(Pose3(.zero, roll: 0.1).toOuter(Vector3(0, -1, 0)).z < 0)
    }
}
