import DrivingInterface
import Fields
import Geometry
import RoadNetwork
import Sensing
import World

/// A sensor that only tests know: the own position at the exact time of the frame, a random number, and how many frames
/// it has made.
struct PositionParameters: FieldDescribed {
    var scale = 1.0

    static let fields = FieldTable<Self>("position", "Where the vehicle is, for tests.") {
        Field("scale", \.scale, .number, in: 0.1...10, "Multiplies the position.")
    }
}

struct PositionSensor: SensorModel {
    static let page = "Tells where the vehicle is."

    struct State: ColumnState {
        var count: Int64 = 0
        mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) { visitor.visit("count", value: &count) }
    }

    let scale: Double

    init(parameters: PositionParameters, mount: MountGeometry) { scale = parameters.scale }

    var arrays: [ArrayDescription] {
        [ArrayDescription(name: "position", element: .float64, shape: [4], unit: "m", meaning: "x, y, noise, count.")]
    }
    var calibration: [CalibrationValue] { [CalibrationValue("scale", [scale], unit: "")] }

    func initialState(noise: SensorNoise) -> State { State() }

    func measure(_ moment: SensingMoment, state: inout State, noise: SensorNoise, into arrays: inout [FrameArray]) {
        let position = moment.own.motion.pose.position * scale
        state.count += 1
        let random = noise.stream(RandomPurpose("position.noise")).uniform()
        arrays[0].assign([position.x, position.y, random, Double(state.count)], shape: [4])
    }
}

/// A mount of the toy sensor.
func positionMount(
    _ name: String = "where", rate: FrameRate, offset: Int64 = 0, latency: Int64 = 0, jitter: Int64 = 0, x: Double = 0,
    scale: Double = 1
) -> SensorMount {
    var parameters = PositionParameters()
    parameters.scale = scale
    return SensorMount(
        name: name, device: SensorDevice(PositionSensor.self, parameters),
        egoFromSensor: Pose3(Vector3(x, 0, 1)), rate: rate, offset: offset, latency: latency, jitter: jitter)
}
