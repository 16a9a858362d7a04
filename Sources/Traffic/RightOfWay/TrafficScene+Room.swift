import Geometry
import RoadNetwork

extension TrafficScene {
    /// Deceleration with which a leader is taken to come to rest, m/s².
    private static let leaderBraking = 3.0
    /// Room that a standing vehicle takes in addition to its length, metres.
    private static let standingRoom = 2.2

    /// Whether a driver can leave the junction that begins at a link of its way: nobody who stands, or may come to a
    /// stand, keeps it from clearing the junction with its whole length.
    ///
    /// Short stretches between two junctions count as part of the junction, and then their signals must let go too.
    @inline(__always)
    func hasRoomBeyond(_ driver: DriverView, place: Int, _ model: TrafficModel) -> Bool {
        guard model.lanes.records[Int(links[place].lane)].junction >= 0 else { return true }
        let length = 2 * driver.actor.halfLength
        let last = Int(driver.actor.chainStart + driver.actor.chainCount) - 1
        var exit = place
        while exit < last {
            let record = model.lanes.records[Int(links[exit].lane)]
            let isJunction = record.junction >= 0
            let room = min(record.stopLine, links[exit].to) - Self.lineGap
            if !isJunction, room >= length + 0.5 { break }
            if !isJunction, isClosed(model.lanes.records[Int(links[exit + 1].lane)]) { return false }
            exit += 1
        }
        let end = clearPlace(links[exit], model)
        return standingPlace(driver, place: place, exit: exit, end: end, model) - length - 0.5 >= end
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

    /// Distance `u` at which the driver's front would come to rest if everybody ahead stopped.
    @inline(__always)
    private func standingPlace(_ driver: DriverView, place: Int, exit: Int, end: Double, _ model: TrafficModel)
        -> Double
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
                return rear - Self.standingRoom - taken
            }
        }
        return .infinity
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
