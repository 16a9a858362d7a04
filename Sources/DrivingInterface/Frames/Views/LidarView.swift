import Geometry

/// Where the beams of a `lidar` mount point, from its calibration. Layers come from the lowest elevation to the highest,
/// columns counter-clockwise.
public struct LidarPattern: Sendable {
    public let layers: Int
    public let columns: Int
    /// Angle of each layer above the sensor's x-y plane, radians, ascending.
    public let elevations: [Double]
    /// Angle of each column counter-clockwise from the sensor's x axis, radians, ascending.
    public let azimuths: [Double]
    /// Farthest range, metres.
    public let maximumRange: Double
    /// Calibrated mounting.
    public let egoFromSensor: Pose3
    /// Unit vectors along azimuth 0 and 90° and up, of the sensor in the ego frame.
    private let axes: (x: Vector3, y: Vector3, z: Vector3)
    private let elevationSinCos: [(sin: Double, cos: Double)]
    private let azimuthSinCos: [(sin: Double, cos: Double)]

    /// nil if the mount is no LiDAR.
    public init?(_ mount: MountInfo) {
        guard mount.kind == "lidar", let shape = mount.arrays.first(where: { $0.name == "range" })?.shape,
            shape.count == 2, let start = mount.calibration("azimuth_start").first,
            let step = mount.calibration("azimuth_step").first,
            let maximumRange = mount.calibration("maximum_range").first
        else { return nil }
        (layers, columns) = (shape[0], shape[1])
        elevations = mount.calibration("elevations")
        guard elevations.count == layers else { return nil }
        azimuths = (0..<columns).map { start + step * Double($0) }
        self.maximumRange = maximumRange
        egoFromSensor = mount.egoFromSensor
        let rows = egoFromSensor.rotationRows
        axes = (
            Vector3(rows.0.x, rows.1.x, rows.2.x), Vector3(rows.0.y, rows.1.y, rows.2.y),
            Vector3(rows.0.z, rows.1.z, rows.2.z)
        )
        elevationSinCos = elevations.map { DeterministicMath.sinCos($0) }
        azimuthSinCos = azimuths.map { DeterministicMath.sinCos($0) }
    }

    /// The unit vector of a beam in the ego frame.
    public func direction(layer: Int, column: Int) -> Vector3 {
        let (sinE, cosE) = elevationSinCos[layer]
        let (sinA, cosA) = azimuthSinCos[column]
        return axes.x * (cosE * cosA) + axes.y * (cosE * sinA) + axes.z * sinE
    }

    /// The point that a range belongs to, ego frame.
    public func point(layer: Int, column: Int, range: Double) -> Vector3 {
        egoFromSensor.position + direction(layer: layer, column: column) * range
    }
}

/// A scan: typed view of a frame of a `lidar` mount.
public struct LidarScan: Sendable {
    public let layers: Int
    public let columns: Int
    /// Metres along the beam, 0 where nothing came back; layers × columns, row-major.
    public let ranges: [Float]
    /// Reflectivity times cosine of incidence (1: a diffuse white wall seen head-on); 0 where nothing came back.
    /// Layers × columns, row-major.
    public let intensities: [Float]

    /// nil if the frame is not of a LiDAR.
    public init?(_ frame: SensorFrame) {
        guard frame.arrays.count >= 2, frame.arrays[0].shape.count == 2, let ranges = frame.arrays[0].float32,
            let intensities = frame.arrays[1].float32
        else { return nil }
        (layers, columns) = (frame.arrays[0].shape[0], frame.arrays[0].shape[1])
        (self.ranges, self.intensities) = (ranges, intensities)
    }

    /// Metres along the beam; 0: nothing.
    public func range(layer: Int, column: Int) -> Float { ranges[layer * columns + column] }
}
