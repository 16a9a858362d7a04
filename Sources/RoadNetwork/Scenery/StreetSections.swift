import Geometry

/// Lanes side by side: a cut-out of a road on which the number of lanes does not change.
struct StreetSection {
    struct Member {
        var lane: LaneID
        /// The lane's points run along the road's reference line, not against it.
        var isForward: Bool
    }

    var road: RoadID
    var junction: JunctionID
    var key: UInt64
    /// Station on the reference line where the section begins, metres.
    var from: Double
    /// From left to right, seen along the reference line.
    var members: [Member]

    /// The ground that a lane type calls for.
    enum Ground: Sendable {
        case carriageway, cyclePath, pavement, median, gravel, nothing

        init(_ type: LaneType) {
            switch type {
            case .driving, .bidirectional, .bus, .entry, .exit, .shoulder, .parking, .tram: self = .carriageway
            case .biking: self = .cyclePath
            case .sidewalk: self = .pavement
            case .median: self = .median
            case .restricted: self = .gravel
            case .none: self = .nothing
            }
        }

        /// At the level of the carriageway, and hard.
        var isLevel: Bool { self == .carriageway || self == .cyclePath }
        var isRaised: Bool { self == .pavement || self == .median }
    }
}

/// Every section of a map, in an order that depends on random keys only.
struct StreetSections {
    let map: StreetMap
    private(set) var all: [StreetSection] = []
    /// Row in `all` by lane row; -1 for none.
    private(set) var ofLane: [Int32]

    init(map: StreetMap) {
        self.map = map
        ofLane = Array(repeating: -1, count: map.lanes.count)
        for (road, lanes) in lanesByRoad() { addSections(of: road, lanes) }
        all.sort { $0.key < $1.key }
        for (row, section) in all.enumerated() {
            for member in section.members { ofLane[member.lane.index] = Int32(row) }
        }
    }

    private func lanesByRoad() -> [(RoadID, [LaneID])] {
        let rows = map.lanes.indices.filter { !map.lanes[$0].road.isNone }
            .sorted { (map.lanes[$0].road.row, $0) < (map.lanes[$1].road.row, $1) }
        var result: [(RoadID, [LaneID])] = []
        for row in rows {
            let road = map.lanes[row].road
            if result.last?.0 == road {
                result[result.count - 1].1.append(LaneID(row))
            } else {
                result.append((road, [LaneID(row)]))
            }
        }
        return result
    }

    private mutating func addSections(of road: RoadID, _ lanes: [LaneID]) {
        let placed = lanes.map { id in
            let (first, last) = (map[id].stationAtStart, map[id].stationAtEnd)
            let member = StreetSection.Member(lane: id, isForward: last >= first)
            return (member: member, from: min(first, last), middle: (first + last) / 2)
        }.sorted { ($0.middle, map[$0.member.lane].randomKey) < ($1.middle, map[$1.member.lane].randomKey) }
        var group: [StreetSection.Member] = []
        var start = (from: 0.0, middle: -Double.infinity)
        for (member, from, middle) in placed {
            let tolerance = min(0.4, 0.3 * map[member.lane].length)
            if middle - start.middle > tolerance {
                close(&group, road, from: start.from)
                start = (from, middle)
            }
            group.append(member)
        }
        close(&group, road, from: start.from)
    }

    private mutating func close(_ group: inout [StreetSection.Member], _ road: RoadID, from: Double) {
        guard !group.isEmpty else { return }
        group.sort {
            (-map[$0.lane].number, map[$0.lane].randomKey) < (-map[$1.lane].number, map[$1.lane].randomKey)
        }
        // A hash of all lanes: two sections never share a key.
        let key = group.reduce(map.roads[road.index].randomKey) { StableHash.combine($0, map[$1.lane].randomKey) }
        all.append(
            StreetSection(
                road: road, junction: map[group[0].lane].junction, key: key, from: from, members: group))
        group = []
    }

    func ground(_ member: StreetSection.Member) -> StreetSection.Ground {
        StreetSection.Ground(map[member.lane].type)
    }

    /// The border of a member towards the section's left (+1) or right (-1) as points along the section.
    func border(_ member: StreetSection.Member, side: Double) -> [Vector2] {
        let lane = map[member.lane]
        let sign = member.isForward ? side : -side
        let line = lane.centerline
        let points = line.points.indices.map { index in
            line.points[index] + Vector2(yaw: line.headings[index]).leftNormal * (sign * lane.halfWidths[index])
        }
        return member.isForward ? points : points.reversed()
    }

    /// Rows of members on which one may drive or ride at carriageway level, as one range from the outermost left to the
    /// outermost right; nil if there is none.
    func levelRange(of section: StreetSection) -> ClosedRange<Int>? {
        let rows = section.members.indices.filter { ground(section.members[$0]).isLevel }
        guard let first = rows.first, let last = rows.last else { return nil }
        return first...last
    }

    /// The greatest speed limit of the section's motor lanes, m/s; 0 if it has none.
    func speedLimit(of section: StreetSection) -> Double {
        section.members.reduce(0) { sum, member in
            map[member.lane].type.isDrivable ? max(sum, map[member.lane].speedLimit) : sum
        }
    }
}
