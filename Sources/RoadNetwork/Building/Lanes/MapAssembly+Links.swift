import Geometry

/// One end of a lane, by stations of the reference line.
struct LaneEnd: Hashable {
    var lane: Int
    var contact: RoadContact
}

extension MapAssembly {
    /// Fills successors and predecessors: across sections, between roads, through junctions.
    mutating func linkLanes() {
        for road in sections.indices {
            for index in sections[road].indices.dropLast() { linkSections(road, index) }
            linkEnd(of: road, .start, to: description.roads[road].predecessor)
            linkEnd(of: road, .end, to: description.roads[road].successor)
        }
        for junction in description.junctions.indices {
            for connection in description.junctions[junction].connections { link(connection, junction: junction) }
        }
    }

    private mutating func linkSections(_ road: Int, _ index: Int) {
        let before = sections[road][index]
        let after = sections[road][index + 1]
        if before.section == after.section { return join(sameNumbers(before, .end, after, .start, mirrored: false)) }
        let stated =
            statedLinks(from: before, .end, to: after, .start) + statedLinks(from: after, .start, to: before, .end)
        join(stated.isEmpty ? sameNumbers(before, .end, after, .start, mirrored: false) : stated)
    }

    /// The section at an end of a road.
    func section(of road: Int, at contact: RoadContact) -> SectionRows? {
        guard sections.indices.contains(road) else { return nil }
        return contact == .start ? sections[road].first : sections[road].last
    }

    private mutating func linkEnd(of road: Int, _ contact: RoadContact, to link: DescribedLink?) {
        guard case .road(let other, let otherContact) = link, let mine = section(of: road, at: contact),
            let theirs = section(of: other, at: otherContact)
        else { return }
        var stated = statedLinks(from: mine, contact, to: theirs, otherContact)
        let back = otherContact == .start ? description.roads[other].predecessor : description.roads[other].successor
        if back == .road(road, contact: contact) {
            stated += statedLinks(from: theirs, otherContact, to: mine, contact)
        }
        let isConnecting = description.roads[road].junction != nil
        if stated.isEmpty, !isConnecting || !isLinkedByJunction(road, contact) {
            stated = sameNumbers(mine, contact, theirs, otherContact, mirrored: contact == otherContact)
        }
        join(stated)
    }

    /// Whether a connection of the road's junction gives lane links at this end of a connecting road.
    private func isLinkedByJunction(_ road: Int, _ contact: RoadContact) -> Bool {
        guard let junction = description.roads[road].junction, description.junctions.indices.contains(junction) else {
            return false
        }
        return description.junctions[junction].connections.contains {
            $0.connecting == road && $0.contact == contact && !$0.laneLinks.isEmpty
        }
    }

    /// What the lanes of `mine` say joins them at `contact`.
    private func statedLinks(
        from mine: SectionRows, _ contact: RoadContact, to theirs: SectionRows, _ otherContact: RoadContact
    ) -> [(LaneEnd, LaneEnd)] {
        var result: [(LaneEnd, LaneEnd)] = []
        for row in mine.lanes {
            let lane = describedLane(row)
            for number in contact == .start ? lane.predecessors : lane.successors {
                guard let other = theirs.lane(number) else { continue }
                result.append((LaneEnd(lane: row, contact: contact), LaneEnd(lane: other, contact: otherContact)))
            }
        }
        return result
    }

    /// Lanes with the same place in both sections, where nothing is stated.
    private func sameNumbers(
        _ mine: SectionRows, _ contact: RoadContact, _ theirs: SectionRows, _ otherContact: RoadContact, mirrored: Bool
    ) -> [(LaneEnd, LaneEnd)] {
        var result: [(LaneEnd, LaneEnd)] = []
        for (row, number) in zip(mine.lanes, mine.numbers) {
            guard let other = theirs.lane(mirrored ? -number : number), map.lanes[other].type == map.lanes[row].type
            else { continue }
            result.append((LaneEnd(lane: row, contact: contact), LaneEnd(lane: other, contact: otherContact)))
        }
        return result
    }

    private mutating func link(_ connection: DescribedConnection, junction: Int) {
        guard let connecting = section(of: connection.connecting, at: connection.contact),
            let contact = incomingContact(of: connection, junction: junction),
            let incoming = section(of: connection.incoming, at: contact)
        else { return }
        var links: [(LaneEnd, LaneEnd)] = []
        for link in connection.laneLinks {
            guard let from = incoming.lane(link.from), let to = connecting.lane(link.to) else { continue }
            links.append((LaneEnd(lane: from, contact: contact), LaneEnd(lane: to, contact: connection.contact)))
        }
        join(links)
    }

    /// The end of the incoming road that a connection leaves from.
    func incomingContact(of connection: DescribedConnection, junction: Int) -> RoadContact? {
        guard let incoming = road(connection.incoming), let connecting = road(connection.connecting) else { return nil }
        let link = connection.contact == .start ? connecting.predecessor : connecting.successor
        if case .road(connection.incoming, let contact) = link { return contact }
        let atStart = incoming.predecessor == .junction(junction)
        let atEnd = incoming.successor == .junction(junction)
        if atStart != atEnd { return atStart ? .start : .end }
        guard let line = lines[connection.incoming], let other = lines[connection.connecting] else { return nil }
        let place = other.point(s: connection.contact == .start ? 0 : other.length, t: 0)
        let toStart = line.point(s: 0, t: 0).distance(to: place)
        let toEnd = line.point(s: line.length, t: 0).distance(to: place)
        return toStart < toEnd ? .start : .end
    }

    private mutating func join(_ links: [(LaneEnd, LaneEnd)]) {
        for (a, b) in links {
            let exitsA = (a.contact == .end) == origins[a.lane].forward
            let exitsB = (b.contact == .end) == origins[b.lane].forward
            guard exitsA != exitsB else {
                // Pavements meet like this at corners; nobody drives there.
                if map.lanes[a.lane].type.isDrivable {
                    notes.note(
                        "Lane links between opposite directions of travel were ignored",
                        "\(map.lanes[a.lane].name) and \(map.lanes[b.lane].name)")
                }
                continue
            }
            let (from, to) = exitsA ? (a.lane, b.lane) : (b.lane, a.lane)
            guard !map.lanes[from].successors.contains(LaneID(to)) else { continue }
            map.lanes[from].successors.append(LaneID(to))
            map.lanes[to].predecessors.append(LaneID(from))
        }
    }
}
