import Fields
import Geometry
import RoadNetwork
import Testing

@Suite("Reference lines of OpenDRIVE")
struct ReferenceLineTests {
    /// The end of lane -1 with zero offset, so that its middle is the reference line.
    private func end(_ geometry: String, length: Double) throws -> Pose2 {
        var text = DriveText()
        text.geometry = geometry
        text.attributes = "length=\"\(length)\" junction=\"-1\""
        text.offset = "<laneOffset s=\"0\" a=\"1.75\" b=\"0\" c=\"0\" d=\"0\"/>"
        let (map, diagnostics) = text.open()
        #expect(diagnostics.isEmpty)
        let lane = try #require(map).lanes[0]
        return lane.centerline.pose(at: lane.length)
    }

    @Test("An arc ends where the circle says")
    func arc() throws {
        let pose = try end(
            "<geometry s=\"0\" x=\"5\" y=\"7\" hdg=\"0.5\" length=\"30\"><arc curvature=\"-0.05\"/></geometry>",
            length: 30)
        let center = Vector2(5, 7) - Vector2(yaw: 0.5).leftNormal * 20
        let expected = center + Vector2(yaw: 0.5 - 1.5).leftNormal * 20
        #expect(pose.position.distance(to: expected) < 1e-9)
        #expect((pose.yaw - (0.5 - 1.5)).magnitude < 1e-9)
    }

    @Test("A spiral ends where the Fresnel series says")
    func spiral() throws {
        let pose = try end(
            "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"50\"><spiral curvStart=\"0\" curvEnd=\"0.02\"/></geometry>",
            length: 50)
        // θ(s) = s²/(2A²) with A² = L/κ; x = Σ (-1)^n L θ^{2n} / ((4n+1)(2n)!), y likewise with odd powers.
        let theta = 0.5
        var (x, y, power, factorial) = (0.0, 0.0, 1.0, 1.0)
        for n in 0..<12 {
            if n > 0 { (power, factorial) = (power * theta, factorial * Double(n)) }
            let term = 50 * power / (factorial * Double(2 * n + 1)) * (n / 2 % 2 == 0 ? 1 : -1)
            if n % 2 == 0 { x += term } else { y += term }
        }
        #expect(pose.position.distance(to: Vector2(x, y)) < 1e-9)
        #expect((pose.yaw - theta).magnitude < 1e-9)
    }

    @Test("A parametric cubic is the same whether its parameter is normalised or an arc length")
    func parametric() throws {
        let start = "<geometry s=\"0\" x=\"1\" y=\"2\" hdg=\"0.3\" length=\"20\">"
        let normalised = try end(
            start + "<paramPoly3 aU=\"0\" bU=\"20\" cU=\"1\" dU=\"-2\" aV=\"0\" bV=\"0\" cV=\"6\" dV=\"-4\" "
                + "pRange=\"normalized\"/></geometry>", length: 20)
        let byLength = try end(
            start + "<paramPoly3 aU=\"0\" bU=\"1\" cU=\"0.0025\" dU=\"-0.00025\" aV=\"0\" bV=\"0\" cV=\"0.015\" "
                + "dV=\"-0.0005\" pRange=\"arcLength\"/></geometry>", length: 20)
        let expected = Pose2(x: 1, y: 2, yaw: 0.3).toOuter(Vector2(19, 2))
        #expect(normalised.position.distance(to: expected) < 1e-9)
        #expect(byLength.position.distance(to: expected) < 1e-9)
        #expect((normalised.yaw - 0.3 - DeterministicMath.atan2(0, 16)).magnitude < 1e-9)
    }

    @Test("A cubic ends after its length on the curve")
    func cubic() throws {
        let pose = try end(
            "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"10\"><poly3 a=\"0\" b=\"0.75\" c=\"0\" d=\"0\"/></geometry>",
            length: 10)
        #expect(pose.position.distance(to: Vector2(8, 6)) < 1e-6)
    }

    @Test("Pieces follow one another, and a gap between them is a warning with its place")
    func pieces() throws {
        let first = "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"50\"><line/></geometry>"
        let pose = try end(
            first + "<geometry s=\"50\" x=\"50\" y=\"0\" hdg=\"0\" length=\"10\"><arc curvature=\"0.1\"/></geometry>",
            length: 60)
        #expect((pose.yaw - 1).magnitude < 1e-9)
        var text = DriveText()
        text.geometry = first + "\n<geometry s=\"50\" x=\"51\" y=\"0\" hdg=\"0\" length=\"50\"><line/></geometry>"
        let problems = text.open().diagnostics.problems
        #expect(problems.map(\.code) == ["opendrive-gap"])
        #expect(problems[0].mark?.line == 7)
    }
}
