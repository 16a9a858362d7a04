import Geometry
import RoadNetwork

extension TrafficScene {
    /// Deceleration with which a leader is taken to come to rest, m/s².
    private static let leaderBraking = 3.0
    /// Seconds after which a driver goes on to a closed signal although it will stand inside the junction before it:
    /// there are signals too close together that are never open at once.
    private static let closedPatience = 12.0
    /// Room that a standing vehicle takes in addition to its length, metres.
    private static let standingRoom = 2.2

    /// Who keeps a driver from leaving the junction that begins at a link of its way, because it stands, or may come to a
    /// stand, before the driver has cleared the part that others cross with its whole length; nil if nobody does, -1 if
    /// a signal does.
    ///
    /// Stretches too short for the vehicle between two such parts count as part of them, and then the signals there must
    /// let go too.
    @inline(__always)
    func roomTaker(_ driver: DriverView, place: Int, _ model: TrafficModel) -> Int32? {
        guard model.lanes.records[Int(links[place].lane)].mustStayClear else { return nil }
        let needed = 2 * driver.actor.halfLength + 0.5 + Self.lineGap
        guard let exit = standingLink(driver, beyond: place, room: needed, model) else { return -1 }
        let end = clearPlace(links[exit], model)
        guard let leader = standingLeader(driver, place: place, exit: exit, model) else { return nil }
        return leader.place - needed + Self.lineGap >= end ? nil : leader.actor
    }

    /// The first link beyond a junction with room to stand before the next part that others cross; nil while a signal on
    /// the way to it is closed.
    @inline(__always)
    private func standingLink(_ driver: DriverView, beyond place: Int, room needed: Double, _ model: TrafficModel)
        -> Int?
    {
        let last = Int(driver.actor.chainStart + driver.actor.chainCount) - 1
        var begin = last
        var room = 0.0
        for index in place..<(last + 1) where index > place {
            let record = model.lanes.records[Int(links[index].lane)]
            if isClosed(record), driver.blockedFor < Self.closedPatience { return nil }
            if record.mustStayClear {
                (begin, room) = (last, 0)
                continue
            }
            begin = min(begin, index)
            room += links[index].to - links[index].from
            if room >= needed { break }
        }
        return begin
    }

    /// Distance `u` that the rear has to clear: the end of the junction, and of a crossing right behind it.
    @inline(__always)
    private func clearPlace(_ link: ChainLink, _ model: TrafficModel) -> Double {
        let record = model.lanes.records[Int(link.lane)]
        var clear = link.from
        for index in Int(record.stretchStart)..<Int(record.stretchStart + record.stretchCount) {
            let stretch = model.crossings.stretches[index]
            if stretch.from < clear + 6 { clear = max(clear, stretch.to) }
        }
        return link.start + min(clear, link.to)
    }

    private func isClosed(_ record: LaneRecord) -> Bool {
        switch Self.aspect(record.signalGroup, signals) {
        case .red, .redYellow, .yellow: return true
        default: return false
        }
    }

    /// Distance `u` at which the driver's front would come to rest if everybody ahead stopped, and behind whom; nil if
    /// nobody is beyond the junction.
    @inline(__always)
    private func standingLeader(_ driver: DriverView, place: Int, exit: Int, _ model: TrafficModel)
        -> (place: Double, actor: Int32)?
    {
        var taken = 0.0
        let from = driver.actor.halfLength
        for index in place..<exit {
            let link = links[index]
            for row in entries.range(link.lane) {
                let entry = entries.elements[row]
                guard entry.actor != Int32(driver.row), link.start + entry.middle > from, entry.middle < link.to else {
                    continue
                }
                taken += entry.front - entry.rear + Self.standingRoom
            }
            taken += mergingRoom(driver, link, model)
        }
        let last = Int(driver.actor.chainStart + driver.actor.chainCount) - 1
        for index in exit...last {
            let link = links[index]
            for row in entries.range(link.lane) {
                let entry = entries.elements[row]
                // Whoever is still mostly in the junction has been counted there.
                guard entry.actor != Int32(driver.row), index > exit || entry.middle >= 0 else { continue }
                let speed = max(0, entry.speed)
                let rear = link.start + entry.rear + speed * speed / (2 * Self.leaderBraking)
                return (rear - Self.standingRoom - taken, entry.actor)
            }
        }
        return nil
    }

    /// Room on the exit that vehicles already inside the junction on merging lanes will take, metres.
    private func mergingRoom(_ driver: DriverView, _ link: ChainLink, _ model: TrafficModel) -> Double {
        let record = model.lanes.records[Int(link.lane)]
        var taken = 0.0
        let start = Int(record.zoneStart)
        for index in start..<(start + Int(record.zoneCount)) where model.junctions.zones[index].kind == .merging {
            let zone = model.junctions.zones[index]
            for row in users.range(zone.other) {
                let user = users.elements[row]
                guard user.actor != Int32(driver.row), user.isCommitted, user.front > 0 else { continue }
                let middle = (user.front + user.rear) / 2
                if middle < model.lanes.records[Int(zone.other)].length {
                    taken += user.front - user.rear + Self.standingRoom
                }
            }
        }
        return taken
    }
}
