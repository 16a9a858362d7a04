import DrivingInterface
import Fields
import Geometry
import Sensing

/// Breaks or repairs sensors of the vehicle under test, chosen by what they are.
public struct DegradeSensorAction: Action {
    /// What can be wrong.
    public enum Fault: String, Sendable, CaseIterable {
        case blank, dropout, freeze, none
    }

    public var kind: String?
    public var facing: Facing?
    public var fault = Fault.blank

    public init() {}

    public static let fields = FieldTable<Self>(
        "degrade_sensor", "Makes sensors of the ego vehicle blank, lost or frozen, or repairs them."
    ) {
        Field("kind", \.kind, "Kind of sensor, for example `camera`; all kinds if left out.")
        Field("facing", \.facing, "Main direction of view; all if left out.")
        Field("fault", \.fault, "What is wrong from now on; `none` repairs.").required()
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let selector = SensorSelector(kind: kind, facing: facing)
        for index in situation.vehicles.indices where context.rigs.indices.contains(index) {
            let rig = context.rigs[index]
            for (name, condition) in SensorConditions.names {
                rig.set(condition, name == fault.rawValue, on: selector, in: &situation.vehicles[index].senses.rig)
            }
        }
    }
}
