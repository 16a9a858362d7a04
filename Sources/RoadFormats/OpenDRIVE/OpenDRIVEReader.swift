import Documents
import Fields
import Geometry
import RoadNetwork

/// Reads an OpenDRIVE document (ASAM OpenDRIVE 1.4 to 1.8) into a `RoadDescription`.
///
/// Elevation and superelevation are flattened; `userData`, surfaces and railroads are read over. What is wrong but can
/// be repaired becomes a warning, what cannot becomes an error; both say where.
struct OpenDRIVEReader {
    var description: RoadDescription
    var diagnostics = Diagnostics()
    var roads = IdentifierTable()
    var junctions = IdentifierTable()
    var signals = IdentifierTable()
    var controllers = IdentifierTable()

    init(name: String) {
        description = RoadDescription(name: name)
    }

    /// Reads the document's root element.
    mutating func read(_ root: XMLElement) {
        let roadNodes = root.children("road")
        let junctionNodes = root.children("junction")
        roads = table(of: roadNodes, kind: "road", needsId: true)
        junctions = table(of: junctionNodes, kind: "junction", needsId: true)
        signals = table(of: roadNodes.flatMap { $0.first("signals")?.children("signal") ?? [] }, kind: "signal")
        controllers = table(of: root.children("controller"), kind: "controller")
        readDrivingSide(roadNodes)
        for node in roadNodes { readRoad(node) }
        for node in junctionNodes { readJunction(node) }
        readSignals(roadNodes)
        for node in root.children("controller") { readController(node) }
        for (row, node) in roadNodes.enumerated() { readObjects(node, road: row) }
        if roadNodes.isEmpty { diagnostics.error(OpenDRIVECode.empty, "the file has no road", at: root.place) }
    }

    /// Rows by id, in file order; complains about ids that are missing or stand twice.
    private mutating func table(of nodes: [XMLElement], kind: String, needsId: Bool = false) -> IdentifierTable {
        let ids = nodes.map { $0["id"]?.text ?? "" }
        let table = IdentifierTable(ids)
        for (row, node) in nodes.enumerated() where needsId || !ids[row].isEmpty {
            if ids[row].isEmpty {
                diagnostics.error(OpenDRIVECode.missingAttribute, "this \(kind) has no id", at: node.place)
            } else if table[ids[row]] != row {
                let message = "another \(kind) has the id '\(ids[row])', too"
                if needsId {
                    diagnostics.error(OpenDRIVECode.duplicateId, message, at: node.place)
                } else {
                    diagnostics.warning(OpenDRIVECode.duplicateId, message, at: node.place)
                }
            }
        }
        return table
    }

    /// The side that most roads name; right if none does.
    private mutating func readDrivingSide(_ nodes: [XMLElement]) {
        let left = nodes.count { $0["rule"]?.text == "LHT" }
        description.drivingSide = left * 2 > nodes.count ? .left : .right
        guard left > 0, left < nodes.count else { return }
        let odd = nodes.first { ($0["rule"]?.text == "LHT") != (description.drivingSide == .left) }
        diagnostics.warning(
            OpenDRIVECode.unsupported,
            "some roads have left-hand traffic and others right-hand; all are taken as \(description.drivingSide)-hand",
            at: odd?.place ?? .nowhere)
    }
}

/// Rows of elements by their id: a sorted column.
struct IdentifierTable {
    private var sorted: [(id: String, row: Int)] = []

    init() {}

    init(_ ids: [String]) {
        sorted = ids.enumerated().map { ($0.element, $0.offset) }
        sorted.sort { ($0.id, $0.row) < ($1.id, $1.row) }
    }

    /// The first row with an id; nil if there is none. Complexity: O(log n).
    subscript(id: String) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].id == id ? sorted[low].row : nil
    }
}
