import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("Left and right in native road files")
struct NativeMirrorTests {
    private static func yaml(_ head: String) -> String { head + "\n" + NativeFiles.everyPiece }

    @Test("A mirrored layout is the mirror image, lane by lane, with traffic on the other side")
    func mirror() throws {
        let plain = try NativeFiles.map(NativeFiles.everyPiece)
        let mirrored = try NativeFiles.map(NativeMirrorTests.yaml("mirror: true"))
        #expect(mirrored.drivingSide == .left)
        #expect(mirrored.lanes.count == plain.lanes.count)
        for lane in plain.lanes {
            let parts = lane.name.split(separator: "/")
            let name = (parts.dropLast().map(String.init) + ["\(-lane.number)"]).joined(separator: "/")
            let image = try mirrored.lane(name)
            #expect(image.centerline.points.count == lane.centerline.points.count)
            for (a, b) in zip(lane.centerline.points, image.centerline.points) {
                #expect(a.distance(to: Vector2(b.x, -b.y)) < 1e-9)
            }
            #expect(image.control == lane.control)
            #expect(image.successors.count == lane.successors.count)
            #expect(image.speedLimit == lane.speedLimit)
        }
        #expect(mirrored.signalGroups.count == plain.signalGroups.count)
    }

    @Test("Mirrored twice, a description is itself")
    func twice() throws {
        let once = try NativeFiles.road(NativeFiles.everyPiece).describe()
        let twice = once.mirrored().mirrored()
        for (a, b) in zip(once.roads, twice.roads) {
            #expect(a.plan == b.plan)
            #expect(a.laneOffset == b.laneOffset)
            #expect(a.sections.map { $0.lanes.map(\.number) } == b.sections.map { $0.lanes.map(\.number) })
        }
    }

    @Test("With traffic on the left the same file has its arms where they were")
    func drivingSide() throws {
        let yaml = """
            profiles: {wide: {forward: 2, backward: 2}}
            pieces:
              a: {straight: {length: 40 m, profile: wide}}
              x: {four_way: {cross: street, skew: 10 deg}}
              d: {bend: {angle: 30 deg, radius: 50 m}}
              j: {junction: {arms: {one: {angle: 60 deg}, two: {angle: -20 deg}}}}
              p: {path: {from: x.right, points: [[60 m, -80 m]]}}
            """
        let right = try NativeFiles.map(yaml)
        let left = try NativeFiles.map("driving_side: left\n" + yaml)
        #expect(left.drivingSide == .left)
        for name in ["x.left", "x.right", "d", "j.one", "j.two", "p"] {
            let a = try #require(right.roads.first { $0.name == name }).referenceLine
            let b = try #require(left.roads.first { $0.name == name }).referenceLine
            #expect(a.points[0].distance(to: b.points[0]) < 1e-6, "\(name)")
            #expect(Angle.difference(from: a.headings[0], to: b.headings[0]).magnitude < 1e-6)
        }
        // The lane along the road lies left of its line.
        let lane = try left.lane("a/1")
        #expect(lane.centerline.points[0].y > 1)
        #expect(lane.centerline.headings[0].magnitude < 1e-9)
    }

    @Test("Renaming everything changes no random key")
    func renaming() throws {
        let plain = try NativeFiles.map("pieces: {a: {straight: 50 m}, x: {four_way: {control: signals}}}")
        let renamed = try NativeFiles.map("pieces: {hill: {straight: 50 m}, dale: {four_way: {control: signals}}}")
        #expect(plain.lanes.map(\.randomKey) == renamed.lanes.map(\.randomKey))
        #expect(plain.signalGroups.map(\.randomKey) == renamed.signalGroups.map(\.randomKey))
        #expect(Set(plain.lanes.map(\.randomKey)).count == plain.lanes.count)
    }
}
