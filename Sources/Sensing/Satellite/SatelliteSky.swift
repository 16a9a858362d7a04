import Geometry
import Optics
import RoadNetwork
import World

/// What houses do to satellite positioning at one place: satellites that they hide, and signals that come over a wall.
///
/// Ten satellites stand where the receiver's random key puts them for the run. A hidden one is left out, or (every
/// second) heard over a reflection: its pseudorange is then longer by about half the distance of the wall that hides it,
/// and the least-squares position of N ranges moves away from it by 2/N of that. Fewer satellites dilute precision.
struct SatelliteSky {
    /// Error of the position, world, metres.
    var error: Vector2
    /// What the white noise is multiplied by, ≥ 1.
    var dilution: Double

    static let open = SatelliteSky(error: .zero, dilution: 1)

    private static let constellation = RandomPurpose("gnss.sky")
    private static let count = 10
    /// Elevations of the layers that look at the sky: 10° to 80°.
    private static let layers = 8
    static let pattern = Optics.LidarPattern(
        columns: ColumnFan(fullTurn: 72),
        elevations: Optics.LidarPattern.evenElevations(from: 10 * .pi / 180, to: 80 * .pi / 180, count: layers),
        maximumRange: 150)

    private init(error: Vector2, dilution: Double) { (self.error, self.dilution) = (error, dilution) }

    init(_ moment: SensingMoment, noise: SensorNoise) {
        let pose = moment.worldFromSensor
        let scratch = moment.scratch
        let slot = scratch.lidarSlot(rings: SatelliteSky.layers, columns: 72)
        LidarKernel.measure(
            SatelliteSky.pattern,
            from: Viewpoint(
                position: Vector3(pose.position.x, pose.position.y, max(0.5, pose.position.z)), yaw: 0),
            fixed: moment.stage.scene, moving: scratch.radar.emptyScene(moment.stage),
            into: &scratch.lidarReturns[slot], scratch: scratch.optics)
        self.init(scratch.lidarReturns[slot].ranges, noise.once.stream(SatelliteSky.constellation))
    }

    /// - Parameter ranges: distances of what stands in the sky, layers × 72 columns; 0 for nothing.
    init(_ ranges: [Float], _ stream: RandomStream) {
        var (error, heard) = (Vector2.zero, 0.0)
        for satellite in 0..<SatelliteSky.count {
            let azimuth = 2 * .pi * stream.uniform(3 * satellite)
            let layer = stream.integer(below: SatelliteSky.layers, 3 * satellite + 1)
            let column = Int((azimuth / (2 * .pi) * 72).rounded()) % 72
            let range = Double(ranges[layer * 72 + column])
            guard range > 0 else {
                heard += 1
                continue
            }
            guard stream.uniform(3 * satellite + 2) < 0.5 else { continue }
            heard += 1
            let elevation = Double(layer + 1) * 10 * .pi / 180
            let detour = 0.5 * range * DeterministicMath.cos(elevation)
            error = error - Vector2(yaw: azimuth) * (detour * 2 / Double(SatelliteSky.count))
        }
        self.error = error
        dilution = (Double(SatelliteSky.count) / max(3, heard)).squareRoot()
    }
}
