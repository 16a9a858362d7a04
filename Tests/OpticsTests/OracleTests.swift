import Geometry
import RoadNetwork
import TestSupport
import Testing
import World

@testable import Optics

@Suite("Agreement with a brute-force tracer in double precision")
struct OracleTests {
    /// Nightly more than a million rays.
    private static let lidarSeeds: ClosedRange<UInt64> = Nightly.isOn ? 1...96 : 1...8

    @Test("A LiDAR meets what brute force meets, except within 1e-4 rad of an edge", arguments: lidarSeeds)
    func lidarAgrees(seed: UInt64) {
        let scene = RandomScene(seed: seed)
        let fixed = scene.fixed
        let oracle = BruteForce(shapes: scene.shapes)
        let eye = Viewpoint(position: Vector3(0.3, -0.2, seed % 2 == 0 ? 1.9 : 0.8), yaw: 0.1 * Double(seed))
        let pattern = LidarPattern(
            columns: ColumnFan(firstAzimuth: 0.4, step: seed % 3 == 0 ? -0.0131 : 0.0131, count: 470),
            elevations: LidarPattern.evenElevations(from: -0.6, to: 0.4, count: 25), maximumRange: 300)
        var returns = LidarReturns()
        LidarKernel.measure(
            pattern, from: eye, fixed: fixed, moving: scene.moving(fixed), into: &returns, scratch: OpticsScratch())
        var (met, wrong) = (0, 0)
        for ring in 0..<returns.ringCount {
            for column in 0..<returns.columnCount {
                let azimuth = eye.yaw + 0.4 + Double(column) * (seed % 3 == 0 ? -0.0131 : 0.0131)
                let range = Double(returns.ranges[ring * returns.columnCount + column])
                let surface = returns.surface(ring: ring, column: column)
                if surface != nil { met += 1 }
                let agrees = isNear(azimuth, pattern.elevations[ring]) { azimuth, elevation in
                    let direction = Vector3(
                        DeterministicMath.cos(azimuth) * DeterministicMath.cos(elevation),
                        DeterministicMath.sin(azimuth) * DeterministicMath.cos(elevation),
                        DeterministicMath.sin(elevation))
                    let hit = oracle.first(from: eye.position, along: direction)
                    guard let hit, hit.distance <= 300 else { return surface == nil }
                    return surface?.owner == hit.owner && surface?.surfaceClass == hit.surfaceClass
                        && (range - hit.distance).magnitude <= 2e-4 * hit.distance + 2e-4 * hit.distance * hit.distance
                }
                if !agrees { wrong += 1 }
            }
        }
        #expect(met > 3000)
        #expect(wrong == 0)
    }

    @Test(
        "A leaning LiDAR meets what brute force meets along its own beams, except within 1e-4 rad of an edge",
        arguments: [(0.2, 0.0), (-0.3, 0.0), (0, 0.25), (0.15, -0.4), (1.4, 0.1), (0.0, 3.0)] as [(Double, Double)])
    func leaningLidarAgrees(pitch: Double, roll: Double) {
        let scene = RandomScene(seed: 21)
        let fixed = scene.fixed
        let oracle = BruteForce(shapes: scene.shapes)
        let pose = Pose3(Vector3(0.3, -0.2, 1.7), yaw: 0.8, pitch: pitch, roll: roll)
        let pattern = LidarPattern(
            columns: ColumnFan(firstAzimuth: -3, step: 0.0151, count: 397),
            elevations: LidarPattern.evenElevations(from: -0.6, to: 0.4, count: 21), maximumRange: 300)
        var returns = LidarReturns()
        LidarKernel.measure(
            pattern, from: Viewpoint(position: pose.position, yaw: pose.yaw), leaning: SensorTilt(pose), fixed: fixed,
            moving: scene.moving(fixed), into: &returns, scratch: OpticsScratch())
        var (met, wrong) = (0, 0)
        for ring in 0..<returns.ringCount {
            for column in 0..<returns.columnCount {
                let range = Double(returns.ranges[ring * returns.columnCount + column])
                let surface = returns.surface(ring: ring, column: column)
                if surface != nil { met += 1 }
                let agrees = isNear(-3 + Double(column) * 0.0151, pattern.elevations[ring]) {
                    azimuth, elevation in
                    let (a, e) = (DeterministicMath.sinCos(azimuth), DeterministicMath.sinCos(elevation))
                    let ahead = pose.toOuter(Vector3(a.cos * e.cos, a.sin * e.cos, e.sin)) - pose.position
                    guard let hit = oracle.first(from: pose.position, along: ahead), hit.distance <= 300 else {
                        return surface == nil
                    }
                    return surface?.owner == hit.owner && surface?.surfaceClass == hit.surfaceClass
                        && (range - hit.distance).magnitude <= 2e-4 * hit.distance + 2e-4 * hit.distance * hit.distance
                }
                if !agrees { wrong += 1 }
            }
        }
        #expect(met > 2000)
        #expect(wrong == 0)
    }

    @Test("Leaning by next to nothing changes ranges by rounding only")
    func hardlyLeaning() {
        let scene = RandomScene(seed: 22)
        let fixed = scene.fixed
        let pattern = LidarPattern(
            columns: ColumnFan(fullTurn: 500), elevations: LidarPattern.evenElevations(from: -0.5, to: 0.3, count: 15),
            maximumRange: 200)
        let looks = [SensorTilt.none, SensorTilt(pitch: 1e-7, roll: -1e-7)].map { tilt in
            var returns = LidarReturns()
            LidarKernel.measure(
                pattern, from: Viewpoint(position: Vector3(0, 0, 1.6), yaw: 0.3), leaning: tilt, fixed: fixed,
                moving: scene.moving(fixed), into: &returns, scratch: OpticsScratch())
            return returns
        }
        var different = 0
        for index in looks[0].ranges.indices {
            let (a, b) = (looks[0].ranges[index], looks[1].ranges[index])
            if (a - b).magnitude > 1e-3 * max(1, a) { different += 1 }
            if a > 0 && b > 0 && (looks[0].strengths[index] - looks[1].strengths[index]).magnitude > 1e-3 {
                different += 1
            }
        }
        #expect(different <= looks[0].ranges.count / 500)
    }

    @Test("A picture's depth, class and owner are what brute force meets, except at edges", arguments: UInt64(11)...16)
    func cameraAgrees(seed: UInt64) {
        let scene = RandomScene(seed: seed)
        let fixed = scene.fixed
        let oracle = BruteForce(shapes: scene.shapes)
        let eye = Viewpoint(position: Vector3(-0.2, 0.4, seed % 2 == 0 ? 1.4 : 2.6), yaw: 1.1 * Double(seed))
        let camera = UprightCamera(width: 131, height: 70, horizontalFieldOfView: 1.7, farthestDepth: 200)
        var image = CameraImage()
        ColumnRenderer.render(
            camera, from: eye, light: SceneLight(weather: .init()), fixed: fixed, moving: scene.moving(fixed),
            labels: true, into: &image, scratch: OpticsScratch())
        let (sine, cosine) = DeterministicMath.sinCos(eye.yaw)
        var (standing, wrong) = (0, 0)
        for row in 0..<70 {
            for column in 0..<131 {
                let index = row * 131 + column
                let owner = image.surfaces[index].owner
                if owner != .ground && owner != .nothing { standing += 1 }
                let left = -(Double(column) + 0.5 - camera.principalColumn) / camera.focalLength
                let up = -(Double(row) + 0.5 - camera.principalRow) / camera.focalLength
                let agrees = isNear(left, up) { left, up in
                    let direction = Vector3(cosine - sine * left, sine + cosine * left, up)
                    guard let hit = oracle.first(from: eye.position, along: direction) else {
                        return owner == .nothing && image.depths[index] == 0
                    }
                    let isSame = owner == hit.owner && image.surfaces[index].surfaceClass == hit.surfaceClass
                    let error = (Double(image.depths[index]) - hit.distance).magnitude
                    return isSame && error <= 2e-4 * hit.distance + 2e-4 * hit.distance * hit.distance
                }
                if !agrees { wrong += 1 }
            }
        }
        #expect(standing > 500)
        #expect(wrong == 0)
    }

    /// Whether a statement holds in a direction or one 1e-4 rad beside it.
    private func isNear(_ a: Double, _ b: Double, _ holds: (Double, Double) -> Bool) -> Bool {
        if holds(a, b) { return true }
        for (da, db) in [(-1.0, 0.0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)]
        where holds(a + da * 1e-4, b + db * 1e-4) { return true }
        return false
    }
}
