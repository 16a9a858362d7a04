import Fields
import Geometry
import RoadNetwork

/// A native road file (`*.road.yaml`), or the same content under `road:` of a scenario: pieces that start at each
/// other's ends, or a generated network.
public struct NativeRoad: FieldDescribed {
    public var name = ""
    public var drivingSide = NativeSide.right
    /// The whole layout as in a mirror: left is right, and traffic keeps to the other side.
    public var mirror = false
    public var profiles: [Named<NativeProfile>] = []
    public var pieces: [Named<any NativePiece>] = []
    public var things = NativeThings()
    public var scenery = NativeScenery()
    public var generate: GeneratedStreets?
    private var place = SourcePlace.nowhere

    public init() {}

    public static let fields = FieldTable<Self>("road", "Streets: pieces joined end to end, or a generated town.") {
        Field("name", \.name, "A name for people.")
        Field("driving_side", \.drivingSide, "The side that traffic keeps to.")
        Field("mirror", \.mirror, "Mirror the whole layout, traffic included.")
        Field("profiles", \.profiles, in: 0...200, "Cross-sections by name.")
        Field(
            "pieces", \.pieces, .map(of: .kind(.nativePiece), count: 0...2000),
            "Pieces by name, in the order they are laid; each starts at an end of an earlier one.")
        Field.inline(\.things)
        Field("scenery", \.scenery, "What is derived beside the streets.")
        Field("generate", \.generate, "Generate a town instead of laying pieces.")
    }

    /// A road needs pieces or a generator, not both.
    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        place = node.place
        if pieces.isEmpty, generate == nil {
            diagnostics.error(
                NativeRoadCode.emptyRoad, "a road needs 'pieces' or 'generate'", at: SourcePlace(node.source, node.mark)
            )
        }
        if let entry = node.entries?.first(where: { $0.key == "generate" }), !pieces.isEmpty {
            diagnostics.error(
                FieldsCode.conflictingKeys, "only one of 'pieces' and 'generate' may stand here", at: entry.keyPlace)
        }
    }

    /// The streets in the shape that `StreetMapAssembler` takes.
    ///
    /// - Throws: every problem found, each with its place.
    public func describe() throws(Diagnostics) -> RoadDescription {
        let isLeft = drivingSide == .left
        var description: RoadDescription
        if let generate {
            description = generate.describe(name: name)
            if isLeft { description = description.mirrored() }
        } else {
            var layout = NativeLayout(self, isFlipped: isLeft)
            layout.layPieces()
            layout.settleTapers()
            layout.layThings()
            layout.findOverlaps()
            if layout.diagnostics.hasErrors { throw layout.diagnostics }
            // What was flipped on reading is flipped back: the layout is as written, traffic is not.
            description = isLeft ? layout.composer.description.mirrored() : layout.composer.description
        }
        if mirror { description = description.mirrored() }
        description.scenery = scenery.options
        return description
    }

    /// The finished map: described, assembled, with scenery.
    ///
    /// - Throws: every problem found, each with its place.
    public func streetMap() throws(Diagnostics) -> StreetMap {
        StreetMapAssembler.furnished(try describe())
    }
}

/// What to derive beside the streets.
public struct NativeScenery: FieldDescribed {
    public var seed: Int = 0
    public var buildings = 0.85
    public var trees = 14.0
    public var lamps = 28.0
    public var paintWear = 0.15

    public init() {}

    public static let fields = FieldTable<Self>("scenery", "What stands beside the streets.") {
        Field("seed", \.seed, in: 0...1_000_000_000, "Another seed, other houses.")
        Field("buildings", \.buildings, .ratio, in: 0.0...1, "Share of the street front with houses.")
        Field("trees", \.trees, .length, in: 0.0...200, "Spacing of trees in a row; 0 m for none.")
        Field("lamps", \.lamps, .length, in: 0.0...200, "Spacing of street lamps; 0 m for none.")
        Field("paint_wear", \.paintWear, .ratio, in: 0.0...1, "Mean wear of paint.")
    }

    /// The same for `Scenery.derive`.
    public var options: Scenery.Options {
        var options = Scenery.Options()
        options.seed = UInt64(seed)
        options.buildingDensity = buildings
        options.treeSpacing = trees
        options.lampSpacing = lamps
        options.paintWear = paintWear
        return options
    }
}
