import Drawing
import DrivingInterface
import Geometry
import RoadNetwork
import Viewer
import World

/// A session for tests: one car drives along a straight road at 10 m/s for ten seconds.
final class StraightRoadSession: LiveSession {
    struct Refusal: Error {}

    let map: StreetMap
    let title = "straight road"
    let decisionPeriod = 0.1
    let driverCount = 1
    private(set) var time = 0.0
    private(set) var advances: [Double] = []
    var failsAt = Double.infinity
    private let catalogue: Catalogue

    init() {
        var map = StreetMap(name: "straight")
        map.surfaces = [
            GroundSurface(
                randomKey: 1, material: .asphalt,
                outline: OrientedBox(center: Vector2(100, 0), yaw: 0, length: 300, width: 7).polygon)
        ]
        for (index, x) in stride(from: -40.0, to: 240, by: 14).enumerated() {
            for side in [-1.0, 1.0] {
                let house = OrientedBox(center: Vector2(x, side * 12), yaw: 0, length: 10, width: 8)
                map.buildings.append(
                    Building(
                        randomKey: UInt64(index), parts: [house.polygon], height: 9, colour: LinearColour(0.4, 0.3, 0.2)
                    ))
            }
        }
        self.map = map.indexed()
        var car = ActorModel(name: "car", actorClass: .car)
        (car.centerOffset, car.wheelbase) = (1.4, 2.7)
        catalogue = Catalogue(models: [car])
    }

    var isFinished: Bool { time >= 10 }

    func advance(to time: Double) throws {
        guard time < failsAt else { throw Refusal() }
        advances.append(time)
        self.time = min(10, max(self.time, time))
    }

    func restart() { time = 0 }

    func moment(following driver: Int) -> SceneMoment {
        var world = WorldState()
        world.weather.sunAzimuth = 2
        let ego = world.actors.spawn(
            ActorPlacement(
                model: 0, randomKey: 1, flags: .driven, pose: Pose2(x: 0, y: -1.7, yaw: 0), speed: 10))
        let camera = MountInfo(
            name: "front", kind: "camera", rateNumerator: 10, rateDenominator: 1, egoFromSensor: .identity, arrays: [],
            calibration: [])
        let picture = FrameArray(
            shape: [4, 8, 3], elements: .uint8((0..<96).map { UInt8($0 * 2) }))
        return SceneMoment(
            world: world, catalogue: catalogue, time: time, ego: ego, mounts: [camera],
            frames: [SensorFrame(mount: 0, sequence: 0, measuredAt: time, deliveredAt: time, arrays: [picture])])
    }

    func facts(following driver: Int) -> HeadsUpFacts {
        HeadsUpFacts(title: title, subtitle: "constant · seed 0", speed: 10)
    }
}
