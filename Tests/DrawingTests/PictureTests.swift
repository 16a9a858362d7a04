import DrivingInterface
import Foundation
import Geometry
import RoadNetwork
import Testing
import World

@testable import Drawing

@Suite("Pictures of a scene")
struct PictureTests {
    private static func moment(_ scene: SmallTown.SceneWorld = SmallTown.moment()) -> SceneMoment {
        SceneMoment(world: scene.world, catalogue: SmallTown.catalogue, time: 0, ego: scene.ego)
    }

    /// Pixels of a moment at 20 pixels a metre around a point.
    private func picture(_ moment: SceneMoment, around center: Vector2, size: Int = 200) throws -> PixelSurface {
        let camera = MapCamera(center: center, pixelsPerMetre: 20, width: size, height: size)
        var list = DisplayList()
        ScenePicture(map: SmallTown.map, palette: .day).draw(moment, camera: camera, into: &list)
        let surface = try PixelSurface(width: size, height: size)
        try CairoCanvas.draw(list, on: surface, background: Palette.day.asphalt)
        return surface
    }

    private func differences(_ a: PixelSurface, _ b: PixelSurface) -> [Vector2] {
        let step = a.bytesPerRow / 4
        let (first, second) = (a.withPixels { Array($0) }, b.withPixels { Array($0) })
        return first.indices.filter { first[$0] != second[$0] }.map { Vector2(Double($0 % step), Double($0 / step)) }
    }

    @Test("Every class of actor is painted at its place and nowhere else", arguments: ActorClass.allCases)
    func everyClassIsPainted(kind: ActorClass) throws {
        var world = WorldState()
        let row = try #require(SmallTown.catalogue.model(named: "\(kind)"))
        let pose = Pose2(x: 300, y: 300, yaw: 0.6)
        let actor = world.actors.spawn(ActorPlacement(model: row, randomKey: 5, pose: pose))
        let center = SmallTown.catalogue.models[Int(row)].footprint(at: pose).center
        let painted = try picture(
            SceneMoment(world: world, catalogue: SmallTown.catalogue, time: 0), around: center, size: 440)
        world.actors.despawn(actor)
        let empty = try picture(
            SceneMoment(world: world, catalogue: SmallTown.catalogue, time: 0), around: center, size: 440)
        let changed = differences(painted, empty)
        let model = SmallTown.catalogue.models[Int(row)]
        // At least a third of the footprint, at most what a shadow adds.
        #expect(Double(changed.count) > 0.3 * model.length * model.width * 400)
        let reach = (model.length + model.width) / 2 * 20 + 50
        #expect(changed.allSatisfy { $0.distance(to: Vector2(220, 220)) < reach })
    }

    @Test("Brake lights light up at the rear")
    func brakeLights() throws {
        var scene = SmallTown.moment()
        let motion = try #require(PictureTests.moment(scene).egoMotion)
        let rear = motion.pose.toOuter(Vector2(4.6 * 0.3 - 2.3, 0))
        let dark = try picture(PictureTests.moment(scene), around: rear)
        scene.world.actors.lights[scene.ego.index] = ActorLights.brake.rawValue
        let changed = differences(dark, try picture(PictureTests.moment(scene), around: rear))
        #expect(changed.count > 100)
        #expect(changed.allSatisfy { $0.distance(to: Vector2(100, 100)) < 50 })
    }

    @Test("A signal's bar shows its aspect", arguments: [SignalAspect.red, .yellow, .green])
    func signalAspects(aspect: SignalAspect) throws {
        var scene = SmallTown.moment()
        scene.world.signals = Array(repeating: aspect.rawValue, count: 4)
        // The stop line of the eastern arm.
        let surface = try picture(PictureTests.moment(scene), around: Vector2(16, 2.6))
        #expect(surface.pixel(100, 100) == Palette.colour(of: aspect).premultiplied)
    }

    @Test("A LiDAR return is drawn where it was measured, from where the ego was then")
    func lidarPoints() throws {
        let scene = SmallTown.moment()
        let mount = MountInfo(
            name: "lidar", kind: "lidar", rateNumerator: 10, rateDenominator: 1,
            egoFromSensor: Pose3(Vector3(1, 0, 1.8)),
            arrays: [
                ArrayDescription(name: "range", element: .float32, shape: [1, 4], unit: "m", meaning: "range"),
                ArrayDescription(name: "intensity", element: .float32, shape: [1, 4], unit: "", meaning: "intensity"),
            ],
            calibration: [
                CalibrationValue("azimuth_start", [0], unit: "rad"),
                CalibrationValue("azimuth_step", [.pi / 2], unit: "rad"),
                CalibrationValue("elevations", [0], unit: "rad"), CalibrationValue("maximum_range", [100], unit: "m"),
            ])
        let ranges = FrameArray(shape: [1, 4], elements: .float32([0, 5, 0, 0]))
        let frame = SensorFrame(mount: 0, sequence: 0, measuredAt: -0.5, deliveredAt: 0, arrays: [ranges, ranges])
        var moment = PictureTests.moment(scene)
        // 8 m/s for half a second: 4 m back; then 1 m forward and 5 m to the left.
        let expected = Vector2(-34 - 4 + 1, -2.6 + 5)
        let before = try picture(moment, around: expected)
        (moment.mounts, moment.frames) = ([mount], [frame])
        let changed = differences(before, try picture(moment, around: expected))
        #expect((4...9).contains(changed.count))
        #expect(changed.allSatisfy { $0.distance(to: Vector2(100, 100)) < 3 })
    }

    @Test("The order of rows changes no pixel")
    func rowOrder() throws {
        let moment = PictureTests.moment()
        var shuffled = moment
        var actors = ActorColumns()
        for actor in moment.world.actors.presentActors.reversed() {
            let row = actor.index
            let motion = moment.world.actors.motion(of: actor, at: 0, clock: moment.world.clock)
            let new = actors.spawn(
                ActorPlacement(
                    model: moment.world.actors.model[row], randomKey: moment.world.actors.randomKey[row],
                    flags: moment.world.actors.flags(of: actor), pose: motion.pose, speed: motion.speed))
            actors.lights[new.index] = moment.world.actors.lights[row]
            actors.articulation[new.index] = moment.world.actors.articulation[row]
            actors.leftDoor[new.index] = moment.world.actors.leftDoor[row]
        }
        shuffled.world.actors = actors
        #expect(
            differences(try picture(moment, around: .zero, size: 600), try picture(shuffled, around: .zero, size: 600))
                .isEmpty)
    }

    @Test("Moments with nothing in them, or with models and mounts that do not exist, are drawn without a trap")
    func oddMoments() throws {
        var moment = SceneMoment(world: WorldState(), catalogue: Catalogue(models: []), time: 0)
        _ = try picture(moment, around: .zero)
        moment = PictureTests.moment()
        moment.catalogue = Catalogue(models: [])
        moment.frames = [SensorFrame(mount: 3, sequence: 0, measuredAt: 0, deliveredAt: 0, arrays: [])]
        moment.trails = [[], [.zero], [.zero, Vector2(1, 1)]]
        moment.belief = Belief(roadLines: [[]], objects: [], plan: [.zero])
        _ = try picture(moment, around: .zero)
    }

    @Test("A whole picture, by day and by night, becomes a PNG, an SVG and a PDF", arguments: PictureFile.endings)
    func wholePicture(ending: String) throws {
        for (name, palette) in [("day", Palette.day), ("night", Palette.night)] {
            let folder = ProcessInfo.processInfo.environment["MAPLESS_PICTURES"] ?? NSTemporaryDirectory()
            let path = "\(folder)/town-\(name).\(ending)"
            try PictureFile.write(
                townPicture(palette), width: 1280, height: 720, background: palette.ground, to: path)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count > 20_000)
        }
    }

    @Test("Long names of runs leave room for the directions")
    func longNames() {
        var facts = HeadsUpFacts(
            title: "any_city · default+set:road=/some/folder/of/cities/osm/neukolln.xodr", subtitle: "baseline")
        facts.guidance = RouteGuidance(current: .left, distance: 34, next: .arrive, nextDistance: 420)
        for width in [900, 1280] {
            var list = DisplayList()
            HeadsUpPicture(palette: .day, width: width, height: 600).draw(facts, into: &list)
            let titles = list.items.compactMap { item -> Label? in
                guard case .text(let label) = item, label.text.hasPrefix("any") else { return nil }
                return label
            }
            #expect(titles.count == 1)
            // Bold letters of 14 pixels are 8.2 wide.
            #expect(
                titles[0].anchor.x + 8.2 * Double(titles[0].text.count) < (Double(width) - HeadsUpPicture.guidanceWidth)
                    / 2)
        }
        #expect("abcdefgh".shortened(to: 5) == "ab…gh" && "abc".shortened(to: 5) == "abc")
    }

    private func townPicture(_ palette: Palette) -> DisplayList {
        let camera = MapCamera(center: Vector2(-10, 0), pixelsPerMetre: 14, width: 1280, height: 720)
        var list = DisplayList()
        list.transformed(camera.pixelsFromWorld) { list in
            MapPicture(SmallTown.map).draw(
                into: &list, visible: camera.visible, pixelsPerMetre: camera.pixelsPerMetre, palette: palette)
        }
        ScenePicture(map: SmallTown.map, palette: palette).draw(PictureTests.moment(), camera: camera, into: &list)
        var facts = HeadsUpFacts(title: "first_drive · default", subtitle: "baseline · seed 0", time: 12.34, speed: 8)
        facts.speedLimit = 13.9
        facts.guidance = RouteGuidance(current: .left, distance: 34, next: .roundaboutExit(2), nextDistance: 420)
        (facts.steering, facts.acceleration, facts.indicator) = (0.12, -1.4, .left)
        facts.events = [.init(time: 9.8, text: "stop line crossed", isBad: true)]
        HeadsUpPicture(palette: palette, width: camera.width, height: camera.height).draw(facts, into: &list)
        HelpPanel(rows: [.init(key: "space", effect: "pause")]).draw(
            into: &list, palette: palette, width: camera.width, height: camera.height)
        return list
    }
}
