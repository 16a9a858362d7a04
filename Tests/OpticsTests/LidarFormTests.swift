import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("LiDAR geometry in closed form")
struct LidarFormTests {
    private func building(_ outline: ConvexPolygon, height: Double = 20, key: UInt64 = 3) -> Building {
        Building(randomKey: key, parts: [outline], height: height, colour: LinearColour(0.4, 0.4, 0.4))
    }

    /// Ranges and strengths of level beams at azimuths around one, from the origin at a height.
    private func scan(
        _ buildings: [Building], azimuth: Double = 0, step: Double = 0.001, count: Int = 64, height: Double = 1.5,
        elevations: [Double] = [0], surfaces: [GroundSurface] = []
    ) -> LidarReturns {
        var map = StreetMap(name: "forms")
        map.buildings = buildings
        map.surfaces = surfaces
        let fixed = StaticScene(map: map)
        var returns = LidarReturns()
        LidarKernel.measure(
            LidarPattern(
                columns: ColumnFan(firstAzimuth: azimuth - step * Double(count / 2), step: step, count: count),
                elevations: elevations, maximumRange: 5000),
            from: Viewpoint(position: Vector3(0, 0, height), yaw: 0), fixed: fixed,
            moving: DynamicScene(catalogue: Catalogue(models: []), fixed: fixed), into: &returns,
            scratch: OpticsScratch())
        return returns
    }

    @Test(
        "A wall answers at D / cos a with cosine cos a, also at 85° to 89.9°", arguments: [0.0, 60, 85, 88, 89.5, 89.9])
    func grazing(degrees: Double) {
        // A wall along y at x = 2: the incidence is the azimuth.
        let wall = OrientedBox(center: Vector2(3, 0), yaw: 0, length: 2, width: 8000).polygon
        let returns = scan([building(wall)], azimuth: degrees * .pi / 180, step: 1e-5)
        let reflectivity = Double(returns.surface(ring: 0, column: 32)?.reflectivity ?? 0)
        for column in 0..<64 {
            let azimuth = degrees * .pi / 180 + 1e-5 * Double(column - 32)
            let cosine = DeterministicMath.cos(azimuth)
            // Single precision turns a direction by 6e-8: that much more at a slant.
            let tolerance = 1e-4 + 2e-7 / cosine
            #expect((Double(returns.ranges[column]) * cosine / 2 - 1).magnitude < tolerance)
            #expect((Double(returns.strengths[column]) / reflectivity / cosine - 1).magnitude < tolerance)
        }
    }

    @Test("A beam goes through a gap of a millimetre at ten metres")
    func narrowGap() {
        let walls = [1.0, -1].map { side in
            building(
                OrientedBox(center: Vector2(10.05, side * (5 + 0.0005)), yaw: 0, length: 0.1, width: 10).polygon,
                key: side > 0 ? 1 : 2)
        }
        let returns = scan(walls, step: 2e-5, count: 16)
        #expect(returns.ranges[8] == 0)
        #expect(returns.ranges[3] > 9.9 && returns.ranges[13] > 9.9)
    }

    @Test("Ranges are continuous around the corner of a box")
    func corner() {
        let box = OrientedBox(center: Vector2(20, 0), yaw: 0.7, length: 4, width: 3).polygon
        let returns = scan([building(box)], step: 0.0005, count: 400)
        let hits = returns.ranges.filter { $0 > 0 }
        #expect(hits.count > 200)
        #expect(zip(hits, hits.dropFirst()).allSatisfy { ($0 - $1).magnitude < 0.05 })
    }

    @Test("From within a box the ground is seen and no wall; a box without width is as good as none")
    func degenerate() {
        let around = OrientedBox(center: .zero, yaw: 0.2, length: 6, width: 4).polygon
        let inside = scan([building(around)], elevations: [-0.3, 0, 0.2])
        #expect(inside.ranges.allSatisfy { $0.isFinite })
        #expect(inside.ranges[0] > 0)
        let thin = OrientedBox(center: Vector2(10, 0), yaw: 0, length: 1e-9, width: 1e-9).polygon
        #expect(scan([building(thin)]).ranges.allSatisfy { $0.isFinite })
    }

    @Test("The ground is a ring at h / sin e, a roof below the sensor answers at its height")
    func rings() {
        let roof = building(OrientedBox(center: Vector2(20, 0), yaw: 0, length: 10, width: 10).polygon, height: 3)
        for elevation in [-0.05, -0.1, -0.2] {
            let (sine, cosine) = DeterministicMath.sinCos(-elevation)
            let ground = scan([], height: 1.8, elevations: [elevation - 1e-3, elevation])
            #expect((Double(ground.ranges[96]) * sine / 1.8 - 1).magnitude < 1e-4)
            let above = scan([roof], height: 5, elevations: [elevation - 1e-3, elevation])
            let flat = 2 * cosine / sine
            let expected = flat > 15 && flat < 25 ? 2 / sine : (flat >= 25 ? 5 / sine : 0)
            guard expected > 0, flat < 25 else { continue }
            #expect((Double(above.ranges[96]) / expected - 1).magnitude < 1e-4)
        }
    }

    @Test("A box split in two changes ranges by rounding only")
    func split() {
        let whole = OrientedBox(center: Vector2(20, 3), yaw: 0, length: 8, width: 6).polygon
        let halves = [18.0, 22].map { OrientedBox(center: Vector2($0, 3), yaw: 0, length: 4, width: 6).polygon }
        let elevations = LidarPattern.evenElevations(from: -0.2, to: 0.3, count: 9)
        let one = scan([building(whole, height: 4)], step: 0.004, count: 240, elevations: elevations)
        let two = scan(
            [building(halves[0], height: 4), building(halves[1], height: 4, key: 4)], step: 0.004, count: 240,
            elevations: elevations)
        let different = zip(one.ranges, two.ranges).count { ($0 - $1).magnitude > 1e-4 * max(1, $0) }
        #expect(different <= 2 && one.ranges.contains { $0 > 0 })
    }
}
