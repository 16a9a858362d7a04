import Documents
import Fields
import Geometry
import RoadNetwork

extension OpenDRIVEReader {
    /// Reads every signal of the file, then the references to them. Rows agree with the order of the file.
    mutating func readSignals(_ roadNodes: [XMLElement]) {
        for (road, node) in roadNodes.enumerated() {
            for child in node.first("signals")?.children("signal") ?? [] { readSignal(child, road: road) }
        }
        for (road, node) in roadNodes.enumerated() {
            for child in node.first("signals")?.children("signalReference") ?? [] { readReference(child, road: road) }
        }
    }

    private mutating func readSignal(_ node: XMLElement, road: Int) {
        if node["type"]?.text == "1000003" { readCrosswalkMark(node, road: road) }
        let id = node["id"]?.text ?? ""
        let meaning = SignalCatalogue.meaning(
            country: node["country"]?.text ?? "", type: node["type"]?.text ?? "",
            subtype: node["subtype"]?.text ?? "", isDynamic: isYes(node["dynamic"]?.text),
            value: number("value", of: node), unit: node["unit"]?.text ?? "", name: node["name"]?.text ?? "")
        // Ids of signals may repeat in real files: the road tells them apart.
        let key = StableHash.combine(
            StableHash.combine(StableHash.of("signal"), StableHash.of(id)), description.roads[road].randomKey)
        let places = readPlace(node, road: road).map { [$0] } ?? []
        var signal = DescribedSignal(id: id, randomKey: key, meaning: meaning, places: places)
        // Poles with their signal stand at zOffset 0; plates and heads have their own zOffset.
        let (base, extent) = (number("zOffset", of: node), max(0, number("height", of: node)))
        let height = base > 0.3 ? base + extent / 2 : extent - 0.4
        if height > 1, height < 30 { signal.height = height }
        _ = description.add(signal)
    }

    /// Some editors write crossings as signals: `width` is the way across the road, `value` the width of the crossing.
    private mutating func readCrosswalkMark(_ node: XMLElement, road: Int) {
        guard node["name"]?.text.lowercased().contains("crosswalk") == true else { return }
        let value = number("value", of: node)
        let id = node["id"]?.text ?? ""
        let place = DescribedObject.Place.road(road, s: number("s", of: node), t: number("t", of: node), heading: 0)
        description.objects.append(
            DescribedObject(
                id: id,
                randomKey: StableHash.combine(description.roads[road].randomKey, StableHash.of("crossing" + id)),
                kind: .crossing(isZebra: true), place: place, length: value > 0.5 && value < 20 ? value : 4,
                width: number("width", of: node)))
    }

    private mutating func readPlace(_ node: XMLElement, road: Int) -> DescribedSignal.Place? {
        guard let s = required("s", of: node), let t = required("t", of: node) else { return nil }
        let orientation: DescribedSignal.Orientation
        switch node["orientation"]?.text {
        case "+": orientation = .forward
        case "-": orientation = .backward
        default: orientation = .both
        }
        return DescribedSignal.Place(
            road: road, s: s, t: t, orientation: orientation, heading: Angle.wrapped(number("hOffset", of: node)),
            lanes: readValidity(node, road: road))
    }

    /// Lane numbers between `fromLane` and `toLane` that the road has; empty without such records: all. Lane 0 alone
    /// stands for none: such signals rule what references to them name.
    private mutating func readValidity(_ node: XMLElement, road: Int) -> [Int] {
        var lanes: [Int] = []
        for validity in node.children("validity").prefix(100) {
            guard let from = integer("fromLane", of: validity), let to = integer("toLane", of: validity) else {
                continue
            }
            for section in description.roads[road].sections {
                for lane in section.lanes where lane.number >= min(from, to) && lane.number <= max(from, to) {
                    lanes.append(lane.number)
                }
            }
        }
        return lanes.isEmpty && node.first("validity") != nil ? [0] : lanes.sortedUnique()
    }

    private mutating func readReference(_ node: XMLElement, road: Int) {
        let id = node["id"]?.text ?? ""
        guard let place = readPlace(node, road: road) else { return }
        guard let row = signals[id] else { return warnDangling("signal", id, at: node) }
        description.signals[row].places.append(place)
    }

    private func isYes(_ text: String?) -> Bool { text == "yes" || text == "true" || text == "1" }

    /// Reads a controller: which signals belong together.
    mutating func readController(_ node: XMLElement) {
        let ids = node.children("control").map { $0["signalId"]?.text ?? "" }
        let rows = ids.compactMap { signals[$0] }
        if rows.count < ids.count {
            let missing = ids.first { signals[$0] == nil } ?? ""
            diagnostics.warning(
                OpenDRIVECode.danglingReference,
                "\(ids.count - rows.count) of the \(ids.count) signals of this controller do not exist, for example "
                    + "'\(missing)'", at: node.place)
        }
        let id = node["id"]?.text ?? ""
        description.controllers.append(DescribedController(id: id, signals: rows.sortedUnique()))
    }
}

extension [Int] {
    /// Ascending, each value once.
    func sortedUnique() -> [Int] {
        var result: [Int] = []
        for value in sorted() where result.last != value { result.append(value) }
        return result
    }
}
