import Fields

/// What can be wrong with a sensor set beyond single values.
public enum SensingCode: String, DiagnosticCode {
    case duplicateSensor = "duplicate-sensor"
    case unmountableSensor = "unmountable-sensor"

    public var explanation: Explanation {
        switch self {
        case .duplicateSensor:
            Explanation(
                "Two sensors of a set have the same name",
                "A policy subscribes to mounts by name or by what they are; names must be unique within a set.")
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
