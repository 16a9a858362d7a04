import Geometry
import Testing

@testable import Optics

@Suite(
    "Agreement with reference programs on the shared scene", .enabled(if: SharedScene.isThere, "needs MAPLESS_SHARED"))
struct ReferenceTests {
    @Test("A 128 × 1800 LiDAR over 16 poses hits 0.9692 of its beams at a mean range of 23.069 m")
    func lidarMatchesEmbree() throws {
        let scene = try SharedScene()
        #expect(scene.boxCount == 400 && scene.poses.count == 16)
        let pattern = LidarPattern(
            columns: ColumnFan(fullTurn: 1800),
            elevations: LidarPattern.evenElevations(
                from: -25 * .pi / 180, to: 15 * .pi / 180, count: 128), maximumRange: 200)
        let (hits, mean) = measure(pattern, scene, height: 1.9)
        #expect((hits - 0.9692).magnitude < 0.0001)
        #expect((mean - 23.069).magnitude < 0.003)
    }

    @Test("A level 720-ray scan over 16 poses hits 0.9087 of its rays at a mean range of 33.0608 m")
    func scanMatchesEmbree() throws {
        let scene = try SharedScene()
        let pattern = LidarPattern(columns: ColumnFan(fullTurn: 720), elevations: [0], maximumRange: 100)
        let (hits, mean) = measure(pattern, scene, height: 0.8)
        #expect((hits - 0.9087).magnitude < 0.0001)
        #expect((mean - 33.0608).magnitude < 0.001)
    }

    private func measure(_ pattern: LidarPattern, _ scene: SharedScene, height: Double) -> (hits: Double, mean: Double)
    {
        let scratch = OpticsScratch()
        var returns = LidarReturns()
        var (hits, rays, sum) = (0, 0, 0.0)
        for pose in scene.poses {
            LidarKernel.measure(
                pattern, from: scene.viewpoint(pose, height: height), fixed: scene.fixed, moving: scene.moving,
                into: &returns, scratch: scratch)
            rays += returns.ranges.count
            for range in returns.ranges where range > 0 {
                hits += 1
                sum += Double(range)
            }
        }
        return (Double(hits) / Double(rays), sum / Double(hits))
    }
}
