import Geometry

extension MapAssembly {
    /// Makes the map's roads and lanes: geometry, widths, types, speeds, marks.
    mutating func sampleLanes() {
        for row in description.roads.indices {
            let road = description.roads[row]
            let line = ReferenceLine(road)
            lines.append(line)
            sections.append([])
            guard let line else {
                notes.note("Roads without usable geometry were left out", road.id)
                map.roads.append(emptyRoad(road))
                continue
            }
            map.roads.append(emptyRoad(road, line: line))
            description.roads[row].sections = road.soundSections(length: line.length)
            for section in ranges(of: row, length: line.length) {
                append(section: section.row, range: section.range, of: row, on: line)
            }
            map.roads[row].lanes = sections[row].flatMap { $0.lanes.map { LaneID($0) } }
        }
    }

    private func emptyRoad(_ road: DescribedRoad, line: ReferenceLine? = nil) -> Road {
        var points: [Vector2] = []
        if let line {
            let sampler = StationSampler(tolerance: 0.05, reach: 5)
            points = sampler.stations(on: line, from: 0, to: line.length, series: []).map { line.point(s: $0, t: 0) }
        }
        let polyline = Polyline(points) ?? Polyline([.zero, Vector2(1, 0)]).unsafelyUnwrapped
        return Road(name: road.id, randomKey: road.randomKey, lanes: [], referenceLine: polyline)
    }

    /// Stations between which each section is sampled: sections are split at lights in the middle of a road, so that
    /// traffic has a lane's end to stop at.
    private func ranges(of road: Int, length: Double) -> [(row: Int, range: ClosedRange<Double>)] {
        let sections = description.roads[road].sections
        let breaks = lightStations(on: road, length: length)
        var result: [(row: Int, range: ClosedRange<Double>)] = []
        for (row, section) in sections.enumerated() {
            let end = row + 1 < sections.count ? sections[row + 1].from : length
            var from = section.from
            for station in breaks where station > from + 2 && station < end - 2 {
                result.append((row, from...station))
                from = station
            }
            if end - from > 1e-3 { result.append((row, from...end)) }
        }
        return result
    }

    /// Stations of lights farther than 30 m from the end that their traffic drives to.
    private func lightStations(on road: Int, length: Double) -> [Double] {
        guard description.roads[road].junction == nil else { return [] }
        var stations: [Double] = []
        for row in signalRows[road] {
            guard case .light = description.signals[row].meaning else { continue }
            for place in description.signals[row].places where place.road == road && place.lanes != [0] {
                let ahead = place.orientation == .forward ? length - place.s : place.s
                let other = place.orientation == .both ? length - place.s : ahead
                if min(ahead, other) > 30, place.s > 2, place.s < length - 2 { stations.append(place.s) }
            }
        }
        return stations.sorted()
    }

    /// Lanes of positive numbers stand left; traffic keeps to its side.
    func travelsForward(_ lane: DescribedLane) -> Bool {
        let isRight = lane.number < 0
        let usual = description.drivingSide == .right ? isRight : !isRight
        return lane.direction == .reversed ? !usual : usual
    }

    private mutating func append(section row: Int, range: ClosedRange<Double>, of road: Int, on line: ReferenceLine) {
        let described = description.roads[road]
        let section = described.sections[row]
        var sampler = SectionSampler(
            line: line, section: section, laneOffset: described.laneOffset, range: range,
            tolerance: options.tolerance)
        let sampled = sampler.sample(travelsForward: travelsForward)
        if sampler.foundNegativeWidth { notes.note("Negative lane widths count as zero on roads", described.id) }
        var rows = SectionRows(section: row, range: range, lanes: [], numbers: [])
        let ordinal = sections[road].count
        // order: numbers are unique within a section
        for index in section.lanes.indices.sorted(by: { section.lanes[$0].number > section.lanes[$1].number }) {
            let lane = section.lanes[index]
            guard lane.number != 0, let shape = sampled[index], rows.numbers.last != lane.number else { continue }
            rows.lanes.append(map.lanes.count)
            rows.numbers.append(lane.number)
            origins.append(
                LaneOrigin(
                    road: road, section: row, lane: index, forward: travelsForward(lane), stations: shape.stations))
            map.lanes.append(makeLane(lane, shape, road: road, ordinal: ordinal, start: section.from))
        }
        sections[road].append(rows)
    }

    /// Named `road/number` in the first section, `road/ordinal/number` in the others, counted from 2.
    private func makeLane(
        _ described: DescribedLane, _ shape: SectionSampler.SampledLane, road: Int, ordinal: Int, start: Double
    ) -> Lane {
        let owner = description.roads[road]
        let prefix = ordinal == 0 ? owner.id : "\(owner.id)/\(ordinal + 1)"
        let salt = UInt64(bitPattern: Int64(ordinal) << 32 ^ Int64(described.number))
        var lane = Lane(
            name: "\(prefix)/\(described.number)", randomKey: StableHash.combine(owner.randomKey, salt),
            road: RoadID(road), number: described.number, type: described.type, centerline: shape.centerline,
            halfWidths: shape.halfWidths,
            speedLimit: speedLimit(of: described, road: owner, stations: shape.stations, start: start))
        lane.stationAtStart = shape.stations[0]
        lane.stationAtEnd = shape.stations[shape.stations.count - 1]
        if let users = described.users { lane.users = users }
        lane.isRoundabout = owner.isRoundabout
        return lane
    }

    /// The limit that holds for most of the lane, m/s.
    private func speedLimit(of lane: DescribedLane, road: DescribedRoad, stations: [Double], start: Double) -> Double {
        let middle = (stations[0] + stations[stations.count - 1]) / 2
        let own = lane.speeds.last { $0.from + start <= middle } ?? lane.speeds.first
        let roads = road.speeds.last { $0.from <= middle } ?? road.speeds.first
        let limit = own?.limit ?? roads?.limit ?? road.category.usualSpeed
        guard limit > 0.1, !limit.isNaN else { return road.category.usualSpeed }
        return min(limit, RoadCategory.motorway.usualSpeed)
    }
}

extension RoadCategory {
    /// Speed limit where a source gives none, m/s.
    var usualSpeed: Double {
        switch self {
        case .motorway: return 130 / 3.6
        case .rural: return 100 / 3.6
        case .town: return 50 / 3.6
        case .lowSpeed: return 30 / 3.6
        case .pedestrian, .bicycle: return 10 / 3.6
        }
    }
}
