import Documents
import Fields
import Geometry
import RoadNetwork

extension OpenDRIVEReader {
    /// Reads the objects of a road.
    mutating func readObjects(_ node: XMLElement, road: Int) {
        for (ordinal, child) in (node.first("objects")?.children("object") ?? []).enumerated() {
            readObject(child, road: road, ordinal: ordinal)
        }
    }

    private mutating func readObject(_ node: XMLElement, road: Int, ordinal: Int) {
        guard let kind = objectKind(node) else { return }
        guard let s = required("s", of: node), let t = required("t", of: node) else { return }
        let id = node["id"]?.text ?? ""
        let key = StableHash.combine(
            StableHash.combine(StableHash.of("object"), StableHash.of(id)),
            StableHash.combine(description.roads[road].randomKey, UInt64(ordinal)))
        let heading = Angle.wrapped(number("hdg", of: node))
        var object = DescribedObject(
            id: id, randomKey: key, kind: kind, place: .road(road, s: s, t: t, heading: heading),
            length: number("length", of: node), width: number("width", of: node), height: number("height", of: node))
        let radius = number("radius", of: node)
        if radius > 0 { object.radius = radius }
        let outlines = node.children("outline") + (node.first("outlines")?.children("outline") ?? [])
        if let outline = outlines.first(where: { $0["outer"]?.text != "false" }) ?? outlines.first {
            object.outline = readOutline(outline, height: &object.height)
        }
        for child in node.children("repeat") { object.repeats.append(readRepeat(child, of: object, s: s, t: t)) }
        description.objects.append(object)
    }

    private mutating func readOutline(_ node: XMLElement, height: inout Double) -> [DescribedObject.Corner] {
        var corners: [DescribedObject.Corner] = []
        for corner in node.children {
            switch corner.name {
            case "cornerLocal":
                guard let u = required("u", of: corner), let v = required("v", of: corner) else { continue }
                corners.append(.local(Vector2(u, v)))
            case "cornerRoad":
                guard let s = required("s", of: corner), let t = required("t", of: corner) else { continue }
                corners.append(.road(s: s, t: t))
            default: continue
            }
            height = max(height, number("height", of: corner))
        }
        return corners
    }

    private mutating func readRepeat(
        _ node: XMLElement, of object: DescribedObject, s: Double, t: Double
    ) -> DescribedObject.Repeat {
        var ends: [DescribedObject.ClosedEnds] = []
        for (name, usual) in [("t", t), ("width", object.width), ("height", object.height)] {
            let capital = name.prefix(1).uppercased() + name.dropFirst()
            let start = number(name + "Start", of: node, default: number("start" + capital, of: node, default: usual))
            ends.append(DescribedObject.ClosedEnds(start, number(name + "End", of: node, default: start)))
        }
        return DescribedObject.Repeat(
            from: number("s", of: node, default: s), length: number("length", of: node),
            distance: number("distance", of: node), t: ends[0], width: ends[1], height: ends[2])
    }

    /// What an object is; nil for things that are part of the picture only (poles of signs that we set up ourselves).
    private func objectKind(_ node: XMLElement) -> DescribedObject.Kind? {
        let name = (node["name"]?.text ?? "").lowercased()
        switch node["type"]?.text ?? "" {
        case "crosswalk": return .crossing(isZebra: true)
        case "building": return .building
        case "parkingSpace": return .parkingBay
        case "trafficIsland": return .island
        case "tree": return .furniture(.tree)
        case "vegetation": return .furniture(name.contains("tree") ? .tree : .bush)
        case "streetLamp": return .furniture(.streetLamp)
        case "pole", "rail-pole", "guide-post": return .furniture(.pole)
        case "railing", "barrier", "soundBarrier", "gantry": return .furniture(barrier(name))
        case "obstacle", "": return named(name)
        case "-1", "none": return named(name)
        case "roadMark":
            guard node["subtype"]?.text != "signalLines" else { return nil }
            return .paint(.hatching, .white)
        default: return nil
        }
    }

    private func barrier(_ name: String) -> StreetFurniture.Kind {
        if name.contains("fence") || name.contains("hedge") { return .fence }
        return name.contains("wall") ? .wall : .guardRail
    }

    /// Objects without a type are told by words in their names; things that only hold signs and lights are left out.
    private func named(_ name: String) -> DescribedObject.Kind? {
        for (word, kind) in OpenDRIVEReader.wordsOfObjects where name.contains(word) { return kind }
        return name.isEmpty || name.contains("speed") || name.contains("signal") || name.contains("stencil")
            ? nil : .obstacle
    }

    private static let wordsOfObjects: [(String, DescribedObject.Kind)] = [
        ("crosswalk", .crossing(isZebra: true)), ("tree", .furniture(.tree)), ("bush", .furniture(.bush)),
        ("pole", .furniture(.pole)), ("post", .furniture(.pole)), ("cone", .furniture(.cone)),
        ("rail", .furniture(.guardRail)), ("fence", .furniture(.fence)), ("hedge", .furniture(.fence)),
        ("wall", .furniture(.wall)), ("bld", .building), ("building", .building), ("house", .building),
        ("bollard", .furniture(.bollard)),
    ]
}
