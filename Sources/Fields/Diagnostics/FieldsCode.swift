/// Diagnostics of values and keys, for every file that is read through a field table.
public enum FieldsCode: String, DiagnosticCode {
    case missingUnit = "missing-unit"
    case unknownUnit = "unknown-unit"
    case wrongUnit = "wrong-unit"
    case invalidNumber = "invalid-number"
    case outOfRange = "out-of-range"
    case wrongType = "wrong-type"
    case missingValue = "missing-value"
    case unknownValue = "unknown-value"
    case wrongCount = "wrong-count"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case duplicateKey = "duplicate-key"
    case conflictingKeys = "conflicting-keys"
    case unknownKind = "unknown-kind"
    case jsonSyntax = "json-syntax"
    case tooLarge = "too-large"
    case tooDeep = "too-deep"

    /// Title and page.
    public var explanation: Explanation {
        switch self {
        case .missingUnit:
            Explanation(
                "A number stands where a number with unit is needed",
                """
                Units stand in the value, never in the key: `speed: 50 km/h`, `gap: 12 m`, `heading: 30 deg`, \
                `after: 200 ms`. A bare number could mean anything, so it is an error. The message says what to write. \
                Shares and factors need no unit (`0.3` or `30 %`).
                """)
        case .unknownUnit:
            Explanation(
                "A unit that Mapless does not know",
                "The message names the nearest unit or those that fit. Units are spelled as in physics: `km/h`, `m/s2`."
            )
        case .wrongUnit:
            Explanation(
                "A unit of something else",
                "A length in seconds, a speed in metres: the unit is known, but the value measures something else.")
        case .invalidNumber:
            Explanation(
                "Something that is not a number",
                """
                Numbers are written with digits, a decimal point and perhaps an exponent: `12`, `0.5`, `-3.2e-4`. Not \
                read are octal and hexadecimal numbers, decimal commas, grouped digits (`1_000`), `1:30`, infinities.
                """)
        case .outOfRange:
            Explanation(
                "A value outside the range of its field",
                "The message says the range, in the unit that was written. `schema` and the reference list all ranges.")
        case .wrongType:
            Explanation(
                "A value of another kind than the field takes",
                "For example a list where a mapping is needed, a text in quotes where a number is needed.")
        case .missingValue:
            Explanation(
                "A key without a value",
                "`speed:` with nothing behind it. Write a value, or leave the line out to get the default.")
        case .unknownValue:
            Explanation(
                "A word that is none of the choices", "The field takes one of a few words; the message lists them.")
        case .wrongCount:
            Explanation("Too many or too few items in a list", "The message says how many the field takes.")
        case .unknownKey:
            Explanation(
                "A key that this place does not have",
                "A misspelt key would silently do nothing, so it is an error. The message names the nearest key.")
        case .missingKey:
            Explanation("A required key is missing", "Fields without a default must be written.")
        case .duplicateKey:
            Explanation("A key stands twice in one mapping", "Only one of the two values could count; delete one.")
        case .conflictingKeys:
            Explanation("Keys that exclude each other", "Of some keys only one may stand in one mapping.")
        case .unknownKind:
            Explanation(
                "A kind of thing that nobody knows",
                "Where one key says what an entry is (`- cut_in: {…}`), the key must name a known kind; see `list`.")
        case .jsonSyntax:
            Explanation("The file is not JSON", "Strict JSON (RFC 8259): no comments, no trailing commas, UTF-8.")
        case .tooLarge:
            Explanation(
                "More than Mapless reads", "Files are limited in bytes and in values, as a guard against accidents.")
        case .tooDeep:
            Explanation("Nested too deeply", "Lists and mappings may stand in each other only so many levels deep.")
        }
    }
}
