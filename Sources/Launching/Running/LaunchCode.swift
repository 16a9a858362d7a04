import Documents
import Fields
import RoadFormats
import RoadNetwork
import Scenarios
import World

/// Diagnostics of making runs ready.
public enum LaunchCode: String, DiagnosticCode {
    case launch = "cannot-launch"

    public var explanation: Explanation {
        Explanation("A run that cannot be made ready", "The message says what is missing; nothing was run.")
    }
}
