import Documents
import Fields
import Testing

@testable import Scenarios

/// One way to write each trigger and action, as in a file about the town of the tests.
enum StoryboardExamples {
    /// What stands behind the name of each trigger.
    static let triggers: [(name: String, fields: String)] = [
        ("after", "{event: brake}"),
        ("all", "{of: [{time: 0 s}, {speed: {actor: lead, above: 1 m/s}}]}"),
        ("any", "{of: [{time: 1 h}, {speed: {actor: lead, above: 1 m/s}}]}"),
        ("arrival", "{actor: ego, at: lead, nearer: 60 m}"),
        ("distance", "{from: ego, to: lead, below: 40 m}"),
        ("speed", "{actor: lead, above: 10 km/h}"),
        ("time", "{from: 0 s}"),
        ("time_to_collision", "{from: ego, to: lead, below: 60 s}"),
    ]

    /// What stands behind the name of each action.
    static let actions: [(name: String, fields: String)] = [
        ("change_lane", "{actor: lead, lanes_left: -1, within: 2 s}"),
        ("degrade_sensor", "{kind: camera, fault: blank}"),
        ("delay_commands", "{by: 200 ms}"),
        ("follow_path", "{actor: lead, points: [[60 m, 0 m], [70 m, 1 m]], speed: 10 km/h}"),
        ("lane_offset", "{actor: lead, to: 0.5 m, within: 2 s}"),
        ("misguide", "{delay: 3 s, wrong: true}"),
        ("release", "{actor: lead}"),
        ("remove", "{actor: lead}"),
        ("set_door", "{actor: lead, side: left, to: 80 %}"),
        ("set_friction", "{to: 0.4}"),
        ("set_lights", "{actor: lead, show: left}"),
        ("set_programme", "{controller: cross.controller, to: 3 s}"),
        ("set_signal", "{group: cross.back.light, show: red_yellow}"),
        ("set_speed", "{actor: lead, to: 5 km/h, by: 3 m/s2}"),
        ("set_weather", "{to: {preset: fog}}"),
    ]

    /// The mapping of a text.
    static func node(_ text: String) throws -> DocumentNode {
        var diagnostics = Diagnostics()
        return try #require(YAMLDocument.parse(text: text, file: "t.yaml", &diagnostics), "\(diagnostics.text())")
    }

    static func trigger(_ text: String, _ diagnostics: inout Diagnostics) throws -> (any Trigger)? {
        ValueFormat.kind(FieldChoice<any Trigger>.trigger).read(try node(text), "'when'", nil, &diagnostics)
    }

    static func action(_ text: String, _ diagnostics: inout Diagnostics) throws -> (any Action)? {
        ValueFormat.kind(FieldChoice<any Action>.action).read(try node(text), "'do'", nil, &diagnostics)
    }
}
