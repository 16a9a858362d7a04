import Geometry

extension MapAssembly {
    /// Sets the stop lines of lanes: where the source has them, else before signals and stop signs, clear of crossings.
    mutating func setStopLines() {
        for signal in description.signals where signal.meaning == .stopLine {
            for place in signal.places { setStopLine(at: place) }
        }
        guard options.derivesEquipment else { return }
        for row in map.lanes.indices where map.lanes[row].stopLine == nil {
            let mustStop = map.lanes[row].successors.contains { id in
                [.signal, .stop, .allWayStop].contains(map.lanes[id.index].control)
            }
            if mustStop { map.lanes[row].stopLine = max(0, map.lanes[row].length - 0.4) }
        }
        for crossing in map.crossings {
            for crossed in crossing.lanes {
                let lane = map.lanes[crossed.lane.index]
                guard let line = lane.stopLine, line > crossed.from - 1, lane.length - crossed.to < 8 else { continue }
                map.lanes[crossed.lane.index].stopLine = max(0, crossed.from - 1)
            }
        }
    }

    /// A described stop line counts for the lanes of its direction that end within 30 m.
    private mutating func setStopLine(at place: DescribedSignal.Place) {
        guard sections.indices.contains(place.road), description.roads[place.road].junction == nil else { return }
        for forward in [true, false] {
            guard place.orientation == .both || (place.orientation == .forward) == forward,
                let section = section(of: place.road, at: forward ? .end : .start)
            else { continue }
            for (row, number) in zip(section.lanes, section.numbers) {
                guard origins[row].forward == forward, map.lanes[row].type.isDrivable,
                    place.lanes.isEmpty || place.lanes.contains(number)
                else { continue }
                let s = arcLength(on: row, station: place.s)
                if map.lanes[row].length - s < 30 { map.lanes[row].stopLine = s }
            }
        }
    }
}
