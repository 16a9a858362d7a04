import Documents
import Fields
import RoadNetwork

extension OpenDRIVEReader {
    /// Reads a junction; adds a row in any case.
    mutating func readJunction(_ node: XMLElement) {
        var junction = DescribedJunction(id: node["id"]?.text ?? "")
        let type = node["type"]?.text ?? "default"
        for child in node.children {
            switch child.name {
            case "connection":
                if let connection = readConnection(child, isDirect: type == "direct") {
                    junction.connections.append(connection)
                }
            case "priority":
                if let high = road("high", of: child), let low = road("low", of: child) {
                    junction.priorities.append(DescribedPriority(high: high, low: low))
                }
            case "controller":
                let id = child["id"]?.text ?? ""
                if let row = controllers[id] {
                    junction.controllers.append(row)
                } else {
                    warnDangling("controller", id, at: child)
                }
            default: continue
            }
        }
        if type == "virtual" {
            diagnostics.warning(
                OpenDRIVECode.unsupported,
                "the virtual junction '\(junction.id)' is read like an ordinary one: roads that join in the middle of "
                    + "another are not connected to it", at: node.place)
        }
        _ = description.add(junction)
    }

    /// The row of the road that an attribute names; warns if there is none.
    private mutating func road(_ name: String, of node: XMLElement) -> Int? {
        guard let id = node[name]?.text else {
            diagnostics.warning(
                OpenDRIVECode.missingAttribute, "<\(node.name)> needs the attribute '\(name)'", at: node.place)
            return nil
        }
        if let row = roads[id] { return row }
        warnDangling("road", id, at: node)
        return nil
    }

    private mutating func readConnection(_ node: XMLElement, isDirect: Bool) -> DescribedConnection? {
        let name = isDirect || node["connectingRoad"]?.text == nil ? "linkedRoad" : "connectingRoad"
        guard let incoming = road("incomingRoad", of: node), let connecting = road(name, of: node) else { return nil }
        var links: [DescribedConnection.LaneLink] = []
        for link in node.children("laneLink") {
            guard let from = integer("from", of: link), let to = integer("to", of: link) else { continue }
            links.append(DescribedConnection.LaneLink(from: from, to: to))
        }
        var connection = DescribedConnection(
            incoming: incoming, connecting: connecting,
            contact: node["contactPoint"]?.text == "end" ? .end : .start, laneLinks: links)
        connection.isDirect = isDirect
        return connection
    }
}
