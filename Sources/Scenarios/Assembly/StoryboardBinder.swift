import Fields
import RoadNetwork
import World

/// Binds the events of a file to the actors of the stage.
struct StoryboardBinder {
    let context: StoryboardContext

    /// The storyboard; unknown names are reported.
    func bind(_ specs: [EventSpec], _ diagnostics: inout Diagnostics) -> Storyboard {
        for spec in specs {
            check(spec.when.actorNames, &diagnostics)
            checkEvents(spec.when, &diagnostics)
            for action in spec.actions {
                check(action.actorNames, &diagnostics)
                refuseDriven(action, &diagnostics)
                action.check(context, &diagnostics)
            }
        }
        return Storyboard(
            events: specs.map {
                Storyboard.Event(name: $0.name.value, trigger: $0.when, delay: $0.delay, actions: $0.actions)
            })
    }

    private func check(_ names: [Located<String>], _ diagnostics: inout Diagnostics) {
        for name in names where context.actor(name.value).isNone {
            let hint = NearestName.hint(for: name.value, among: context.names)
            diagnostics.error(
                ScenarioCode.unknownActor, "no actor named '\(name.value)'\(hint)", at: name.place,
                help: "actors are \(context.names.joined(separator: ", "))")
        }
    }

    /// The policy alone moves the vehicle under test; an action on it would be lost without a word.
    private func refuseDriven(_ action: any Action, _ diagnostics: inout Diagnostics) {
        for name in action.actorNames where name.value == "ego" {
            let kind = type(of: action).tableName
            diagnostics.error(
                ScenarioCode.unfitActor, "'\(kind)' cannot act on 'ego', which its driver moves", at: name.place)
        }
    }

    private func checkEvents(_ trigger: any Trigger, _ diagnostics: inout Diagnostics) {
        for name in trigger.eventNames where context.event(name.value) == nil {
            let hint = NearestName.hint(for: name.value, among: context.events)
            diagnostics.error(ScenarioCode.unknownEvent, "no event named '\(name.value)'\(hint)", at: name.place)
        }
    }
}
