import DrivingInterface
import Fields
import Geometry
import Optics
import World

/// An upright pinhole camera.
public struct CameraSensor: SensorModel {
    public static let page = """
        A camera gives pictures of an ideal pinhole: no distortion, all rows at one instant.

        - `rgb` (height × width × 3): red, green and blue from 0 to 255 (sRGB), row-major from the upper left.

        Calibration, in pixels: `focal_x`, `focal_y`, `center_x`, `center_y`. In the sensor frame (x along the optical
        axis, y left, z up) a point falls on
        u = center_x − focal_x · y / x,  v = center_y − focal_y · z / x,
        u to the right and v downwards from the upper left corner of the picture: the pixel in column c and row r covers
        c … c + 1 and r … r + 1 and is sampled at its middle.

        The camera stands upright: yaw may be anything, pitch and roll are 0. To see more of the ground or of the sky,
        move the `horizon` of the picture, as a lens shift does.

        `chain: flat` takes one sample per pixel: sun and sky light on matt surfaces, fog by Koschmieder's law with the
        weather's optical range (contrast falls to 5 % there), lamps that shine by themselves. No lens, no noise.

        `chain: full` looks at the same scene in linear light. Ground and paint count with the exact share of a pixel that
        they cover; what stands on the ground is seen from four places of every pixel. Daylight and twilight have their
        true range, and the camera adapts to it: the mean of the picture goes to 18 % with 3/s when it gets brighter and
        1/s when it gets darker, first by longer exposure up to `longest_exposure`, then by gain. A pixel that holds N
        electrons reads N with variance N + `read_noise`² (EMVA 1288), in 12 bits, encoded as sRGB.
        """

    private let camera: UprightCamera
    private let full: FullCameraChain?

    public init(parameters: CameraParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.pitch == 0, mount.egoFromSensor.roll == 0 else {
            throw SensorRefusal("this camera stands upright: take away pitch and roll, and move 'horizon' instead")
        }
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a camera sits above the ground: set z in 'at' to 0.05 m or more")
        }
        let half = DeterministicMath.tan(parameters.fieldOfView / 2)
        camera = UprightCamera(
            width: parameters.width, height: parameters.height, focalLength: Double(parameters.width) / 2 / half,
            principalColumn: Double(parameters.width) / 2,
            principalRow: Double(parameters.height) * parameters.horizon)
        full =
            parameters.chain == .flat
            ? nil
            : FullCameraChain(
                camera, parameters, period: Double(mount.rate.denominator) / Double(mount.rate.numerator))
    }

    public func initialState(noise: SensorNoise) -> CameraState { CameraState(adapts: full != nil) }

    public var arrays: [ArrayDescription] {
        [
            ArrayDescription(
                name: "rgb", element: .uint8, shape: [camera.height, camera.width, 3], unit: "",
                meaning: "Red, green and blue, 0 to 255 sRGB, from the upper left.")
        ]
    }

    public var calibration: [CalibrationValue] {
        [
            CalibrationValue("focal_x", [camera.focalLength], unit: "px"),
            CalibrationValue("focal_y", [camera.focalLength], unit: "px"),
            CalibrationValue("center_x", [camera.principalColumn], unit: "px"),
            CalibrationValue("center_y", [camera.principalRow], unit: "px"),
        ]
    }

    public func measure(
        _ moment: SensingMoment, state: inout CameraState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        if let full {
            return arrays[0].replace(shape: [camera.height, camera.width, 3], as: UInt8.self) { pixels in
                full.expose(moment, state: &state, noise: noise, into: &pixels)
            }
        }
        let slot = moment.render(camera, labels: false)
        arrays[0].replace(shape: [camera.height, camera.width, 3], as: UInt8.self) { pixels in
            moment.scratch.images[slot].exchangePixels(&pixels)
        }
    }
}

extension CameraSensor: LabelledSensor {
    public var labelArrays: [ArrayDescription] {
        let shape = [camera.height, camera.width]
        return [
            ArrayDescription(
                name: "depth", element: .float32, shape: shape, unit: "m",
                meaning: "Distance along the optical axis; 0 for the sky."),
            ArrayDescription(
                name: "semantic", element: .uint8, shape: shape, unit: "",
                meaning: "Class of the surface, a value of SurfaceClass; 0 for the sky."),
            ArrayDescription(
                name: "instance", element: .int32, shape: shape, unit: "",
                meaning: "The thing the surface belongs to; 0 for the sky."),
        ]
    }

    public func label(_ moment: SensingMoment, into arrays: inout [FrameArray]) {
        let slot = moment.render(camera, labels: true)
        let image = moment.scratch.images[slot]
        let shape = [camera.height, camera.width]
        arrays[0].assign(image.depths, shape: shape)
        arrays[1].assign(image.classes, shape: shape)
        arrays[2].assign(image.owners.lazy.map { Int32(bitPattern: $0) }, shape: shape)
    }
}

extension SensingMoment {
    /// Renders a picture into scratch memory.
    /// - Returns: its place in `scratch.images`.
    fileprivate func render(_ camera: UprightCamera, labels: Bool) -> Int {
        let slot = scratch.imageSlot(width: camera.width, height: camera.height, labels: labels)
        ColumnRenderer.render(
            camera, from: viewpoint, light: SceneLight(weather: world.weather), fixed: stage.scene,
            moving: movingScene, excluding: vehicle, labels: labels, into: &scratch.images[slot],
            scratch: scratch.optics)
        return slot
    }
}
