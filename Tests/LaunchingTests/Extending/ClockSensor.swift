import DrivingInterface
import Fields
import Geometry
import Sensing

/// What a sensor set may say of the clock.
struct ClockParameters: FieldDescribed {
    var resolution = 0.001

    static let fields = FieldTable<Self>("clock", "A clock on board.") {
        Field("resolution", \.resolution, .time, in: 0.0001...1, "What the time is rounded to.")
    }
}

/// Tells the time of each frame, rounded.
struct ClockSensor: SensorModel {
    static let page = "The simulated time of the frame, rounded to `resolution`."

    let resolution: Double

    init(parameters: ClockParameters, mount: MountGeometry) { resolution = parameters.resolution }

    var arrays: [ArrayDescription] {
        [ArrayDescription(name: "time", element: .float64, shape: [1], unit: "s", meaning: "Time since the start.")]
    }
    var calibration: [CalibrationValue] { [CalibrationValue("resolution", [resolution], unit: "s")] }

    func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        arrays[0].assign([(moment.time / resolution).rounded() * resolution], shape: [1])
    }
}
