import Geometry
import RoadNetwork

/// An end of a road to which something can be joined.
struct StreetEnd: Sendable {
    var road: Int
    var contact: RoadContact
    /// On lane 0, heading away from the road: where and how the next piece begins.
    var pose: Pose2
    /// The road's lanes as the next piece would continue them.
    var section: CrossSection
    /// m/s.
    var speedLimit: Double
}

/// Builds a `RoadDescription` out of roads, junctions and roundabouts in right-hand traffic.
///
/// Random keys come from a counter, that is from the order in which things are composed: renaming changes none.
struct StreetComposer {
    var description: RoadDescription
    private var nextKey: UInt64 = 0
    private let keySeed: UInt64

    /// - Parameter keySeed: keeps random keys of several compositions apart.
    init(name: String, keySeed: UInt64 = 0x6E61_7469_7665) {
        description = RoadDescription(name: name)
        self.keySeed = keySeed
    }

    /// A fresh random key.
    mutating func key() -> UInt64 {
        nextKey += 1
        return StableHash.combine(keySeed, nextKey)
    }

    /// A road along a plan with the same lanes all over, joined to `start` if given; its far end.
    mutating func road(
        _ id: String, along plan: [PlanPiece], section: CrossSection, speedLimit: Double, from start: StreetEnd? = nil
    ) -> StreetEnd {
        let described = section.described()
        return road(id, along: plan, sections: [described], last: section, speedLimit: speedLimit, from: start)
    }

    /// A road with sections of its own; `last` are its lanes at the far end.
    mutating func road(
        _ id: String, along plan: [PlanPiece], sections: [DescribedSection], last: CrossSection, speedLimit: Double,
        from start: StreetEnd? = nil
    ) -> StreetEnd {
        var road = DescribedRoad(id: id, randomKey: key(), plan: plan, sections: sections)
        road.speeds = [DescribedSpeed(limit: speedLimit)]
        road.category = speedLimit > 19 ? .rural : speedLimit < 9 ? .lowSpeed : .town
        let row = description.add(road)
        if let start { join(start, row, .start) }
        return StreetEnd(
            road: row, contact: .end, pose: plan[plan.count - 1].end, section: last, speedLimit: speedLimit)
    }

    /// The start of a road as an end to join to.
    func startEnd(of end: StreetEnd, section: CrossSection) -> StreetEnd {
        let pose = description.roads[end.road].plan[0].start
        return StreetEnd(
            road: end.road, contact: .start, pose: Pose2(pose.position, yaw: Angle.wrapped(pose.yaw + .pi)),
            section: section.reversed, speedLimit: end.speedLimit)
    }

    /// Links two road ends that touch.
    mutating func join(_ end: StreetEnd, _ road: Int, _ contact: RoadContact) {
        setLink(road, contact, .road(end.road, contact: end.contact))
        setLink(end.road, end.contact, .road(road, contact: contact))
    }

    mutating func setLink(_ road: Int, _ contact: RoadContact, _ link: DescribedLink) {
        if contact == .start {
            description.roads[road].predecessor = link
        } else {
            description.roads[road].successor = link
        }
    }
}
