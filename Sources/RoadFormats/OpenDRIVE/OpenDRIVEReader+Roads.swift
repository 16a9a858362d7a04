import Documents
import Fields
import Geometry
import RoadNetwork

extension OpenDRIVEReader {
    /// Reads one road; adds a row in any case, so that rows and file order agree.
    mutating func readRoad(_ node: XMLElement) {
        let id = node["id"]?.text ?? ""
        var road = DescribedRoad(id: id, plan: readPlan(node, id: id), sections: [])
        road.streetName = node["name"]?.text ?? ""
        if let junction = node["junction"]?.text, junction != "-1", !junction.isEmpty {
            road.junction = junctions[junction]
            if road.junction == nil { warnDangling("junction", junction, at: node) }
        }
        let link = node.first("link")
        road.predecessor = readLink(link?.first("predecessor"), usualContact: .end)
        road.successor = readLink(link?.first("successor"), usualContact: .start)
        for type in node.children("type") { readType(type, into: &road) }
        for entry in node.first("elevationProfile")?.children("elevation") ?? [] {
            road.elevation.append(readCubic(entry, at: "s"))
        }
        if let lanes = node.first("lanes") {
            readLanes(lanes, into: &road)
        } else {
            diagnostics.warning(OpenDRIVECode.badLanes, "road '\(id)' has no lanes", at: node.place)
        }
        _ = description.add(road)
    }

    /// Coefficients a, b, c, d from a station on.
    mutating func readCubic(_ node: XMLElement, at station: String) -> StationCubic {
        StationCubic(
            from: number(station, of: node),
            Cubic(number("a", of: node), number("b", of: node), number("c", of: node), number("d", of: node)))
    }

    private mutating func readType(_ node: XMLElement, into road: inout DescribedRoad) {
        let s = number("s", of: node)
        if s <= 0 || road.speeds.isEmpty { road.category = RoadCategory(openDRIVE: node["type"]?.text ?? "") }
        guard let speed = node.first("speed"), let limit = readSpeed(speed) else { return }
        road.speeds.append(DescribedSpeed(from: s, limit: limit))
    }

    /// A speed limit in m/s; infinite for `no limit`, nil if none is said.
    mutating func readSpeed(_ node: XMLElement) -> Double? {
        guard let text = node["max"]?.text else { return nil }
        switch text {
        case "no limit": return .infinity
        case "undefined", "": return nil
        default: break
        }
        let value = number("max", of: node, default: -1)
        guard value > 0 else { return nil }
        switch node["unit"]?.text ?? "m/s" {
        case "km/h": return value / 3.6
        case "mph": return value * 0.44704
        default: return value
        }
    }

    private mutating func readLink(_ node: XMLElement?, usualContact: RoadContact) -> DescribedLink? {
        guard let node, let id = node["elementId"]?.text else { return nil }
        if node["elementType"]?.text == "junction" {
            if let row = junctions[id] { return .junction(row) }
            warnDangling("junction", id, at: node)
            return nil
        }
        guard let row = roads[id] else {
            warnDangling("road", id, at: node)
            return nil
        }
        let contact: RoadContact
        switch node["contactPoint"]?.text {
        case "start": contact = .start
        case "end": contact = .end
        default: contact = usualContact
        }
        return .road(row, contact: contact)
    }
}

extension OpenDRIVEReader {
    /// The reference line's pieces, those that cannot be drawn left out.
    mutating func readPlan(_ node: XMLElement, id: String) -> [PlanPiece] {
        guard let plan = node.first("planView"), let first = plan.children.first(where: { $0.name == "geometry" })
        else {
            diagnostics.error(
                OpenDRIVECode.badGeometry, "road '\(id)' has no <geometry> in a <planView>", at: node.place)
            return []
        }
        var pieces: [PlanPiece] = []
        var previous = first
        for geometry in plan.children("geometry") {
            guard let piece = readPiece(geometry) else { continue }
            if let last = pieces.last {
                let gap = last.end.position.distance(to: piece.start.position)
                if gap > 0.2 || !gap.isFinite {
                    diagnostics.warning(
                        OpenDRIVECode.gap,
                        "this piece of road '\(id)' starts \(NumberText.rounded(gap, digits: 3)) m from the end of the "
                            + "one before it", at: geometry.place)
                }
            }
            pieces.append(piece)
            previous = geometry
        }
        guard let start = pieces.first?.start else {
            diagnostics.error(OpenDRIVECode.badGeometry, "road '\(id)' has no usable geometry", at: previous.place)
            return []
        }
        checkLength(node, pieces)
        pieces.removeAll { $0.length == 0 }
        guard pieces.reduce(0, { $0 + $1.length }) < OpenDRIVEReader.shortest else { return pieces }
        diagnostics.warning(
            OpenDRIVECode.badGeometry,
            "road '\(id)' has almost no length; it is taken as \(OpenDRIVEReader.shortest) m long", at: first.place)
        return [PlanPiece(start: start, length: OpenDRIVEReader.shortest, curve: .line)]
    }

    /// Shorter roads are lengthened to this, metres.
    private static let shortest = 0.05

    private mutating func checkLength(_ node: XMLElement, _ pieces: [PlanPiece]) {
        let sum = pieces.reduce(0) { $0 + $1.length }
        let stated = number("length", of: node, default: sum)
        guard (sum - stated).magnitude > max(0.05, 0.01 * sum) else { return }
        diagnostics.warning(
            OpenDRIVECode.badGeometry,
            "the road's length is \(NumberText.rounded(stated, digits: 5)) m, but its geometry is "
                + "\(NumberText.rounded(sum, digits: 5)) m long; the geometry counts", at: node.place)
    }

    private mutating func readPiece(_ node: XMLElement) -> PlanPiece? {
        guard let x = required("x", of: node), let y = required("y", of: node), let yaw = required("hdg", of: node),
            let length = required("length", of: node)
        else { return nil }
        guard length >= 0, length < 1e6, max(x.magnitude, y.magnitude) < 1e8 else {
            let message = "a <geometry> cannot have the length \(length) m at (\(x), \(y))"
            diagnostics.error(OpenDRIVECode.badGeometry, message, at: node.place)
            return nil
        }
        let start = Pose2(x: x, y: y, yaw: Angle.wrapped(yaw))
        guard length > 1e-3 else { return PlanPiece(start: start, length: 0, curve: .line) }
        guard let curve = readCurve(node, length: length) else { return nil }
        return PlanPiece(start: start, length: length, curve: curve)
    }

    private mutating func readCurve(_ node: XMLElement, length: Double) -> PlanCurve? {
        for shape in node.children {
            switch shape.name {
            case "line": return .line
            case "arc":
                guard let curvature = required("curvature", of: shape) else { return nil }
                return curvature == 0 ? .line : .arc(curvature: bounded(curvature, of: shape))
            case "spiral":
                guard let start = required("curvStart", of: shape), let end = required("curvEnd", of: shape) else {
                    return nil
                }
                return .clothoid(start: bounded(start, of: shape), end: bounded(end, of: shape))
            case "poly3":
                return .cubic(
                    Cubic(
                        number("a", of: shape), number("b", of: shape), number("c", of: shape), number("d", of: shape)))
            case "paramPoly3": return readParametric(shape, length: length)
            default: continue
            }
        }
        diagnostics.warning(
            OpenDRIVECode.badGeometry,
            "this <geometry> has no line, arc, spiral, poly3 or paramPoly3; a line is used", at: node.place)
        return .line
    }

    /// Curves tighter than a radius of 0.1 m are no road.
    private mutating func bounded(_ curvature: Double, of node: XMLElement) -> Double {
        guard curvature.magnitude > 10 else { return curvature }
        diagnostics.warning(
            OpenDRIVECode.badGeometry, "the curvature \(curvature) 1/m is reduced to a radius of 0.1 m", at: node.place)
        return curvature < 0 ? -10 : 10
    }

    private mutating func readParametric(_ node: XMLElement, length: Double) -> PlanCurve? {
        var values: [Double] = []
        for name in ["aU", "bU", "cU", "dU", "aV", "bV", "cV", "dV"] {
            guard let value = required(name, of: node) else { return nil }
            values.append(value)
        }
        let u = Cubic(values[0], values[1], values[2], values[3])
        let v = Cubic(values[4], values[5], values[6], values[7])
        let range = node["pRange"]?.text == "arcLength" ? length : 1
        let end = Vector2(u.value(at: range), v.value(at: range))
        guard end.length < 10 * length + 10 else {
            diagnostics.error(
                OpenDRIVECode.badGeometry,
                "this paramPoly3 ends \(NumberText.rounded(end.length)) m from its start, but is "
                    + "\(NumberText.rounded(length)) m long", at: node.place, help: "check pRange and the coefficients")
            return nil
        }
        return .parametricCubic(u: u, v: v, range: range)
    }
}

extension RoadCategory {
    /// From the words of OpenDRIVE.
    init(openDRIVE word: String) {
        switch word {
        case "motorway": self = .motorway
        case "rural", "townExpressway": self = .rural
        case "lowSpeed", "townPrivate", "townLocal", "townPlayStreet": self = .lowSpeed
        case "pedestrian": self = .pedestrian
        case "bicycle": self = .bicycle
        default: self = .town
        }
    }
}
