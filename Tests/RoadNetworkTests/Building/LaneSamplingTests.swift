import Geometry
import RoadNetwork
import Testing

@Suite("Lanes sampled from a road description")
struct LaneSamplingTests {
    /// One road with one lane of `width` metres on each side.
    static func twoLaneRoad(_ curve: PlanCurve, length: Double, width: Double = 3.5) -> RoadDescription {
        var description = RoadDescription(name: "test")
        let lanes = [
            DescribedLane(number: 1, type: .driving, width: width),
            DescribedLane(number: -1, type: .driving, width: width),
        ]
        let plan = [PlanPiece(start: Pose2(x: 0, y: 0, yaw: 0), length: length, curve: curve)]
        _ = description.add(DescribedRoad(id: "a", plan: plan, sections: [DescribedSection(lanes: lanes)]))
        return description
    }

    @Test("Lanes of a straight road keep their width and travel by the driving side")
    func straight() throws {
        let map = StreetMapAssembler.assemble(Self.twoLaneRoad(.line, length: 100))
        #expect(map.lanes.map(\.name) == ["a/1", "a/-1"])
        let left = map.lanes[0]
        let right = map.lanes[1]
        #expect(right.centerline.points == [Vector2(0, -1.75), Vector2(100, -1.75)])
        #expect(left.centerline.points == [Vector2(100, 1.75), Vector2(0, 1.75)])
        #expect(right.halfWidths == [1.75, 1.75])
        #expect(left.oppositeNeighbour == LaneID(1) && right.oppositeNeighbour == LaneID(0))
        #expect(left.stationAtStart == 100 && left.stationAtEnd == 0)
    }

    @Test("Lanes of an arc have the arc length of their own radius")
    func arc() throws {
        let map = StreetMapAssembler.assemble(Self.twoLaneRoad(.arc(curvature: 0.02), length: 70))
        let turn = 70 * 0.02
        #expect((map.lanes[1].length - turn * 51.75).magnitude < 0.02)
        #expect((map.lanes[0].length - turn * 48.25).magnitude < 0.02)
        let end = map.lanes[1].centerline.pose(at: map.lanes[1].length)
        #expect((end.yaw - turn).magnitude < 1e-12)
        for index in 1..<map.lanes[1].centerline.points.count {
            let middle = map.lanes[1].centerline.points[index - 1]
                .interpolated(to: map.lanes[1].centerline.points[index], 0.5)
            #expect(51.75 - middle.distance(to: Vector2(0, 50)) < 0.011)
        }
    }
}
