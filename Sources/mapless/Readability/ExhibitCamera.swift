import Drawing
import DrivingInterface
import Geometry
import RoadNetwork
import Sensing
import World

/// The driver's camera that looks at exhibits: 1280 × 720 pixels with the whole chain, at 1.35 m.
struct ExhibitCamera {
    enum Light: String, CaseIterable {
        case day, night, rain

        var weather: Weather {
            var weather = WeatherPreset.clear.weather
            switch self {
            case .day: break
            case .night: weather.sunElevation = -0.35
            case .rain:
                weather = WeatherPreset.rain.weather
                (weather.rain, weather.wetness, weather.meteorologicalOpticalRange) = (10, 0.8, 2_000)
            }
            return weather
        }
    }

    static let distances = [10.0, 30, 60]
    static let height = 1.35
    private static let (columns, rows) = (1280, 720)
    private static let vehicle = VehicleInfo(
        length: 4.7, width: 1.9, height: 1.45, wheelbase: 2.85, frontOverhang: 0.85, rearOverhang: 1,
        maximumSteeringAngle: 0.6, maximumSteeringRate: 0.6, maximumAcceleration: 4, maximumDeceleration: 9)

    /// Whole horizontal field of view, radians.
    let fieldOfView: Double
    private let rig: SensorRig
    private let catalogue: Catalogue

    init(fieldOfView: Double, catalogue: Catalogue) throws {
        var camera = CameraParameters()
        (camera.width, camera.height, camera.chain) = (Self.columns, Self.rows, .full)
        camera.fieldOfView = fieldOfView
        let mount = SensorMount(
            name: "front", device: SensorDevice(CameraSensor.self, camera),
            egoFromSensor: Pose3(Vector3(1.6, 0, Self.height), yaw: 0))
        rig = try SensorRig(
            set: SensorSet(name: "readability", mounts: [mount]), vehicle: Self.vehicle, seed: 1, vehicleKey: 1 << 40)
        self.fieldOfView = fieldOfView
        self.catalogue = catalogue
    }

    /// The part of the picture that shows an exhibit with some of what is around it.
    func look(at exhibit: Exhibit, distance: Double, light: Light) -> PixelImage {
        var street = ExhibitStreet(catalogue: catalogue)
        exhibit.put(&street, distance)
        let rgb = picture(of: street, light: light)
        let focal = Double(Self.columns) / 2 / DeterministicMath.tan(fieldOfView / 2)
        let side = min(Self.rows, max(36, Int(1.3 * exhibit.size * focal / distance)))
        let middle = (
            Double(Self.columns) / 2 - focal * exhibit.y / distance,
            Double(Self.rows) / 2 - focal * (exhibit.z - Self.height) / distance
        )
        let left = max(0, min(Self.columns - side, Int(middle.0) - side / 2))
        let top = max(0, min(Self.rows - side, Int(middle.1) - side / 2))
        var crop: [UInt8] = []
        for row in top..<(top + side) {
            let first = (row * Self.columns + left) * 3
            crop += rgb[first..<(first + side * 3)]
        }
        return PixelImage(width: side, height: side, rgb: crop)
    }

    private func picture(of street: ExhibitStreet, light: Light) -> [UInt8] {
        var actors = street.actors
        if light == .night { actors.lights[street.own.index] |= ActorLights.headlamps.rawValue }
        var world = WorldState(actors: actors, weather: light.weather, signals: street.signals)
        // Half a second after the start, when flashing lamps of this vehicle key are lit.
        world.clock.tick = 20
        for row in 0..<world.actors.count { world.actors.stamp[row] = 20 }
        var history = MotionHistory(reach: 0.2, tickDuration: 0.01)
        history.record(street.own, of: world)
        let view = SensingView(
            stage: SensingStage(map: street.map, catalogue: catalogue), world: world, vehicle: street.own,
            history: history, scratch: SensingScratch())
        var state = rig.initialState(clock: world.clock)
        var arrays: [FrameArray] = []
        rig.measure(mount: 0, state: &state, view: view, into: &arrays)
        return arrays.first?.uint8.map { Array($0) } ?? []
    }
}
