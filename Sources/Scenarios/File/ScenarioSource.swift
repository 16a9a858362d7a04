import Fields
import Geometry

/// A scenario file as it was read: its parameters and variants, ready to be made concrete.
///
/// A functional or logical scenario in the words of ISO 34501; `file(for:)` makes a concrete one.
public struct ScenarioSource: Sendable {
    /// Keys of the file that speak of parameters rather than of the drive.
    private static let parameterKeys = ["parameters", "draws", "grid"]

    private let body: DocumentNode
    private let table: VariantTable
    /// Hash of the file's text.
    public let textHash: UInt64

    /// Reads parameters and variants; the rest is read per variant.
    ///
    /// - Returns: nil if the file has errors in its parameters (reported).
    public init?(_ root: DocumentNode, _ diagnostics: inout Diagnostics) {
        let errors = diagnostics.errorCount
        guard let entries = root.entries else {
            diagnostics.error(FieldsCode.wrongType, "a scenario is a mapping, not \(root.words)", at: root.place)
            return nil
        }
        textHash = StableHash.of(root.source.text)
        var declarations = ParameterDeclaration.read(root["parameters"], &diagnostics)
        declarations.append(
            ParameterDeclaration(
                name: "hazard", value: "on", summary: "Whether the hazard of the scenario is there.",
                domain: .choices(["on", "off"]), isDrawn: false, place: root.place))
        let draws = VariantReader.draws(root["draws"], declarations, &diagnostics)
        let grid = VariantReader.grid(root["grid"], declarations, &diagnostics)
        table = VariantTable(declarations: declarations, draws: draws, grid: grid, scenarioHash: textHash)
        var rest = root
        rest.content = .mapping(entries.filter { !Self.parameterKeys.contains($0.key) })
        body = rest
        if diagnostics.errorCount > errors { return nil }
    }

    /// Names of the fixed draws and grid cells; `default` where there are neither.
    public var variantNames: [String] { table.names }

    /// The declared parameters, `hazard` last.
    public var parameters: [ParameterDeclaration] { table.declarations }

    /// The values of all parameters in a variant.
    /// - Throws: `VariantProblem` if there is no such variant or an overridden value does not fit.
    public func values(of variant: Variant) throws(VariantProblem) -> [(name: String, value: String)] {
        try table.values(of: variant)
    }

    /// The concrete scenario of a variant; nil if it has errors (reported).
    ///
    /// Actors and events marked as hazard are left out where `hazard` is `off`.
    public func file(for variant: Variant, _ diagnostics: inout Diagnostics) -> ScenarioFile? {
        let values: [(name: String, value: String)]
        do { values = try table.values(of: variant) } catch {
            diagnostics.error(ScenarioCode.variant, error.message, at: SourcePlace(body.source))
            return nil
        }
        let errors = diagnostics.errorCount
        let isHazardOn = values.contains { $0.name == "hazard" && $0.value == "on" }
        let node = ParameterSubstitution(values: values).apply(to: body, &diagnostics)
        guard var file = ScenarioFile.read(node, &diagnostics), diagnostics.errorCount == errors else { return nil }
        file.actors.removeAll { !$0.isPresent || ($0.isHazard && !isHazardOn) }
        file.events.removeAll { $0.isHazard && !isHazardOn }
        return file.isMirrored ? file.mirrored : file
    }
}
