import DrivingInterface
import Geometry
import Testing

@testable import Policies

@Suite("The ground that the body of the car will cover")
struct OwnSweepTests {
    private static let vehicle = VehicleInfo(
        length: 4.6, width: 1.8, height: 1.5, wheelbase: 2.8, frontOverhang: 0.9, rearOverhang: 0.9,
        maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 3, maximumDeceleration: 9)

    /// Metres to a point with a path straight ahead, or round a bend of some radius to the left.
    private static func free(of point: Vector2, radius: Double? = nil) -> Double? {
        var path = LanePath()
        path.lay(along: .identity)
        if let radius {
            path.lay(from: LanePath.behind, planned: 0) { s in
                let (sine, cosine) = DeterministicMath.sinCos(s / radius)
                return Vector2(radius * sine, radius * (1 - cosine))
            }
        }
        return withUnsafePointer(to: point) {
            OwnSweep(path: path, pose: .identity, vehicle: vehicle).free(
                of: UnsafeBufferPointer(start: $0, count: 1))
        }
    }

    @Test("Straight on, the front bumper meets what stands ahead and passes what stands beside")
    func straight() throws {
        let ahead = try #require(OwnSweepTests.free(of: Vector2(10, 0.5)))
        #expect(ahead > 10 - 3.7 - 0.15 - 0.01 && ahead < 10 - 3.7 - 0.15 + 0.41)
        #expect(OwnSweepTests.free(of: Vector2(8, 1.2)) == nil)
        #expect(OwnSweepTests.free(of: Vector2(8, -1.2)) == nil)
    }

    @Test("In a bend, the outer front corner swings out over the width of the car")
    func swingsOut() {
        // The corner runs on a circle of radius √((8 + 0.9)² + 3.7²) = 9.64 m about (0, 8).
        let outside = Vector2(0, 8) + Vector2(yaw: -.pi / 4) * 9.5
        let beyond = Vector2(0, 8) + Vector2(yaw: -.pi / 4) * 10.2
        #expect(OwnSweepTests.free(of: outside, radius: 8) != nil)
        #expect(OwnSweepTests.free(of: beyond, radius: 8) == nil)
    }

    @Test("What stands close beside the car only must not be touched")
    func closeBeside() {
        #expect(OwnSweepTests.free(of: Vector2(3, 1.0)) == nil)
        #expect(OwnSweepTests.free(of: Vector2(3, 1.0), radius: 8) != nil)
        #expect(OwnSweepTests.free(of: Vector2(3, -1.0), radius: -8) != nil)
    }
}
