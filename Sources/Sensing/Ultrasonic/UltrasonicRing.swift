import DrivingInterface
import Fields
import Geometry
import Optics
import World

/// What a sensor set may say of a ring of ultrasonic sensors.
public struct UltrasonicParameters: FieldDescribed {
    /// Of each bumper.
    public var count = 6
    /// Metres.
    public var minimumRange = 0.15
    public var maximumRange = 5.0
    public var noise = 0.01
    public var step = 0.01
    /// Radians, whole width.
    public var beamWidth = 60 * Double.pi / 180

    public init() {}

    public static let fields = FieldTable<Self>("ultrasonic", "Short ranges around both bumpers.") {
        Field("count", \.count, in: 2...12, "Sensors of each bumper.")
        Field("minimum_range", \.minimumRange, .length, in: 0.01...2, "Nearest range.")
        Field("maximum_range", \.maximumRange, .length, in: 0.5...15, "Farthest range.")
        Field("noise", \.noise, .length, in: 0.0...1, "Standard deviation of a range; 0 for none.")
        Field("step", \.step, .length, in: 0.0...1, "Step of ranges; 0 for none.")
        Field("beam_width", \.beamWidth, .angle, in: 0.1...2.5, "Whole width of a beam.")
    }
}

/// Ultrasonic sensors in both bumpers: the nearest thing within each beam.
public struct UltrasonicRing: SensorModel {
    public static let page = """
        Ultrasonic sensors sit in both bumpers, at the height of the mount, and fan out by 60° to each side; of the
        mount's place only the height counts. Each reports the nearest thing within its beam that reaches its height.

        - `range` (2 × count, m): front bumper from left to right, then rear bumper from left to right; 0 for nothing.

        Smooth faces send sound back only where some part of the beam meets them at less than 50° from the normal.
        Calibration: `positions` (2 × count × 3: x and y in the ego frame in metres, yaw in radians).
        """

    private let parameters: UltrasonicParameters
    private let poses: [Pose3]
    private let pattern: Optics.LidarPattern
    private static let columns = 24

    public init(parameters: UltrasonicParameters, mount: MountGeometry) throws(SensorRefusal) {
        let height = mount.egoFromSensor.position.z
        guard height >= 0.05 else {
            throw SensorRefusal("ultrasonic sensors sit above the ground: set z in 'at' to 0.05 m or more")
        }
        self.parameters = parameters
        let vehicle = mount.vehicle
        poses = [1.0, -1].flatMap { end in
            (0..<parameters.count).map { number in
                // 1 at the left end of the bumper, −1 at the right.
                let side = 1 - 2 * Double(number) / Double(parameters.count - 1)
                let x = end > 0 ? vehicle.wheelbase + vehicle.frontOverhang : -vehicle.rearOverhang
                let turn = side * 60 * .pi / 180
                return Pose3(
                    Vector3(x, side * 0.45 * vehicle.width, height), yaw: end > 0 ? turn : .pi - turn)
            }
        }
        let step = parameters.beamWidth / Double(UltrasonicRing.columns)
        pattern = Optics.LidarPattern(
            columns: ColumnFan(
                firstAzimuth: (step - parameters.beamWidth) / 2, step: step, count: UltrasonicRing.columns),
            elevations: [0], minimumRange: parameters.minimumRange, maximumRange: parameters.maximumRange)
    }

    public var arrays: [ArrayDescription] {
        [
            ArrayDescription(
                name: "range", element: .float32, shape: [poses.count], unit: "m",
                meaning: "Nearest thing of each beam, front then rear, left to right; 0 for nothing.")
        ]
    }

    public var calibration: [CalibrationValue] {
        [CalibrationValue("positions", poses.flatMap { [$0.position.x, $0.position.y, $0.yaw] }, unit: "m, rad")]
    }

    private static let noise = RandomPurpose("ultrasonic.noise")
    /// cos 50°.
    private static let leastCosine: Float = 0.64

    public func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let stream = noise.stream(UltrasonicRing.noise)
        let scratch = moment.scratch
        let slot = scratch.lidarSlot(rings: 1, columns: UltrasonicRing.columns)
        let scene = moment.movingScene
        arrays[0].write(shape: [poses.count], as: Float.self) { target in
            for (number, pose) in poses.enumerated() {
                LidarKernel.measure(
                    pattern, from: Viewpoint(mounted: pose, on: moment.own.motion.pose), fixed: moment.stage.scene,
                    moving: scene, excluding: moment.vehicle, into: &scratch.lidarReturns[slot], scratch: scratch.optics
                )
                let nearest = nearest(scratch.lidarReturns[slot])
                guard nearest > 0 else {
                    target[number] = 0
                    continue
                }
                let noisy = max(parameters.minimumRange, nearest + parameters.noise * stream.normal(number))
                target[number] = Float(
                    parameters.step > 0 ? (noisy / parameters.step).rounded() * parameters.step : noisy)
            }
        }
    }

    /// The nearest face that is not met at too much of a slant; 0 for none.
    private func nearest(_ returns: LidarReturns) -> Double {
        var nearest: Float = 0
        for column in 0..<returns.columnCount where returns.ranges[column] > 0 {
            guard let surface = returns.surface(ring: 0, column: column),
                returns.strengths[column] > surface.reflectivity * UltrasonicRing.leastCosine,
                nearest == 0 || returns.ranges[column] < nearest
            else { continue }
            nearest = returns.ranges[column]
        }
        return Double(nearest)
    }
}
