import Geometry

/// A radar detection, in the sensor frame.
public struct RadarDetection: Sendable, Hashable, BitwiseCopyable {
    /// Metres.
    public var range: Double
    /// Counter-clockwise from the sensor's x axis, radians.
    public var azimuth: Double
    /// Rate of change of the range, m/s: negative when target and sensor come closer. Not corrected for own speed.
    public var radialVelocity: Double
    /// Signal to noise, dB.
    public var signalToNoise: Double
    /// Radar cross-section as estimated from range and signal, dBsm.
    public var crossSection: Double

    public init(
        range: Double, azimuth: Double, radialVelocity: Double, signalToNoise: Double, crossSection: Double
    ) {
        self.range = range
        self.azimuth = azimuth
        self.radialVelocity = radialVelocity
        self.signalToNoise = signalToNoise
        self.crossSection = crossSection
    }

    /// Where it lies in the ego frame, at the height of the sensor left out.
    public func position(egoFromSensor: Pose3) -> Vector2 {
        egoFromSensor.planar.toOuter(Vector2(yaw: azimuth) * range)
    }
}

/// Detections: typed view of a frame of a `radar` mount.
public struct RadarScan: Sendable {
    /// Ascending range.
    public let detections: [RadarDetection]

    /// nil if the frame is not of a radar.
    public init?(_ frame: SensorFrame) {
        let columns = frame.arrays.prefix(5).compactMap(\.float32)
        guard columns.count == 5 else { return nil }
        detections = columns[0].indices.map { row in
            RadarDetection(
                range: Double(columns[0][row]), azimuth: Double(columns[1][row]),
                radialVelocity: Double(columns[2][row]), signalToNoise: Double(columns[3][row]),
                crossSection: Double(columns[4][row]))
        }
    }
}
