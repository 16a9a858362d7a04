import Geometry
import RoadNetwork

/// A ring of one or more lanes, cut into four lanes that follow each other.
struct RingFixture {
    var circumference = 1000.0
    var laneCount = 1
    var speedLimit = 50 / 3.6

    func map() -> StreetMap {
        var description = RoadDescription(name: "ring")
        let radius = circumference / (2 * .pi)
        for quarter in 0..<4 {
            let yaw = Double(quarter) * .pi / 2
            let start = Vector2(yaw: yaw - .pi / 2) * radius
            let piece = PlanPiece(
                start: Pose2(start, yaw: yaw), length: circumference / 4, curve: .arc(curvature: 1 / radius))
            let lanes = (1...laneCount).map { DescribedLane(number: -$0, type: .driving, width: 3.5) }
            var road = DescribedRoad(id: "q\(quarter)", plan: [piece], sections: [DescribedSection(lanes: lanes)])
            road.predecessor = .road((quarter + 3) % 4, contact: .end)
            road.successor = .road((quarter + 1) % 4, contact: .start)
            road.speeds = [DescribedSpeed(limit: speedLimit)]
            _ = description.add(road)
        }
        return StreetMapAssembler.assemble(description)
    }
}

/// A straight street of one direction, open at both ends, optionally cut by a signal in the middle.
struct StraightFixture {
    var length = 600.0
    var laneCount = 1
    var speedLimit = 50 / 3.6
    var width = 3.5

    func map() -> StreetMap {
        var description = RoadDescription(name: "straight")
        let piece = PlanPiece(start: Pose2(x: 0, y: 0, yaw: 0), length: length, curve: .line)
        let lanes = (1...laneCount).map { DescribedLane(number: -$0, type: .driving, width: width) }
        var road = DescribedRoad(id: "main", plan: [piece], sections: [DescribedSection(lanes: lanes)])
        road.speeds = [DescribedSpeed(limit: speedLimit)]
        _ = description.add(road)
        return StreetMapAssembler.assemble(description)
    }
}
