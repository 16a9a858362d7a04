import DrivingInterface
import Fields
import Geometry
import Launching

/// A frame of detections in the words of ASAM OSI's `FeatureData` (Open Simulation Interface 3.7, `osi_featuredata.proto`):
/// its field names, nesting and units.
enum OSIFrame {
    /// - Throws: `LaunchFailure` for kinds that OSI has no detections of here.
    static func json(_ frame: SensorFrame, of mount: MountInfo) throws -> JSONValue {
        switch mount.kind {
        case "radar": return document("radar_sensor", frame, mount, radarDetections(frame))
        case "lidar": return document("lidar_sensor", frame, mount, try lidarDetections(frame, mount))
        default: throw LaunchFailure(.usage, "OSI detections are written of lidar and radar, not of \(mount.kind)")
        }
    }

    private static func document(
        _ list: String, _ frame: SensorFrame, _ mount: MountInfo, _ detections: [JSONValue]
    ) -> JSONValue {
        let pose = mount.egoFromSensor
        let mounting = JSONValue.object([
            .init("position", vector(["x", "y", "z"], [pose.position.x, pose.position.y, pose.position.z])),
            .init("orientation", vector(["roll", "pitch", "yaw"], [pose.roll, pose.pitch, pose.yaw])),
        ])
        let header = JSONValue.object([
            .init("measurement_time", timestamp(frame.measuredAt)),
            .init("cycle_counter", .integer(frame.sequence)), .init("mounting_position", mounting),
            .init("data_qualifier", "DATA_QUALIFIER_AVAILABLE"),
            .init("number_of_valid_detections", .integer(detections.count)),
        ])
        return .object([
            .init(list, .array([.object([.init("header", header), .init("detection", .array(detections))])]))
        ])
    }

    private static func radarDetections(_ frame: SensorFrame) -> [JSONValue] {
        (RadarScan(frame)?.detections ?? []).map { detection in
            .object([
                .init("position", spherical(detection.range, detection.azimuth, 0)),
                .init("radial_velocity", .number(detection.radialVelocity)),
                .init("rcs", .number(detection.crossSection)), .init("snr", .number(max(0, detection.signalToNoise))),
            ])
        }
    }

    /// Beams that got an echo; intensity in percent, the beam's number counts layers first.
    private static func lidarDetections(_ frame: SensorFrame, _ mount: MountInfo) throws -> [JSONValue] {
        guard let scan = LidarScan(frame), let pattern = LidarPattern(mount) else { return [] }
        var detections: [JSONValue] = []
        for layer in 0..<scan.layers {
            for column in 0..<scan.columns where scan.range(layer: layer, column: column) > 0 {
                let beam = layer * scan.columns + column
                detections.append(
                    .object([
                        .init(
                            "position",
                            spherical(
                                Double(scan.ranges[beam]), pattern.azimuths[column], pattern.elevations[layer])),
                        .init("intensity", .number(min(100, max(0, 100 * Double(scan.intensities[beam]))))),
                        .init("beam_id", .object([.init("value", .integer(beam))])),
                    ]))
            }
        }
        return detections
    }

    private static func spherical(_ distance: Double, _ azimuth: Double, _ elevation: Double) -> JSONValue {
        vector(["distance", "azimuth", "elevation"], [distance, azimuth, elevation])
    }

    private static func vector(_ names: [String], _ values: [Double]) -> JSONValue {
        .object(zip(names, values).map { .init($0, .number($1)) })
    }

    private static func timestamp(_ seconds: Double) -> JSONValue {
        let whole = seconds.rounded(.down)
        let nanoseconds = min(999_999_999, Int(((seconds - whole) * 1e9).rounded()))
        return .object([.init("seconds", .integer(Int(whole))), .init("nanos", .integer(nanoseconds))])
    }
}
