import Fields
import Testing

@Suite("The JSON Schema of a table")
struct SchemaTests {
    private func errors<T: FieldDescribed>(_ type: T.Type, _ json: String) throws -> (reader: Bool, schema: Bool) {
        var diagnostics = Diagnostics()
        let node = try node(json)
        let isRead = T.read(node, &diagnostics) != nil
        let schema = JSONSchema.document(for: T.self)
        return (isRead, SchemaChecker(root: schema).accepts(JSONValue(node), schema))
    }

    @Test(
        "accepts what the reader accepts, and refuses wrong keys, types, units and words as the reader does",
        arguments: [
            #"{}"#, #"{"range": "0.2 km"}"#, #"{"range": "200m", "chain": "bent"}"#, #"{"range": 200}"#,
            #"{"range": "200 kg"}"#, #"{"range": "-3 m"}"#, #"{"range": "017 m"}"#, #"{"chain": "bend"}"#,
            #"{"count": 7}"#, #"{"count": 65}"#, #"{"count": "7"}"#, #"{"on": true}"#, #"{"on": "yes"}"#,
            #"{"name": 5}"#, #"{"mount": {"speed": "3 m/s", "share": 0.5}}"#, #"{"mount": {}}"#,
            #"{"mount": {"speed": "3 m/s", "share": "50 %"}}"#, #"{"mount": {"speed": "3 m/s", "share": 1.5}}"#,
            #"{"items": [{"speed": "1 m/s"}]}"#, #"{"items": [{}]}"#, #"{"items": {}}"#, #"{"rnage": 1}"#,
            #"{"at": ["1 m", "-2 m"]}"#, #"{"at": ["1 m"]}"#, #"{"at": ["1 m", "2 m", "3 m"]}"#, #"{"at": "1 m"}"#,
            #"{"gain": "3 dB"}"#, #"{"times": ["1 s", "1 min"]}"#, #"{"times": ["1 s", 2]}"#, #"{"words": []}"#,
            #"[]"#, #"null"#, #"{"range": null}"#, #"{"delay": "1e-3 s"}"#, #"{"delay": "1e-3"}"#,
        ])
    func agrees(json: String) throws {
        let (reader, schema) = try errors(SampleRadar.self, json)
        #expect(reader == schema, "reader \(reader), schema \(schema)")
    }

    @Test(
        "agrees with the reader on choices, short forms and keys that exclude each other",
        arguments: [
            #"{"parts": [{"cut_in": {"gap": "4 m"}}, {"brake": "3 m/s2"}, {"both": [{"cut_in": null}, "cut_in"]}]}"#,
            #"{"parts": [{"cut-in": {}}]}"#, #"{"parts": ["brake"]}"#, #"{"parts": [{"brake": null}]}"#,
            #"{"parts": [{"cut_in": {}, "brake": "1 m/s2"}]}"#, #"{"parts": [{}]}"#, #"[{"brake": {"by": "1 m/s2"}}]"#,
            #"{"parts": []}"#,
        ])
    func choices(json: String) throws {
        let (reader, schema) = try errors(Both.self, json)
        #expect(reader == schema, "reader \(reader), schema \(schema)")
    }

    @Test(
        "agrees with the reader on one key of several",
        arguments: [
            #"{"cut_in": {}, "speed": "1 m/s"}"#, #"{"speed": "1 m/s"}"#, #"{"cut_in": null}"#,
            #"{"cut_in": {}, "brake": "1 m/s2", "speed": "1 m/s"}"#,
            #"{"cut_in": {}, "speed": "1 m/s", "marks": {"a": {"speed": "1 m/s"}}}"#,
            #"{"cut_in": {}, "speed": "1 m/s", "marks": {"a": {}, "b": 3}}"#,
        ])
    func exclusive(json: String) throws {
        let (reader, schema) = try errors(SampleEvent.self, json)
        #expect(reader == schema, "reader \(reader), schema \(schema)")
    }

    @Test("says ranges, defaults, examples and choices")
    func content() throws {
        let schema = JSONSchema.document(for: SampleRadar.self, .init(identifier: "https://x/radar.json"))
        #expect(schema["$id"] == "https://x/radar.json")
        #expect(schema["$ref"] == "#/$defs/radar")
        let properties = try #require(schema["$defs"]?["radar"]?["properties"])
        #expect(properties["range"]?["description"] == "Farthest range. (length from 1 m to 400 m)")
        #expect(properties["range"]?["default"] == "150 m")
        #expect(properties["range"]?["examples"] == ["1 m", "400 m"])
        #expect(properties["chain"]?["enum"] == ["flat", "bent", "full-wave"])
        #expect(properties["count"]?["default"] == 4)
        #expect(properties["mount"]?["$ref"] == "#/$defs/mount")
        #expect(schema["$defs"]?["mount"]?["required"] == ["speed"])
    }

    @Test("may allow placeholders for scalars")
    func placeholder() throws {
        let schema = JSONSchema.document(for: SampleRadar.self, .init(placeholder: #"^\$[a-z_]+$"#))
        let checker = SchemaChecker(root: schema)
        #expect(checker.accepts(["range": "$gap", "count": "$n", "at": ["$x", "2 m"]], schema))
        #expect(!checker.accepts(["range": "$Gap"], schema))
    }
}

@Suite("The reference page of a table")
struct ReferencePageTests {
    @Test("lists every key with values, default and meaning, and everything inside")
    func page() {
        let page = ReferencePage.markdown(for: SampleEvent.self)
        #expect(
            page == """
                # event

                Something that happens once.

                | key | value | default | meaning |
                |---|---|---|---|
                | `name` | text | `event` | How it is called. |
                | `cut_in` | [cut_in](#cut_in) | – | Changes into the lane ahead of somebody. |
                | `brake` | [brake](#brake) | – | Brakes. |
                | `both` | [both](#both) | – | Several at once. |
                | `yaw` | angle from -90 deg to 90 deg | `0 deg` | Direction. |
                | `speed` | speed from 0 m/s to 100 m/s | required | Of what moves. |
                | `share` | share from 0 to 1 | `0.5` | Of the whole. |
                | `marks` | up to 2 names with values: [mount](#mount) | – | By name. |

                Exactly one of `cut_in`, `brake` and `both` may stand.

                ## cut_in

                Changes into the lane ahead of somebody.

                | key | value | default | meaning |
                |---|---|---|---|
                | `gap` | length above 0 m | `10 m` | Bumper to bumper. |

                ## brake

                Brakes.

                | key | value | default | meaning |
                |---|---|---|---|
                | `by` | acceleration from 0 m/s2 to 12 m/s2; may stand alone | required | How hard. |

                ## both

                Several at once.

                | key | value | default | meaning |
                |---|---|---|---|
                | `parts` | list of 1 to 4: one key that names the [action](#action); may stand alone | required | The parts. |

                ## mount

                Where something sits.

                | key | value | default | meaning |
                |---|---|---|---|
                | `yaw` | angle from -90 deg to 90 deg | `0 deg` | Direction. |
                | `speed` | speed from 0 m/s to 100 m/s | required | Of what moves. |
                | `share` | share from 0 to 1 | `0.5` | Of the whole. |

                ## action

                Something that happens.

                | kind | meaning |
                |---|---|
                | [`cut_in`](#cut_in) | Changes into the lane ahead of somebody. |
                | [`brake`](#brake) | Brakes. |
                | [`both`](#both) | Several at once. |

                """)
    }
}

@Suite("Keys of one mapping")
struct KeysTests {
    @Test("may name a kind beside other keys, of which exactly one must stand")
    func oneOf() throws {
        var diagnostics = Diagnostics()
        let event = SampleEvent.read(try node(#"{"brake": "2 m/s2", "speed": "3 m/s", "name": "b"}"#), &diagnostics)
        #expect(diagnostics.text() == "")
        #expect(event?.action?.weight == 2.0)
        #expect(event?.mount.speed == 3)
        #expect(
            try problems(SampleEvent.self, #"{"speed": "3 m/s"}"#) == [
                "1 missing-key: 'event' needs one of 'cut_in', 'brake' or 'both'"
            ])
        #expect(
            try problems(SampleEvent.self, #"{"cut_in": {}, "brake": null, "speed": "3 m/s"}"#) == [
                "16 missing-key: 'brake' needs 'by'",
                "16 conflicting-keys: only one of 'cut_in' and 'brake' may stand here",
            ])
    }

    @Test("keep their order where they are names, with their places")
    func names() throws {
        var diagnostics = Diagnostics()
        let text = #"{"cut_in": {}, "speed": "3 m/s", "marks": {"z": {"speed": "1 m/s"}, "a": {"speed": "2 m/s"}}}"#
        let event = SampleEvent.read(try node(text), &diagnostics)
        #expect(event?.marks.map(\.name) == ["z", "a"])
        #expect(event?.marks.map(\.value.speed) == [1, 2])
        #expect(event?.marks[1].place.mark == SourceMark(line: 1, column: 69))
    }
}

/// Checks the part of JSON Schema that `JSONSchema` writes.
struct SchemaChecker {
    let root: JSONValue

    func accepts(_ value: JSONValue, _ schema: JSONValue) -> Bool {
        guard case .object(let keywords) = schema else { return schema == true }
        return keywords.allSatisfy { check($0.name, $0.value, value, schema) }
    }

    private func check(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONValue) -> Bool {
        switch (keyword, rule, value) {
        case ("$ref", .string(let path), _):
            return accepts(value, root["$defs"]![String(path.dropFirst("#/$defs/".count))]!)
        case ("type", .array(let types), _): return types.contains { check("type", $0, value, schema) }
        case ("type", .string(let type), _): return isType(type, value)
        case ("enum", .array(let values), _): return values.contains(value)
        case ("pattern", .string(let pattern), .string(let text)):
            return text.contains(try! Regex(pattern))
        case ("anyOf", .array(let schemas), _): return schemas.contains { accepts(value, $0) }
        case ("oneOf", .array(let schemas), _): return schemas.count { accepts(value, $0) } == 1
        case ("allOf", .array(let schemas), _): return schemas.allSatisfy { accepts(value, $0) }
        case ("not", _, _): return !accepts(value, rule)
        case ("required", .array(let names), .object(let members)):
            return names.allSatisfy { name in members.contains { .string($0.name) == name } }
        case ("properties", _, .object(let members)):
            return members.allSatisfy { member in rule[member.name].map { accepts(member.value, $0) } ?? true }
        case ("additionalProperties", _, .object(let members)):
            return members.filter { schema["properties"]?[$0.name] == nil }.allSatisfy { accepts($0.value, rule) }
        case ("minProperties", .integer(let count), .object(let members)): return members.count >= count
        case ("maxProperties", .integer(let count), .object(let members)): return members.count <= count
        case ("items", .object, .array(let items)): return items.allSatisfy { accepts($0, rule) }
        case ("prefixItems", .array(let schemas), .array(let items)):
            return zip(items, schemas).allSatisfy { accepts($0, $1) }
        case ("minItems", .integer(let count), .array(let items)): return items.count >= count
        case ("maxItems", .integer(let count), .array(let items)): return items.count <= count
        case ("minimum", _, _): return number(value).map { $0 >= number(rule)! } ?? true
        case ("maximum", _, _): return number(value).map { $0 <= number(rule)! } ?? true
        case ("exclusiveMinimum", _, _): return number(value).map { $0 > number(rule)! } ?? true
        default: return true
        }
    }

    private func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    private func isType(_ type: String, _ value: JSONValue) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}
