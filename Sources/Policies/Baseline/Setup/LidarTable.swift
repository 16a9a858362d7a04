import DrivingInterface
import Geometry

/// What a level LiDAR's beams can meet, worked out once: where each points, and at which ranges a layer meets ground,
/// something low such as a kerb, or an obstacle.
struct LidarTable: Sendable {
    /// Heights above the road, metres: what is lower than a kerb's face is ground, what is higher than `obstacleFrom` and
    /// lower than `obstacleTo` is in the way of a car.
    static let raisedFrom = 0.055
    static let obstacleFrom = 0.30
    static let obstacleTo = 2.2

    /// One layer.
    struct Layer: Sendable {
        var sine: Float
        var cosine: Float
        /// Beams that end before this range have met an obstacle; 0 where they never do.
        var obstacleRange: Float
        /// Ranges from which on the beam has met level ground, and raised ground; infinite for layers that look up or
        /// meet the ground too far away.
        var levelRange: Float
        var raisedRange: Float
        /// Metres between neighbouring columns where the layer meets the ground.
        var spacing: Float
        /// Columns from one ground sample to the next.
        var stride: Int
    }

    let mount: Int
    let layers: [Layer]
    /// Cosine and sine of each column's azimuth in driving coordinates.
    let cosines: [Float]
    let sines: [Float]
    /// Where it stands, driving coordinates, and how high.
    let position: Vector2
    let height: Double
    let maximumRange: Double
    /// Directions as the columns have them.
    let horizon: HorizonLayout

    /// nil if the mount is no LiDAR that stands upright above the road.
    init?(_ info: MountInfo, row: Int, mirror: Mirror) {
        guard let pattern = LidarPattern(info), info.egoFromSensor.pitch == 0, info.egoFromSensor.roll == 0,
            info.egoFromSensor.position.z > 0.4, pattern.columns >= 8
        else { return nil }
        mount = row
        let height = info.egoFromSensor.position.z
        self.height = height
        position = mirror.point(info.egoFromSensor.position.horizontal)
        maximumRange = pattern.maximumRange
        let directions = pattern.azimuths.map { DeterministicMath.sinCos($0 + info.egoFromSensor.yaw) }
        cosines = directions.map { Float($0.cos) }
        sines = directions.map { Float($0.sin * mirror.sign) }
        let turn = (pattern.azimuths[1] - pattern.azimuths[0]).magnitude
        horizon = HorizonLayout(
            middle: position, count: pattern.columns,
            start: (pattern.azimuths[0] + info.egoFromSensor.yaw) * mirror.sign,
            step: (pattern.azimuths[1] - pattern.azimuths[0]) * mirror.sign)
        layers = pattern.elevations.map {
            LidarTable.layer(elevation: $0, height: height, maximumRange: pattern.maximumRange, turn: turn)
        }
    }

    private static func layer(elevation: Double, height: Double, maximumRange: Double, turn: Double) -> Layer {
        let (sine, cosine) = DeterministicMath.sinCos(elevation)
        var layer = Layer(
            sine: Float(sine), cosine: Float(cosine), obstacleRange: Float(maximumRange), levelRange: .infinity,
            raisedRange: .infinity, spacing: 0, stride: 1)
        if sine > 0 {
            layer.obstacleRange = Float(min(maximumRange, max(0, obstacleTo - height) / sine))
        } else if sine < 0 {
            layer.obstacleRange = Float(min(maximumRange, max(0, height - obstacleFrom) / -sine))
            let ground = height / -sine
            if ground < 45 {
                layer.levelRange = Float((height - raisedFrom) / -sine)
                layer.raisedRange = Float((height - obstacleFrom) / -sine)
                layer.spacing = Float(ground * cosine * turn)
                layer.stride = max(1, Int(0.12 / Double(layer.spacing)))
            }
        }
        return layer
    }
}
