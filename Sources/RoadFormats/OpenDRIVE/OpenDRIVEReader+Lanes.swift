import Documents
import Fields
import Geometry
import RoadNetwork

extension OpenDRIVEReader {
    /// Reads lane offsets and sections of a road.
    mutating func readLanes(_ node: XMLElement, into road: inout DescribedRoad) {
        for offset in node.children("laneOffset") { road.laneOffset.append(readCubic(offset, at: "s")) }
        sort(&road.laneOffset, of: node)
        for section in node.children("laneSection") {
            let from = number("s", of: section)
            if let last = road.sections.last, from <= last.from {
                diagnostics.warning(
                    OpenDRIVECode.badLanes, "this lane section does not begin after the one before it",
                    at: section.place)
            }
            road.sections.append(readSection(section, from: from))
        }
        if road.sections.isEmpty {
            diagnostics.warning(OpenDRIVECode.badLanes, "road '\(road.id)' has no lane section", at: node.place)
        }
    }

    private mutating func readSection(_ node: XMLElement, from: Double) -> DescribedSection {
        var section = DescribedSection(from: from, lanes: [])
        for side in node.children {
            switch side.name {
            case "left", "right":
                for lane in side.children("lane") { readLane(lane, side: side.name, into: &section) }
            case "center":
                if let lane = side.first("lane") { section.centreMarks = readMarks(lane) }
            default: continue
            }
        }
        return section
    }

    private mutating func readLane(_ node: XMLElement, side: String, into section: inout DescribedSection) {
        guard let number = integer("id", of: node) else { return }
        guard number.magnitude <= 1000, side == "left" ? number > 0 : number < 0 else {
            diagnostics.error(
                OpenDRIVECode.badLanes, "lane \(number) cannot stand on the \(side) side",
                at: node.place, help: "lanes on the left have numbers from 1 up, on the right from -1 down")
            return
        }
        guard !section.lanes.contains(where: { $0.number == number }) else {
            diagnostics.error(OpenDRIVECode.duplicateId, "this section has two lanes \(number)", at: node.place)
            return
        }
        var lane = DescribedLane(number: number, type: LaneType(openDRIVE: node["type"]?.text ?? ""), widths: [])
        for record in node.children { readRecord(record, into: &lane) }
        sort(&lane.widths, of: node)
        sort(&lane.borders, of: node)
        // order: at one place the file's order counts
        lane.speeds.sort { $0.from < $1.from }
        lane.marks = readMarks(node)
        switch node["direction"]?.text {
        case "reversed": lane.direction = .reversed
        case "both": lane.direction = .both
        default: break
        }
        if lane.widths.isEmpty && lane.borders.isEmpty {
            diagnostics.warning(OpenDRIVECode.badLanes, "lane \(number) has neither width nor border", at: node.place)
        }
        section.lanes.append(lane)
    }

    private mutating func readRecord(_ node: XMLElement, into lane: inout DescribedLane) {
        switch node.name {
        case "width": lane.widths.append(readCubic(node, at: "sOffset"))
        case "border": lane.borders.append(readCubic(node, at: "sOffset"))
        case "speed":
            if let limit = readSpeed(node) {
                lane.speeds.append(DescribedSpeed(from: number("sOffset", of: node), limit: limit))
            }
        case "link":
            for link in node.children where link.name == "predecessor" || link.name == "successor" {
                guard let number = integer("id", of: link) else { continue }
                if link.name == "predecessor" {
                    lane.predecessors.append(number)
                } else {
                    lane.successors.append(number)
                }
            }
        case "access": readAccess(node, into: &lane)
        default: break
        }
    }

    /// Records that do not ascend are put in order.
    private mutating func sort(_ records: inout [StationCubic], of node: XMLElement) {
        guard zip(records, records.dropFirst()).contains(where: { $0.from > $1.from }) else { return }
        diagnostics.warning(
            OpenDRIVECode.badLanes, "records of this <\(node.name)> do not ascend along the road", at: node.place)
        let order = records.indices.sorted { (records[$0].from, $0) < (records[$1].from, $1) }
        records = order.map { records[$0] }
    }

    private func readAccess(_ node: XMLElement, into lane: inout DescribedLane) {
        var words = node.children("restriction").compactMap { $0["type"]?.text }
        if let word = node["restriction"]?.text { words.append(word) }
        let named = words.reduce(into: LaneUsers()) { $0.formUnion(LaneUsers(openDRIVE: $1)) }
        guard !named.isEmpty else { return }
        let usual = lane.users ?? lane.type.defaultUsers
        lane.users = node["rule"]?.text == "deny" ? usual.subtracting(named) : named
    }

    private mutating func readMarks(_ lane: XMLElement) -> [DescribedMark] {
        var marks: [DescribedMark] = []
        for node in lane.children("roadMark") {
            let kind = MarkKind(openDRIVE: node["type"]?.text ?? "none", lines: node.first("type"))
            let usual = node["weight"]?.text == "bold" ? 0.25 : 0.12
            let width = number("width", of: node)
            var mark = DescribedMark(from: number("sOffset", of: node), kind: kind)
            mark.width = width > 0.01 && width < 2 ? width : usual
            mark.colour = PaintColour(rawValue: node["color"]?.text ?? "white") ?? .white
            mark.laneChange = DescribedMark.LaneChange(rawValue: node["laneChange"]?.text ?? "")
            marks.append(mark)
        }
        // order: at one place the file's order counts
        return marks.count > 1 ? marks.sorted { $0.from < $1.from } : marks
    }
}

extension LaneType {
    /// From the words of OpenDRIVE 1.4 to 1.8; unknown ones are `.none`.
    init(openDRIVE word: String) {
        switch word {
        case "driving", "connectingRamp", "slipLane", "HOV", "shared": self = .driving
        case "bidirectional": self = .bidirectional
        case "bus", "taxi": self = .bus
        case "entry", "onRamp", "mwyEntry": self = .entry
        case "exit", "offRamp", "mwyExit": self = .exit
        case "biking": self = .biking
        case "sidewalk", "walking": self = .sidewalk
        case "shoulder", "border", "stop": self = .shoulder
        case "parking": self = .parking
        case "median": self = .median
        case "restricted", "roadWorks": self = .restricted
        case "tram", "rail": self = .tram
        default: self = .none
        }
    }
}

extension LaneUsers {
    /// From the restriction words of OpenDRIVE; empty for words that mean nobody we have.
    init(openDRIVE word: String) {
        switch word {
        case "pedestrian": self = .pedestrians
        case "passengerCar", "simulator", "autonomousTraffic", "autonomous traffic", "taxi": self = .cars
        case "bus": self = .buses
        case "truck", "trucks", "delivery": self = .heavy
        case "bicycle": self = .bicycles
        default: self = []
        }
    }
}

extension MarkKind {
    /// From the words of OpenDRIVE; for `custom` the kind of its first line.
    init(openDRIVE word: String, lines: XMLElement?) {
        switch word {
        case "solid": self = .solid
        case "broken": self = .broken
        case "solid solid": self = .solidSolid
        case "solid broken": self = .solidBroken
        case "broken solid": self = .brokenSolid
        case "broken broken": self = .brokenBroken
        case "botts dots": self = .bottsDots
        case "curb": self = .curb
        case "grass": self = .grass
        case "edge": self = .edge
        case "custom":
            let space = lines?.first("line")?["space"]?.number ?? 0
            self = space > 0 ? .broken : .solid
        default: self = .none
        }
    }
}
