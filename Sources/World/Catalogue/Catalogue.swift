import Fields
import Geometry

/// Every kind of actor by row, as `assets/catalogue.yaml` lists them.
public struct Catalogue: Sendable {
    public var models: [ActorModel]

    public init(models: [ActorModel]) { self.models = models }

    /// Row of a model by name; nil if unknown.
    public func model(named name: String) -> Int32? {
        models.firstIndex { $0.name == name }.map { Int32($0) }
    }

    /// Row of a model by a name in a file; an unknown one is reported with the nearest known.
    public func model(named name: Located<String>, _ diagnostics: inout Diagnostics) -> Int32? {
        if let row = model(named: name.value) { return row }
        let names = models.map(\.name)
        diagnostics.error(
            CatalogueCode.unknownModel,
            "no model named '\(name.value)'\(NearestName.hint(for: name.value, among: names))", at: name.place,
            help: "models are " + names.joined(separator: ", "))
        return nil
    }

    /// Reads a catalogue file, collecting every problem; nil if there was an error.
    public static func read(_ node: DocumentNode, _ diagnostics: inout Diagnostics) -> Catalogue? {
        CatalogueEntry.read(node, &diagnostics).map { entry in
            Catalogue(models: entry.models.map { $0.value.model(named: $0.name) })
        }
    }

    /// The colour of an actor: one of its model's, chosen by its random key.
    public func colourRow(of model: Int32, randomKey: UInt64) -> Int {
        let colours = models[Int(model)].colours
        guard colours.count > 1 else { return 0 }
        return RandomStream(seed: 0, purpose: Catalogue.paint, key: randomKey).integer(below: colours.count)
    }

    private static let paint = RandomPurpose("catalogue.paint")
}

/// Problems of catalogues and of references to them.
public enum CatalogueCode: String, DiagnosticCode {
    case unknownModel = "unknown-model"
    case unsoundModel = "unsound-model"

    public var explanation: Explanation {
        switch self {
        case .unknownModel:
            Explanation(
                "A kind of actor that the catalogue does not have",
                "Kinds of actors are the names under `models:` of `assets/catalogue.yaml`; `list models` shows them.")
        case .unsoundModel:
            Explanation(
                "Measures of a catalogue entry that contradict each other",
                """
                Axles lie between the two ends, every part of the body lies inside the overall length, width and \
                height (5 cm of tolerance), and a part's top lies above its bottom. Contacts use the overall box, \
                sensors the parts: both must tell the same story.
                """)
        }
    }
}
