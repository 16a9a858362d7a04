import Fields

/// What can be wrong with a sensor set beyond single values.
public enum SensingCode: String, DiagnosticCode {
    case duplicateSensor = "duplicate-sensor"
    case unmountableSensor = "unmountable-sensor"
    case whichSensor = "which-sensor"
    case unknownDevice = "unknown-device"

    public var explanation: Explanation {
        switch self {
        case .duplicateSensor:
            Explanation(
                "Two sensors of a set have the same name",
                "A policy subscribes to mounts by name or by what they are; names must be unique within a set.")
        case .whichSensor:
            Explanation(
                "A sensor has no kind, or two",
                """
                A sensor of a set is written out as a kind with its parameters (`lidar: {layers: 32}`), or names a device \
                of `assets/sensors` (`device: hesai-at128`).
                """)
        case .unknownDevice:
            Explanation(
                "A sensor names a device that is not there",
                "Devices are the files of `assets/sensors`, named without their extension.")
        case .unmountableSensor:
            Explanation(
                "A sensor cannot be mounted like this",
                """
                Parameters and mounting do not go together: for example a camera that is pitched although its model \
                needs an upright image plane, or a LiDAR below the ground. The message says what to change.
                """)
        }
    }
}
