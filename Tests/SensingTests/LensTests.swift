import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import Sensing
import Testing
import World

@Suite("Cameras of any lens and mounting pose")
struct LensTests {
    struct Case: Sendable {
        var pose: Pose3
        var lens = Lens.Kind.pinhole
        var degrees = 90.0
        var radial = SIMD4<Double>()
        var tangential = SIMD2<Double>()
        var mark: Vector2
    }

    static let cases = [
        Case(pose: Pose3(Vector3(1.6, 0, 1.35), pitch: 0.15), mark: Vector2(9, 1)),
        Case(pose: Pose3(Vector3(1.6, 0, 1.35), yaw: 0.1, pitch: 0.2, roll: 0.3), mark: Vector2(8, 1)),
        Case(pose: Pose3(Vector3(1.6, 0.3, 1.35), roll: -0.4), degrees: 70, mark: Vector2(10, -1)),
        Case(
            pose: Pose3(Vector3(1.6, 0, 1.35), pitch: 0.05), degrees: 100, radial: SIMD4(-0.12, 0.02, 0, 0),
            tangential: SIMD2(0.002, -0.001), mark: Vector2(9, 2.5)),
        Case(
            pose: Pose3(Vector3(0.8, 1, 1), yaw: 1.5, pitch: 0.6), lens: .fisheye, degrees: 190,
            radial: SIMD4(-0.02, 0.003, 0, 0), mark: Vector2(4, 4)),
        Case(pose: Pose3(Vector3(3.7, 0, 0.8), pitch: 0.5), lens: .fisheye, degrees: 200, mark: Vector2(4.5, 5)),
    ]

    private func parameters(_ test: Case) -> CameraParameters {
        var parameters = CameraParameters()
        (parameters.fieldOfView, parameters.lens) = (Angle.radians(degrees: test.degrees), test.lens)
        (parameters.radial1, parameters.radial2) = (test.radial.x, test.radial.y)
        (parameters.radial3, parameters.radial4) = (test.radial.z, test.radial.w)
        (parameters.tangential1, parameters.tangential2) = (test.tangential.x, test.tangential.y)
        return parameters
    }

    private func drive(_ parameters: CameraParameters, _ pose: Pose3, _ map: StreetMap, _ start: Pose2) throws
        -> TestDrive
    {
        let mount = SensorMount(
            name: "camera", device: SensorDevice(CameraSensor.self, parameters), egoFromSensor: pose)
        return try TestDrive(
            [mount], stage: SensingStage(map: map, catalogue: TestStreet.catalogue), start: start, speed: 0)
    }

    /// The lens that a policy is told of.
    private func lens(_ mount: MountInfo) throws -> Lens {
        func first(_ name: String) throws -> Double { try #require(mount.calibration(name).first) }
        let fisheye = mount.calibration("fisheye")
        var lens = Lens(
            fisheye.isEmpty ? .pinhole : .fisheye, focalLength: try first("focal_x"),
            principalColumn: try first("center_x"), principalRow: try first("center_y"))
        if fisheye.count == 4 { lens.radial = SIMD4(fisheye[0], fisheye[1], fisheye[2], fisheye[3]) }
        let k = mount.calibration("distortion")
        if k.count == 5 { (lens.radial, lens.tangential) = (SIMD4(k[0], k[1], k[4], 0), SIMD2(k[2], k[3])) }
        return lens
    }

    @Test(
        "A paint mark projected with the calibration lies within a pixel of where it is seen", arguments: cases,
        CameraChain.allCases)
    func calibration(test: Case, chain: CameraChain) throws {
        let start = Pose2(x: 40, y: -12, yaw: 0.7)
        let map = TestStreet.field(mark: start.toOuter(test.mark), size: 0.5)
        var parameters = parameters(test)
        parameters.chain = chain
        let drive = try drive(parameters, test.pose, map, start)
        let mount = drive.senses.rig.mounts[0]
        let away = try offset(
            ofMarkIn: try #require(CameraFrame(drive.frames[0])), mount, at: mount.egoFromSensor, test.mark)
        #expect(away.length < 1, "off by \(away)")
    }

    /// How far the middle of a paint mark is from where the mount's lens projects it from a pose, pixels.
    private func offset(
        ofMarkIn picture: CameraFrame, _ mount: MountInfo, at egoFromSensor: Pose3, _ mark: Vector2
    ) throws -> Vector2 {
        let expected = try #require(try lens(mount).project(egoFromSensor.toLocal(Vector3(mark.x, mark.y, 0))))
        var (sum, u, v) = (0.0, 0.0, 0.0)
        for row in 0..<picture.height {
            for column in 0..<picture.width {
                let pixel = picture[row: row, column: column]
                let away = Vector2(Double(column) + 0.5, Double(row) + 0.5) - expected
                // White on dark asphalt; the sky is left out.
                guard away.length < 24, min(pixel.red, pixel.green, pixel.blue) > 150 else { continue }
                (sum, u, v) = (sum + 1, u + away.x, v + away.y)
            }
        }
        #expect(sum >= 4)
        return Vector2(u / sum, v / sum)
    }

    @Test("A camera knocked nose down and to its side shows the street from there; its calibration does not know")
    func tilted() throws {
        let mark = Vector2(9, 1)
        for chain in CameraChain.allCases {
            var parameters = CameraParameters()
            parameters.chain = chain
            var drive = try drive(
                parameters, Pose3(Vector3(1.6, 0, 1.35)), TestStreet.field(mark: mark, size: 0.5), .identity)
            var fault = SensorFault()
            (fault.pitch, fault.roll) = (0.1, -0.15)
            drive.senses.rig.set(fault, on: SensorSelector(), in: &drive.state.rig)
            for _ in 0..<12 { drive.step() }
            let (mount, picture) = (drive.senses.rig.mounts[0], try #require(CameraFrame(drive.frames[0])))
            var real = mount.egoFromSensor
            #expect(real.pitch == 0 && real.roll == 0)
            (real.pitch, real.roll) = (0.1, -0.15)
            #expect(try offset(ofMarkIn: picture, mount, at: real, mark).length < 1)
        }
    }

    @Test("Coefficients that fold the picture back on itself are refused; beyond the picture they may")
    func folding() throws {
        var fisheye = CameraParameters()
        (fisheye.lens, fisheye.fieldOfView) = (.fisheye, 3.3)
        var pinhole = CameraParameters()
        (pinhole.fieldOfView, pinhole.radial1) = (1.9, -0.3)
        var mild = fisheye
        (fisheye.radial1, mild.radial1) = (-0.3, -0.03)
        for parameters in [fisheye, pinhole] {
            do {
                _ = try drive(parameters, Pose3(Vector3(1, 0, 1)), TestStreet.map, .identity)
                Issue.record("mounted")
            } catch {
                #expect("\(error)".contains("radial_1") && "\(error)".contains("camera"))
            }
        }
        _ = try drive(mild, Pose3(Vector3(1, 0, 1)), TestStreet.map, .identity)
    }

    @Test("Through a lens no light gets lost: a grey sky and its mean stay what they are upright")
    func lightIsKept() throws {
        func mean(_ change: (inout CameraParameters) -> Void, _ pose: Pose3) throws -> Double {
            var parameters = CameraParameters()
            (parameters.chain, parameters.vignetting, parameters.width, parameters.height) = (.full, 0, 320, 180)
            change(&parameters)
            let values = try #require(
                CameraFrame(try drive(parameters, pose, TestStreet.map, .identity).frames[0])
            ).rgb
            return values.reduce(0) { $0 + Double($1) } / Double(values.count)
        }
        let upright = try mean({ _ in }, Pose3(Vector3(1.6, 0, 1.35)))
        let remapped = try mean({ _ in }, Pose3(Vector3(1.6, 0, 1.35), pitch: 1e-9))
        #expect((upright - remapped).magnitude < 1.5, "\(upright), \(remapped)")
    }

    @Test("What a lens projects it looks along again, within a hundredth of a pixel", arguments: cases)
    func roundTrip(test: Case) throws {
        var lens = Lens(test.lens, focalLength: 300, principalColumn: 320, principalRow: 180)
        (lens.radial, lens.tangential) = (test.radial, test.tangential)
        for column in stride(from: 5.5, to: 640, by: 45) {
            for row in stride(from: 5.5, to: 360, by: 45) {
                let ray = try #require(lens.direction(column, row))
                let again = try #require(lens.project(ray * 7))
                #expect((again - Vector2(column, row)).length < 0.01)
            }
        }
    }

    @Test("Through the panorama a nearly upright camera sees what the upright one sees")
    func comparison() throws {
        let start = Pose2(x: 0, y: 0, yaw: 0.2)
        let upright = try drive(CameraParameters(), Pose3(Vector3(1.6, 0, 1.35)), TestStreet.map, start)
        let remapped = try drive(
            CameraParameters(), Pose3(Vector3(1.6, 0, 1.35), pitch: 1e-9), TestStreet.map, start)
        let a = try #require(CameraFrame(upright.frames[0])).rgb
        let b = try #require(CameraFrame(remapped.frames[0])).rgb
        #expect(a.count == b.count)
        let same = zip(a, b).filter { Int($0.0).distance(to: Int($0.1)).magnitude <= 8 }.count
        #expect(Double(same) > 0.98 * Double(a.count), "\(Double(same) / Double(a.count))")
    }
}
