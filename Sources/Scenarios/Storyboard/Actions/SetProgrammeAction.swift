import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Moves the signal programme of a junction to another place in its round.
public struct SetProgrammeAction: Action {
    public var controller = Located("")
    /// Seconds since the start of the round.
    public var place = 0.0

    public init() {}

    public static let fields = FieldTable<Self>(
        "set_programme",
        "Moves the signal programme of a junction to another place in its round; it goes on from there."
    ) {
        Field("controller", \.controller, "Name of the controller, usually that of its junction.").required()
        Field("to", \.place, .time, in: 0...3600, "Since the start of the round.").required()
    }

    public func check(_ context: StoryboardContext, _ diagnostics: inout Diagnostics) {
        let names = context.map.signalControllers.map(\.name)
        guard !names.contains(controller.value) else { return }
        diagnostics.error(
            ScenarioCode.unknownPlace,
            "the road has no signal controller named '\(controller.value)'"
                + NearestName.hint(for: controller.value, among: names),
            at: controller.place, help: "controllers are \(names.prefix(12).joined(separator: ", "))")
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let controllers = context.map.signalControllers
        guard let row = controllers.firstIndex(where: { $0.name == controller.value }) else { return }
        let now = situation.world.clock.time + situation.signals.shift[row] + controllers[row].offset
        situation.signals.shift(SignalControllerID(row), by: place - now)
    }
}
