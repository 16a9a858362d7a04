import DrivingInterface
import Testing

@testable import Policies

@Suite("The junction that the directions announce")
struct JunctionAheadTests {
    private static func announced(_ distance: Double) -> RouteGuidance {
        RouteGuidance(current: .left, distance: distance, next: .arrive, nextDistance: 200)
    }

    @Test("Standing at a painted line, the line stays where it was seen, whatever the directions say")
    func keepsLine() {
        var junction = JunctionAhead()
        junction.follow(JunctionAheadTests.announced(20), odometer: 80)
        junction.seeLine(at: 18, odometer: 80)
        for _ in 0..<600 { junction.follow(JunctionAheadTests.announced(8), odometer: 92) }
        #expect((junction.distance(odometer: 92) - 6).magnitude < 1e-9)
    }

    @Test("A line behind the known one is another; a nearer one is believed at once")
    func otherLines() {
        var junction = JunctionAhead()
        junction.follow(JunctionAheadTests.announced(20), odometer: 80)
        junction.seeLine(at: 18, odometer: 80)
        junction.seeLine(at: 21, odometer: 80)
        #expect(junction.distance(odometer: 80) == 18)
        junction.seeLine(at: 14, odometer: 80)
        #expect(junction.distance(odometer: 80) == 14)
    }

    @Test("Without paint, rounded distances are averaged")
    func averages() {
        var junction = JunctionAhead()
        for metre in 0..<100 {
            junction.follow(
                JunctionAheadTests.announced((60.4 - 0.5 * Double(metre)).rounded()), odometer: 0.5 * Double(metre))
        }
        #expect((junction.distance(odometer: 0) - 60.4).magnitude < 0.4)
    }
}
