import DrivingInterface
import Fields
import Geometry
import Optics
import World

/// A camera of any lens at any mounting pose.
public struct CameraSensor: SensorModel {
    public static let page = """
        A camera gives pictures through a pinhole or a fisheye lens, all rows at one instant (but see `readout`).

        - `rgb` (height × width × 3): red, green and blue from 0 to 255 (sRGB), row-major from the upper left.

        Calibration, in pixels: `focal_x`, `focal_y`, `center_x`, `center_y`. In the sensor frame (x along the optical
        axis, y left, z up) a point falls on
        u = center_x − focal_x · y / x,  v = center_y − focal_y · z / x,
        u to the right and v downwards from the upper left corner of the picture: the pixel in column c and row r covers
        c … c + 1 and r … r + 1 and is sampled at its middle.

        Lenses bend that as in OpenCV: `distortion` (k1, k2, p1, p2, k3) of a pinhole with Brown and Conrady's polynomial,
        `fisheye` (k1, k2, k3, k4) of a fisheye, whose radius is f · θ · (1 + k1·θ² + k2·θ⁴ + …) with the angle θ off the
        axis. `field_of_view` is that without coefficients. What looks beyond the lens is black; coefficients that fold
        the picture back on itself are refused.

        The camera may be mounted at any yaw, pitch and roll. An upright one (pitch and roll 0, no coefficients) is
        sampled exactly; any other looks at an upright panorama, which ends 80° above and below the horizon. Chain
        `flat` and labels take the nearest pixel of one 1.5 times as fine, chain `full` the mean of the box that a pixel
        covers of one as fine as the picture. Depth of a fisheye's labels runs along the ray.

        `chain: flat` takes one sample per pixel: sun and sky light on matt surfaces, fog by Koschmieder's law with the
        weather's optical range (contrast falls to 5 % there), lamps that shine by themselves. No noise.

        `chain: full` looks at the same scene in linear light. Ground and paint count with the exact share of a pixel that
        they cover; what stands on the ground is seen from four places of every pixel. Daylight and twilight have their
        true range, and the camera adapts to it: the mean of the picture goes to 18 % with 3/s when it gets brighter and
        1/s when it gets darker, first by longer exposure up to `longest_exposure`, then by gain. A pixel that holds N
        electrons reads N with variance N + `read_noise`² (EMVA 1288), in 12 bits, encoded as sRGB.

        Light: the sun throws shadows, exact on the ground, and on upright faces up to the height at which a ray to the
        sun clears what stands before it. Street lamps burn from sunset on (40 lx right below each), headlamps light the
        street ahead. Wet ground is darker and mirrors by Fresnel's law (Schlick) what stands behind it, drawn out by its
        roughness. Snow covers open ground, and about half of it carriageways with their paint. A low sun that shines on
        the lens veils the picture with 10·E/θ² (CIE), an eighth of it; what is much brighter than a full pixel glares
        over 8 and 24 pixels. Rain: streaks of drops after Marshall and Palmer's numbers, as long as the exposure draws
        them, and `rain_on_lens` of it leaves drops on the lens.

        Motion: the own motion over the exposure blurs, and over `readout` from the first row to the last shears, by
        f·(ω·(1 + s²) + (v_left − s·v_ahead)/d) pixels per second for a thing at depth d that is seen at a slope of s to
        the left. What is looked at counts as standing still, and the frame's time is the middle of the middle row's
        exposure.
        """

    private let lens: Lens
    private let width: Int
    private let height: Int
    private let optics: CameraOptics
    private let chain: CameraChain
    private let full: FullCameraChain?

    public init(parameters: CameraParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a camera sits above the ground: set z in 'at' to 0.05 m or more")
        }
        lens = try CameraSensor.lens(parameters)
        (width, height, chain) = (parameters.width, parameters.height, parameters.chain)
        optics = CameraOptics(lens, width: width, height: height, like: mount.egoFromSensor, chain: chain)
        full =
            chain == .flat
            ? nil
            : FullCameraChain(
                lens, horizonRow: optics.horizonRow, parameters,
                period: Double(mount.rate.denominator) / Double(mount.rate.numerator))
    }

    private static func lens(_ parameters: CameraParameters) throws(SensorRefusal) -> Lens {
        let half = parameters.fieldOfView / 2
        guard parameters.lens == .fisheye || half <= 1.4 else {
            throw SensorRefusal("a pinhole sees at most 160 deg: lower 'field_of_view', or set 'lens: fisheye'")
        }
        var lens = Lens(
            parameters.lens,
            focalLength: Double(parameters.width) / 2
                / (parameters.lens == .fisheye ? half : DeterministicMath.tan(half)),
            principalColumn: Double(parameters.width) / 2,
            principalRow: Double(parameters.height) * parameters.horizon)
        lens.radial = SIMD4(parameters.radial1, parameters.radial2, parameters.radial3, parameters.radial4)
        lens.tangential = SIMD2(parameters.tangential1, parameters.tangential2)
        if let radius = lens.fold(width: parameters.width, height: parameters.height) {
            throw SensorRefusal(
                "the lens folds its picture back on itself \(Int(radius)) pixels from the middle, inside the picture: "
                    + "bring 'radial_1' to 'radial_4' nearer to 0, or narrow 'field_of_view'")
        }
        return lens
    }

    public func initialState(noise: SensorNoise) -> CameraState { CameraState(adapts: full != nil) }

    public var arrays: [ArrayDescription] {
        [
            ArrayDescription(
                name: "rgb", element: .uint8, shape: [height, width, 3], unit: "",
                meaning: "Red, green and blue, 0 to 255 sRGB, from the upper left.")
        ]
    }

    public var calibration: [CalibrationValue] {
        let (k, p) = (lens.radial, lens.tangential)
        let bending =
            lens.kind == .fisheye
            ? [CalibrationValue("fisheye", [k.x, k.y, k.z, k.w], unit: "")]
            : [CalibrationValue("distortion", [k.x, k.y, p.x, p.y, k.z], unit: "")]
        return [
            CalibrationValue("focal_x", [lens.focalLength], unit: "px"),
            CalibrationValue("focal_y", [lens.focalLength], unit: "px"),
            CalibrationValue("center_x", [lens.principalColumn], unit: "px"),
            CalibrationValue("center_y", [lens.principalRow], unit: "px"),
        ] + (lens.isIdeal ? [] : bending)
    }

    public func measure(
        _ moment: SensingMoment, state: inout CameraState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let optics = optics(at: moment)
        arrays[0].replace(shape: [height, width, 3], as: UInt8.self) { pixels in
            if let full {
                full.expose(moment, optics, state: &state, noise: noise, into: &pixels)
            } else {
                moment.withPicture(optics, labels: false) { $0.exchangePixels(&pixels) }
            }
        }
    }

    /// The optics that stand where the sensor really is: a fault may have tilted it.
    private func optics(at moment: SensingMoment) -> CameraOptics {
        let pose = moment.egoFromSensor
        guard !optics.fits(lens, width: width, height: height, pose, chain) else { return optics }
        return moment.scratch.optics(lens, width: width, height: height, like: pose, chain: chain)
    }
}

extension CameraSensor: LabelledSensor {
    public var labelArrays: [ArrayDescription] {
        let shape = [height, width]
        return [
            ArrayDescription(
                name: "depth", element: .float32, shape: shape, unit: "m",
                meaning: "Distance along the optical axis (fisheye: along the ray); 0 for the sky."),
            ArrayDescription(
                name: "semantic", element: .uint8, shape: shape, unit: "",
                meaning: "Class of the surface, a value of SurfaceClass; 0 for the sky."),
            ArrayDescription(
                name: "instance", element: .int32, shape: shape, unit: "",
                meaning: "The thing the surface belongs to; 0 for the sky."),
        ]
    }

    public func label(_ moment: SensingMoment, into arrays: inout [FrameArray]) {
        let shape = [height, width]
        moment.withPicture(optics(at: moment), labels: true) { image in
            arrays[0].assign(image.depths, shape: shape)
            arrays[1].assign(image.surfaces.lazy.map(\.classBits), shape: shape)
            arrays[2].assign(image.surfaces.lazy.map { Int32(bitPattern: $0.ownerBits) }, shape: shape)
        }
    }
}
