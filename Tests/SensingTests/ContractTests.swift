import Documents
import DrivingInterface
import Fields
import Geometry
import Optics
import RoadNetwork
import TestSupport
import Testing
import World

@testable import Sensing

/// Every kind that ships and one that does not: a new sensor gets these tests for free.
private let kinds = SensorRegistry.standard.adding([PositionSensor.self]).kinds

/// Every kind, and those that compute in more than one way in each of them.
private let subjects =
    kinds + [
        "camera: full chain", "camera: fisheye", "camera: pitched", "camera: full chain, fisheye",
        "camera: full chain, pitched", "camera: full chain, night and rain", "lidar: full chain", "radar: full chain",
        "lidar: full chain, pitched", "radar: full chain, pitched",
    ]

@Suite("What every sensor promises")
struct ContractTests {
    private static let registry = SensorRegistry.standard.adding([PositionSensor.self])

    /// A mount of a subject, with default parameters where it is a kind, above the roof, looking a little to the left.
    private static func mount(_ subject: String) throws -> SensorMount {
        let pitch = subject.hasSuffix("pitched") ? 0.2 : 0
        return SensorMount(
            name: "one", device: try device(subject),
            egoFromSensor: Pose3(Vector3(1.2, 0.1, 1.7), yaw: 0.1, pitch: pitch), rate: FrameRate(20))
    }

    private static func device(_ subject: String) throws -> SensorDevice {
        var camera = CameraParameters()
        (camera.width, camera.height) = (120, 60)
        var (lidar, radar) = (LidarParameters(), RadarParameters())
        (lidar.columns, lidar.chain, radar.chain) = (180, .full, .full)
        switch subject {
        case "camera: full chain": camera.chain = .full
        case "camera: fisheye": (camera.lens, camera.fieldOfView) = (.fisheye, 3.3)
        case "camera: full chain, fisheye": (camera.chain, camera.lens, camera.fieldOfView) = (.full, .fisheye, 3.3)
        case "camera: full chain, pitched": camera.chain = .full
        case "camera: full chain, night and rain":
            (camera.chain, camera.readout, camera.rainOnLens) = (.full, 0.03, 1)
            (camera.lens, camera.fieldOfView) = (.fisheye, 3.8)
        case "camera: pitched": break
        case "lidar: full chain", "lidar: full chain, pitched": return SensorDevice(LidarSensor.self, lidar)
        case "radar: full chain", "radar: full chain, pitched": return SensorDevice(RadarSensor.self, radar)
        default:
            let model = try #require(registry.model(subject))
            return usualDevice(model)
        }
        return SensorDevice(CameraSensor.self, camera)
    }

    private static func usualDevice<Model: SensorModel>(_ model: Model.Type) -> SensorDevice { SensorDevice(model) }

    private static func drive(
        _ mounts: [SensorMount], seed: UInt64 = 4, isReversed: Bool = false, in weather: Weather = Weather()
    ) throws -> TestDrive {
        try TestDrive(mounts, stage: .street, seed: seed, curvature: 0.01) {
            $0.weather = weather
            TestStreet.populate(&$0, isReversed: isReversed)
        }
    }

    /// One sensor alone in the weather of its subject.
    private static func drive(_ subject: String, isReversed: Bool = false) throws -> TestDrive {
        try drive([mount(subject)], isReversed: isReversed, in: weather(subject))
    }

    private static func weather(_ subject: String) -> Weather {
        guard subject.hasSuffix("night and rain") else { return Weather() }
        var weather = WeatherPreset.heavyRain.weather
        weather.sunElevation = -0.4
        return weather
    }

    @Test("The same seed gives the same bits, another seed may not", arguments: subjects)
    func repeats(kind: String) throws {
        var first = try ContractTests.drive(kind)
        var second = try ContractTests.drive(kind)
        let frames = first.deliveries(until: 1)
        #expect(frames.count == 21)
        #expect(frames.map(\.contentHash) == second.deliveries(until: 1).map(\.contentHash))
    }

    @Test("Shapes and types are as declared, and all numbers are finite", arguments: subjects)
    func shapes(kind: String) throws {
        var drive = try ContractTests.drive(kind)
        let described = drive.senses.rig.mounts[0].arrays
        for frame in drive.deliveries(until: 0.5) {
            #expect(frame.arrays.count == described.count)
            for (array, description) in zip(frame.arrays, described) {
                #expect(array.elementType == description.element)
                #expect(array.fits(description), "\(array.shape) is not \(description.shape)")
                #expect(array.isFinite)
            }
        }
    }

    @Test("Every array is described: name, meaning, unit or none, bounds", arguments: kinds)
    func descriptions(kind: String) throws {
        let rig = try ContractTests.drive(kind).senses.rig
        let model = try #require(ContractTests.registry.model(kind))
        #expect(model.kind == kind && model.summary.hasSuffix("."))
        #expect(model.page.count > 20)
        for array in rig.mounts[0].arrays {
            #expect(!array.name.isEmpty && array.meaning.hasSuffix("."))
            #expect(array.shape.first != -1 || array.maximumCount > 0)
            #expect(array.shape.dropFirst().allSatisfy { $0 > 0 })
            if kind != "position" {
                #expect(model.page.contains("`\(array.name)`"), "\(array.name) is not on the page")
            }
        }
        for value in rig.mounts[0].calibration where kind != "position" {
            #expect(model.page.contains("`\(value.name)`"), "\(value.name) is not on the page")
        }
    }

    @Test("Nothing of an older frame shows through: arrays are written whole", arguments: subjects)
    func overwritesArrays(kind: String) throws {
        var drive = try ContractTests.drive(kind)
        for _ in 0..<7 { drive.step() }
        let sensor = drive.senses.rig.sensors[0]
        let view = SensingView(
            stage: drive.stage, world: drive.world, vehicle: drive.vehicle, history: drive.state.history,
            scratch: drive.scratch)
        func measured(into start: [FrameArray], scratch: SensingScratch) -> [FrameArray] {
            var view = view
            view.scratch = scratch
            var state = sensor.model.erasedInitialState(noise: drive.senses.rig.noise(sensor, frame: -1))
            var arrays = start
            sensor.model.measure(
                view.moment(at: 0.065, sensor: sensor), erased: &state,
                noise: drive.senses.rig.noise(sensor, frame: 3), into: &arrays)
            return arrays
        }
        let fresh = measured(into: sensor.emptyArrays, scratch: SensingScratch())
        let poisoned = sensor.emptyArrays.map { $0.poisoned }
        let reused = measured(into: poisoned, scratch: drive.scratch)
        for (a, b) in zip(fresh, reused) { #expect(a.shape == b.shape && a.elements == b.elements) }
    }

    @Test("A state copied in mid-run goes on like the original", arguments: subjects)
    func snapshots(kind: String) throws {
        var drive = try ContractTests.drive(kind)
        for _ in 0..<23 { drive.step() }
        var copy = drive
        for _ in 0..<20 { drive.step() }
        for _ in 0..<20 { copy.step() }
        #expect(drive.state.firstDifference(from: copy.state) == nil)
        #expect(drive.state.rig.deliveredHash == copy.state.rig.deliveredHash)
    }

    @Test("The order of actors' rows changes no byte", arguments: subjects)
    func rows(kind: String) throws {
        var forwards = try ContractTests.drive(kind)
        var backwards = try ContractTests.drive(kind, isReversed: true)
        #expect(
            forwards.deliveries(until: 0.5).map(\.contentHash) == backwards.deliveries(until: 0.5).map(\.contentHash))
    }

    @Test("Other names and another order of the map's rows change no byte", arguments: subjects)
    func mapRows(kind: String) throws {
        func hashes(_ map: StreetMap) throws -> [UInt64] {
            let stage = SensingStage(map: map, catalogue: TestStreet.catalogue)
            var drive = try TestDrive([ContractTests.mount(kind)], stage: stage) {
                $0.weather = ContractTests.weather(kind)
                TestStreet.populate(&$0)
            }
            return drive.deliveries(until: 0.3).map(\.contentHash)
        }
        let disguise = MapDisguise(of: TestStreet.map)
        #expect(try hashes(disguise.applied(to: TestStreet.map)) == hashes(TestStreet.map))
    }

    @Test("Seven threads at once measure what one does")
    func threads() async throws {
        @Sendable func hash() throws -> UInt64 {
            var drive = try ContractTests.drive(subjects.map { try ContractTests.mount($0) })
            return drive.deliveries(until: 0.2).reduce(drive.state.rig.deliveredHash) {
                StableHash.combine($0, $1.contentHash)
            }
        }
        let alone = try hash()
        let together = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<7 { group.addTask { try hash() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together == Array(repeating: alone, count: 7))
    }

    @Test("All other kinds beside it change no byte", arguments: subjects)
    func company(kind: String) throws {
        var alone = try ContractTests.drive(kind)
        let others = try subjects.filter { $0 != kind }.map { try ContractTests.mount($0) }
        var together = try ContractTests.drive(
            others + [ContractTests.mount(kind)], in: ContractTests.weather(kind))
        #expect(
            alone.deliveries(until: 0.5).map(\.contentHash)
                == together.deliveries(ofMount: others.count, until: 0.5).map(\.contentHash))
    }

    @Test("An unknown parameter is rejected by name", arguments: kinds)
    func unknownParameter(kind: String) throws {
        var diagnostics = Diagnostics()
        let text = "sensors: [{name: a, \(kind): {no_such_key: 1}, at: {z: 1 m}}]"
        let node = try #require(YAMLDocument.parse(text: text, file: "set.yaml", &diagnostics))
        #expect(SensorSet.read(node, name: "set", registry: ContractTests.registry, &diagnostics) == nil)
        #expect(diagnostics.text().contains("no_such_key"))
    }

    @Test("A blank sensor shows nothing in the declared shapes", arguments: subjects)
    func blank(kind: String) throws {
        var drive = try ContractTests.drive(kind)
        drive.senses.rig.set(.blank, on: SensorSelector(kind: String(kind.prefix { $0 != ":" })), in: &drive.state.rig)
        for _ in 0..<10 { drive.step() }
        for (array, description) in zip(drive.frames[0].arrays, drive.senses.rig.mounts[0].arrays) {
            #expect(array.fits(description))
            array.withUnsafeBytes { bytes in #expect(bytes.allSatisfy { $0 == 0 }) }
        }
    }
}

extension FrameArray {
    func fits(_ description: ArrayDescription) -> Bool {
        guard shape.count == description.shape.count else { return false }
        let isBounded = description.shape.first != -1 || (shape.first ?? 0) <= description.maximumCount
        return isBounded && zip(shape, description.shape).allSatisfy { $1 == -1 || $0 == $1 }
            && withUnsafeBytes { $0.count } == shape.reduce(1, *) * description.element.byteCount
    }

    var isFinite: Bool {
        if let values = float32 { return values.allSatisfy(\.isFinite) }
        return float64?.allSatisfy(\.isFinite) ?? true
    }

    /// The same shape full of nonsense, and too long where the length is free.
    var poisoned: FrameArray {
        switch elements {
        case .uint8(let values): FrameArray(shape: shape, elements: .uint8(values.map { _ in 0xAB }))
        case .float32(let values): FrameArray(shape: shape, elements: .float32((values + [0]).map { _ in .nan }))
        case .float64(let values): FrameArray(shape: shape, elements: .float64((values + [0]).map { _ in .nan }))
        default: self
        }
    }
}
