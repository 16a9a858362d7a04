import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import Sensing
import Testing
import World

@Suite("The camera shows things where its calibration says")
struct CameraTests {
    private func mount(_ parameters: CameraParameters, at pose: Pose3) -> SensorMount {
        SensorMount(name: "camera", device: SensorDevice(CameraSensor.self, parameters), egoFromSensor: pose)
    }

    @Test(
        "A paint mark projected with the calibration lies within a pixel of where the picture shows it",
        arguments: [
            (Pose3(Vector3(1.6, 0, 1.35)), 90.0, 0.5, Vector2(12, 1)),
            (Pose3(Vector3(1.6, 0.3, 1.35), yaw: 0.15), 60.0, 0.4, Vector2(17, -2)),
            (Pose3(Vector3(0.5, 0.8, 1.1), yaw: 1.5), 100.0, 0.5, Vector2(3, 7)),
            (Pose3(Vector3(-0.5, 0, 1.2), yaw: 3.1), 110.0, 0.55, Vector2(-9, 1)),
        ])
    func calibration(pose: Pose3, fieldOfView: Double, horizon: Double, mark: Vector2) throws {
        var parameters = CameraParameters()
        parameters.fieldOfView = Angle.radians(degrees: fieldOfView)
        parameters.horizon = horizon
        let start = Pose2(x: 40, y: -12, yaw: 0.7)
        let stage = SensingStage(
            map: TestStreet.field(mark: start.toOuter(mark), size: 0.6), catalogue: TestStreet.catalogue)
        let drive = try TestDrive([mount(parameters, at: pose)], stage: stage, start: start, speed: 0)
        let camera = try #require(PinholeCamera(drive.senses.rig.mounts[0]))
        let picture = try #require(CameraFrame(drive.frames[0]))
        let expected = try #require(camera.project(Vector3(mark.x, mark.y, 0)))
        var (sum, u, v) = (0.0, 0.0, 0.0)
        for row in 0..<picture.height {
            for column in 0..<picture.width {
                let pixel = picture[row: row, column: column]
                let ground = camera.groundPoint(Double(column) + 0.5, Double(row) + 0.5)
                // White on dark asphalt, below the horizon.
                guard ground != nil, min(pixel.red, pixel.green, pixel.blue) > 150 else { continue }
                (sum, u, v) = (sum + 1, u + Double(column) + 0.5, v + Double(row) + 0.5)
            }
        }
        #expect(sum >= 4)
        #expect(
            (u / sum - expected.u).magnitude < 1 && (v / sum - expected.v).magnitude < 1,
            "\(u / sum), \(v / sum) against \(expected)")
    }

    @Test("A camera below the ground is refused with the way out, and so is a pinhole that sees too much")
    func refusals() {
        var wide = CameraParameters()
        wide.fieldOfView = 3
        for (parameters, pose, word) in [
            (CameraParameters(), Pose3(Vector3(1, 0, 0)), "z"), (wide, Pose3(Vector3(1, 0, 1)), "fisheye"),
        ] {
            do {
                _ = try TestDrive([mount(parameters, at: pose)], stage: .street)
                Issue.record("mounted")
            } catch {
                #expect("\(error)".contains(word) && "\(error)".contains("camera"))
            }
        }
    }

    @Test("Fog washes pictures out, night darkens them")
    func weather() throws {
        func brightness(_ change: (inout Weather) -> Void) throws -> (mean: Double, spread: Double) {
            var weather = Weather()
            change(&weather)
            let drive = try TestDrive(
                [mount(CameraParameters(), at: Pose3(Vector3(1.6, 0, 1.35)))], stage: .street, speed: 0
            ) { world in
                world.weather = weather
                TestStreet.populate(&world)
            }
            let values = try #require(CameraFrame(drive.frames[0])).rgb.map(Double.init)
            let mean = values.reduce(0, +) / Double(values.count)
            return (mean, (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot())
        }
        let day = try brightness { _ in }
        let fog = try brightness { $0.meteorologicalOpticalRange = 30 }
        let night = try brightness { $0.sunElevation = -0.5 }
        #expect(fog.spread < 0.7 * day.spread)
        #expect(night.mean < 0.5 * day.mean)
    }

    @Test("Labels of a picture give depth, class and thing of each pixel at the frame's time")
    func labels() throws {
        let stage = SensingStage(map: TestStreet.wall(at: 21), catalogue: TestStreet.catalogue)
        let drive = try TestDrive(
            [mount(CameraParameters(), at: Pose3(Vector3(1, 0, 1.35)))], stage: stage, speed: 0
        ) { world in
            _ = world.actors.spawn(
                ActorPlacement(
                    model: TestStreet.model("adult"), randomKey: 9, pose: Pose2(x: 11, y: 0, yaw: 0)))
        }
        let view = SensingView(
            stage: stage, world: drive.world, vehicle: drive.vehicle, history: drive.state.history,
            scratch: SensingScratch())
        let labels = try #require(drive.senses.rig.labels(mount: 0, at: 0, view: view))
        #expect(labels.descriptions.map(\.name) == ["depth", "semantic", "instance"])
        let (width, height) = (640, 360)
        let depths = try #require(labels.arrays[0].float32)
        let classes = try #require(labels.arrays[1].uint8)
        // A body at the level of the axis, the wall beside it, sky above, road below.
        let axis = height / 2 * width + width / 2
        #expect(classes[axis] == SurfaceClass.person.rawValue && (depths[axis] - 10).magnitude < 0.5)
        let beside = height / 2 * width + width / 4
        #expect(classes[beside] == SurfaceClass.building.rawValue && (depths[beside] - 20).magnitude < 1e-3)
        #expect(classes[(height - 1) * width + width / 2] == SurfaceClass.road.rawValue)
        #expect(drive.senses.rig.labelDescriptions(mount: 0).count == 3)
    }
}
