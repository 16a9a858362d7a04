import Fields
import Foundation
import Testing

@testable import Fields
@testable import Scenarios

/// A registered kind of trigger or action with the way it is written.
struct StoryboardKind: Sendable, CustomStringConvertible {
    let type: any FieldDescribed.Type
    let name: String
    /// `name: {…}`
    let text: String

    var description: String { name }

    static let all: [StoryboardKind] =
        pairs(TriggerRegistry.standard.types, StoryboardExamples.triggers)
        + pairs(ActionRegistry.standard.types, StoryboardExamples.actions)

    private static func pairs(_ types: [any FieldDescribed.Type], _ examples: [(name: String, fields: String)])
        -> [StoryboardKind]
    {
        types.map { type in
            let fields = examples.first { $0.name == type.tableName }?.fields ?? "{no example}"
            return StoryboardKind(type: type, name: type.tableName, text: "\(type.tableName): \(fields)")
        }
    }

    /// Reads the fields of a text of this kind.
    func read(_ text: String, _ diagnostics: inout Diagnostics) throws -> (any FieldDescribed)? {
        if ActionRegistry.standard.types.contains(where: { $0.tableName == name }) {
            return try StoryboardExamples.action(text, &diagnostics)
        }
        return try StoryboardExamples.trigger(text, &diagnostics)
    }
}

@Suite("Every trigger and action")
struct StoryboardContractTests {
    @Test("Registries are sorted, names unique, every kind has an example and every example a kind")
    func registries() {
        for (types, examples) in [
            (TriggerRegistry.standard.types.map { $0.tableName }, StoryboardExamples.triggers.map(\.name)),
            (ActionRegistry.standard.types.map { $0.tableName }, StoryboardExamples.actions.map(\.name)),
        ] {
            #expect(examples == examples.sorted())
            #expect(types.sorted() == examples)
        }
    }

    @Test("It is explained in sentences, field by field, and physical fields have units", arguments: StoryboardKind.all)
    func explained(kind: StoryboardKind) {
        let table = kind.type.tableDescription
        #expect(table.summary.hasSuffix(".") && table.summary.count > 15)
        for field in table.fields {
            #expect(field.summary.hasSuffix(".") && field.summary.count > 10, "\(kind).\(field.name)")
            if case .quantity(.number, _) = field.shape { #expect(kind.name == "set_friction", "\(field.name)") }
        }
        let page = ReferencePage.explanation(of: table)
        for field in table.fields { #expect(page.contains(field.name)) }
    }

    @Test("The example reads, and what it reads to reads again to the same", arguments: StoryboardKind.all)
    func roundTrip(kind: StoryboardKind) throws {
        var diagnostics = Diagnostics()
        let value = try #require(try kind.read(kind.text, &diagnostics), "\(diagnostics.text())")
        let texts = Self.texts(of: value)
        // What does not fit into a line (conditions, weather, points) has no text.
        guard texts.allSatisfy({ $0.text != nil }) else { return }
        let written = texts.map { "\($0.name): \($0.text ?? "")" }.joined(separator: ", ")
        let again = try #require(try kind.read("\(kind.name): {\(written)}", &diagnostics), "\(diagnostics.text())")
        #expect(Self.texts(of: again).map(\.text) == texts.map(\.text))
    }

    /// The fields that have a value, as they would be written.
    private static func texts<Value: FieldDescribed>(of value: Value) -> [(name: String, text: String?)] {
        Value.fields.fields.flatMap { field in
            field.members.map { ($0.name, $0.text(value), field.isRequired) }
        }.filter { $0.1 != nil || $0.2 }.map { ($0.0, $0.1) }
    }

    @Test("A wrong key is reported where it stands, with the keys that there are", arguments: StoryboardKind.all)
    func wrongKey(kind: StoryboardKind) throws {
        let text = kind.text.replacingOccurrences(of: "\(kind.name): {", with: "\(kind.name): {nonsense: 1, ")
        var diagnostics = Diagnostics()
        #expect(try kind.read(text, &diagnostics) == nil)
        let problem = try #require(diagnostics.problems.first { $0.code == FieldsCode.unknownKey.rawValue })
        #expect(problem.mark == SourceMark(line: 1, column: kind.name.count + 4))
        #expect(problem.help?.contains(kind.type.tableDescription.fields[0].name) == true)
    }

    @Test("A number without its unit is reported where it stands, with units to write", arguments: StoryboardKind.all)
    func missingUnit(kind: StoryboardKind) throws {
        for field in kind.type.tableDescription.fields {
            guard case .quantity(let dimension, _) = field.shape, !dimension.isBare else { continue }
            let pattern = "\\b\(field.name): (-?[0-9.]+) [a-z/0-9]+"
            guard let range = kind.text.range(of: pattern, options: .regularExpression) else { continue }
            let bare = kind.text[range].split(separator: " ").prefix(2).joined(separator: " ")
            var diagnostics = Diagnostics()
            #expect(try kind.read(kind.text.replacingCharacters(in: range, with: bare), &diagnostics) == nil)
            let problem = try #require(diagnostics.problems.first, "\(field.name)")
            #expect(problem.code == FieldsCode.missingUnit.rawValue)
            let column = kind.text.distance(from: kind.text.startIndex, to: range.lowerBound) + field.name.count + 3
            #expect(problem.mark == SourceMark(line: 1, column: column))
            #expect(
                "\(problem.message) \(problem.help ?? "")".contains(
                    bare.split(separator: " ").last.map(String.init) ?? ""))
        }
    }

    @Test("What is required is asked for by name", arguments: StoryboardKind.all)
    func required(kind: StoryboardKind) throws {
        var diagnostics = Diagnostics()
        let value = try kind.read("\(kind.name): {}", &diagnostics)
        let required = kind.type.tableDescription.fields.filter(\.isRequired)
        #expect(required.isEmpty || value == nil)
        for field in required { #expect(diagnostics.problems.contains { $0.message.contains("'\(field.name)'") }) }
    }

    @Test(
        "A condition without anything to compare is refused",
        arguments: [
            "distance: {to: lead}", "speed: {actor: lead}", "arrival: {at: lead}", "arrival: {nearer: 5 m}",
            "arrival: {at: lead, point: [1 m, 2 m], within: 2 s}", "all: {of: []}", "all: [{nothing: 1}]",
        ])
    func empty(text: String) throws {
        var diagnostics = Diagnostics()
        #expect(try StoryboardExamples.trigger(text, &diagnostics) == nil)
        #expect(diagnostics.hasErrors)
    }

    @Test("Seen twice in a mirror, it is the same", arguments: StoryboardKind.all)
    func mirrored(kind: StoryboardKind) throws {
        var diagnostics = Diagnostics()
        let value = try #require(try kind.read(kind.text, &diagnostics))
        if let action = value as? any Action { #expect("\(action.mirrored().mirrored())" == "\(action)") }
        if let trigger = value as? any Trigger { #expect("\(trigger.mirrored().mirrored())" == "\(trigger)") }
    }
}
