import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("Derived scenery")
struct SceneryTests {
    /// A straight road of 90 m with a lane of 3 m each way, broken centre line, and no pavement of its own.
    static func straight() -> StreetMap {
        var description = RoadDescription(name: "straight")
        var section = DescribedSection(lanes: [
            DescribedLane(number: 1, type: .driving, width: 3), DescribedLane(number: -1, type: .driving, width: 3),
        ])
        section.centreMarks = [DescribedMark(kind: .broken)]
        let plan = [PlanPiece(start: .identity, length: 90, curve: .line)]
        _ = description.add(DescribedRoad(id: "r", plan: plan, sections: [section]))
        return StreetMapAssembler.assemble(description)
    }

    static func town(_ seed: Int) -> StreetMap {
        var town = GeneratedStreets()
        (town.seed, town.columns, town.rows) = (seed, 3, 2)
        return StreetMapAssembler.assemble(town.describe(name: "town"))
    }

    static func furnished(_ map: StreetMap, _ options: Scenery.Options = Scenery.Options()) -> StreetMap {
        var copy = map
        Scenery.derive(for: &copy, options: options)
        return copy
    }

    @Test("A straight road: one piece of asphalt, a pavement and a kerb on each side, ten dashes")
    func straightRoad() {
        let map = SceneryTests.furnished(SceneryTests.straight())
        let asphalt = map.surfaces.filter { $0.material == .asphalt }
        #expect(asphalt.count == 1)
        #expect((asphalt[0].outline.area - 90 * 6).magnitude < 1e-6)
        let pavement = map.surfaces.filter { $0.material == .pavingStones }
        #expect((pavement.reduce(0) { $0 + $1.outline.area } - 2 * 90 * 2.5).magnitude < 1e-6)
        #expect(pavement.allSatisfy { $0.height == Scenery.kerbHeight })
        #expect(map.kerbs.map(\.line.length) == [90, 90])
        let dashes = map.paint.filter { $0.kind == .centreLine }
        #expect(dashes.count == 10)
        #expect(dashes.allSatisfy { ($0.outline.area - 3 * 0.12).magnitude < 1e-9 })
        #expect(map.notes.contains { $0.contains("ground") })
    }

    @Test("A signal head beside the road has one post, behind it, and nothing before its lenses", arguments: 0..<4)
    func headsInSight(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        let heads = map.signalHeads.filter { $0.position.z < 4 && $0.lens != .pedestrian }
        #expect(heads.count >= 3)
        for head in heads {
            let (place, forward) = (head.position.horizontal, Vector2(yaw: head.facing))
            let front = OrientedBox(center: place + forward * 0.5, yaw: head.facing, length: 1, width: 0.3)
            #expect(!map.furniture.contains { $0.height > head.position.z - 0.5 && $0.footprint.overlaps(front) })
            let post = place - forward * SignalHead.postDistance
            #expect(map.furniture.count { $0.kind == .pole && $0.footprint.center.distance(to: post) < 0.3 } == 1)
        }
    }

    @Test("The raised side of a kerb is to its left, the carriageway to its right", arguments: 0..<4)
    func kerbSides(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        let carriageway = Carriageway(map: map)
        let raised = map.surfaces.filter { $0.height > 0.05 }.map(\.outline)
        var (wrong, checked) = (0, 0)
        for kerb in map.kerbs where kerb.line.length > 1 {
            let middle = kerb.line.pose(at: kerb.line.length / 2)
            let (left, right) = (middle.toOuter(Vector2(0, 0.2)), middle.toOuter(Vector2(0, -0.2)))
            checked += 1
            if !carriageway.contains(right) || !raised.contains(where: { $0.contains(left) }) { wrong += 1 }
        }
        #expect(checked > 20)
        #expect(wrong == 0)
    }

    @Test("Whoever drives on a lane is on the carriageway, junctions included: there are no holes", arguments: 0..<6)
    func noHoles(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        let carriageway = Carriageway(map: map)
        var holes: [String] = []
        for lane in map.lanes where lane.type.isDrivable {
            for s in stride(from: 0, through: lane.length, by: 0.7) {
                let half = max(0, lane.halfWidth(at: s) - 0.08)
                for share in [-1.0, -0.5, 0, 0.5, 1] {
                    let point = lane.centerline.point(at: s, offset: share * half)
                    if !carriageway.contains(point) { holes.append("\(lane.name) at \(s), \(share)") }
                }
            }
        }
        #expect(holes.prefix(5) == [])
    }

    @Test("In the middle of a junction every place between its ways is asphalt", arguments: 0..<6)
    func junctionAreas(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        let carriageway = Carriageway(map: map)
        var holes: [String] = []
        for junction in map.junctions {
            let places = junction.lanes.flatMap { id -> [Vector2] in
                let line = map[id].centerline
                return stride(from: 0.5, to: line.length, by: 2.5).map { line.point(at: $0) }
            }
            for (index, place) in places.enumerated() {
                for other in places[index...] where place.distance(to: other) < 5 {
                    let middle = (place + other) / 2
                    if !carriageway.contains(middle) { holes.append("\(junction.name) \(middle)") }
                }
            }
        }
        #expect(holes == [])
    }

    @Test("Buildings, trees and posts stand off the carriageway, the crossings and each other", arguments: 0..<4)
    func clear(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        #expect(map.buildings.count > 20)
        let level = map.surfaces.filter { $0.height == 0 }.map(\.outline)
        let raised = map.surfaces.filter { $0.height > 0 }.map(\.outline)
        let houses = map.buildings.flatMap(\.parts)
        for (index, house) in houses.enumerated() {
            #expect(!level.contains { $0.overlaps(house) })
            #expect(!raised.contains { $0.overlaps(house) })
            for other in houses[(index + 1)...] { #expect(!house.overlaps(other)) }
        }
        for thing in map.furniture {
            #expect(!level.contains { $0.overlaps(thing.footprint.polygon) }, "\(thing.kind)")
            #expect(!houses.contains { $0.overlaps(thing.footprint.polygon) }, "\(thing.kind)")
        }
        for tree in map.furniture where tree.kind == .tree {
            for crossing in map.crossings {
                #expect(crossing.path.project(tree.footprint.center).distance > 5)
            }
        }
    }

    @Test("Paint lies on the carriageway", arguments: 0..<4)
    func paint(seed: Int) {
        let map = SceneryTests.furnished(SceneryTests.town(seed))
        let carriageway = Carriageway(map: map)
        let beside = map.paint.filter { patch in
            patch.outline.corners.contains { !carriageway.contains($0.interpolated(to: patch.outline.middle, 0.55)) }
        }
        #expect(beside.map(\.kind) == [])
        #expect(map.paint.contains { $0.kind == .zebra })
        #expect(map.paint.contains { $0.kind == .stopLine })
        #expect(map.paint.contains { $0.kind == .yieldLine || $0.kind == .arrow })
    }

    @Test("Where people cross, kerbs are low and no line is painted")
    func crossings() {
        let map = SceneryTests.furnished(SceneryTests.town(1))
        #expect(map.crossings.count > 3)
        for crossing in map.crossings {
            for end in [crossing.path.points[0], crossing.path.points[crossing.path.points.count - 1]] {
                let near = map.kerbs.filter { $0.line.project(end).distance < 0.3 }
                #expect(near.allSatisfy { $0.height == Scenery.droppedKerbHeight })
            }
            let middle = crossing.path.point(at: crossing.path.length / 2)
            #expect(
                !map.paint.contains {
                    [.laneLine, .centreLine, .edgeLine].contains($0.kind) && $0.outline.contains(middle)
                })
        }
    }

    @Test("A zebra has a bar of half a metre per metre of road")
    func zebra() throws {
        let road = try #require(
            try? NativeRoadText.read(
                "pieces: {a: {straight: {length: 60 m, crossings: [{at: 30 m, width: 3 m}]}}}"))
        let map = SceneryTests.furnished(road)
        let bars = map.paint.filter { $0.kind == .zebra }
        #expect(bars.count == 7)
        #expect(bars.allSatisfy { ($0.outline.area - 0.5 * 3).magnitude < 1e-9 })
        #expect(map.signs.count { $0.kind == .pedestrianCrossing } == 2)
    }

    @Test("The same map gives the same scenery; another seed other houses on the same ground")
    func seeds() {
        let map = SceneryTests.town(2)
        let (first, again) = (SceneryTests.furnished(map), SceneryTests.furnished(map))
        #expect(first.buildings.map(\.parts) == again.buildings.map(\.parts))
        #expect(first.paint.map(\.outline) == again.paint.map(\.outline))
        var options = Scenery.Options()
        options.seed = 9
        let other = SceneryTests.furnished(map, options)
        #expect(first.buildings.map(\.parts) != other.buildings.map(\.parts))
        #expect(first.surfaces.map(\.outline) == other.surfaces.map(\.outline))
    }

    @Test("Names and rows of lanes and roads change nothing")
    func rowsDoNotMatter() {
        let map = SceneryTests.town(3)
        let plain = SceneryTests.furnished(map)
        let mixed = SceneryTests.furnished(map.reversedLaneRows())
        #expect(plain.surfaces.map(\.randomKey) == mixed.surfaces.map(\.randomKey))
        #expect(plain.surfaces.map(\.outline) == mixed.surfaces.map(\.outline))
        #expect(plain.kerbs.map(\.line) == mixed.kerbs.map(\.line))
        #expect(plain.paint.map(\.outline) == mixed.paint.map(\.outline))
        #expect(plain.paint.map(\.randomKey) == mixed.paint.map(\.randomKey))
        #expect(plain.signs.map(\.position) == mixed.signs.map(\.position))
        #expect(plain.furniture.map(\.footprint) == mixed.furniture.map(\.footprint))
        #expect(plain.buildings.map(\.parts) == mixed.buildings.map(\.parts))
    }

    @Test("Every derived thing has a random key of its own")
    func keys() {
        let map = SceneryTests.furnished(SceneryTests.town(0))
        func areUnique(_ keys: [UInt64]) -> Bool { Set(keys).count == keys.count }
        #expect(areUnique(map.surfaces.map(\.randomKey)))
        #expect(areUnique(map.kerbs.map(\.randomKey)))
        #expect(areUnique(map.paint.map(\.randomKey)))
        #expect(areUnique(map.buildings.map(\.randomKey)))
        #expect(areUnique(map.furniture.map(\.randomKey)))
        #expect(areUnique(map.signs.map(\.randomKey)))
    }

    @Test("What the source has is not derived again")
    func sourceWins() {
        var map = SceneryTests.straight()
        let box = OrientedBox(center: Vector2(40, 30), yaw: 0, length: 10, width: 8)
        map.buildings = [Building(randomKey: 1, parts: [box.polygon], height: 9, colour: LinearColour(1, 1, 1))]
        let done = SceneryTests.furnished(map)
        #expect(done.buildings.count == 1)
        #expect(done.furniture.contains { $0.kind == .streetLamp })
    }

    @Test("A fast road has guard rails, no pavement, no houses")
    func fastRoad() {
        var map = SceneryTests.straight()
        for row in map.lanes.indices { map.lanes[row].speedLimit = 100 / 3.6 }
        let done = SceneryTests.furnished(map)
        #expect(done.surfaces.allSatisfy { $0.height == 0 })
        #expect(done.buildings.isEmpty)
        #expect(done.furniture.count { $0.kind == .guardRail } >= 20)
    }
}
