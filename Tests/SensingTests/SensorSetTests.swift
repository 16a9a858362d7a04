import Documents
import DrivingInterface
import Fields
import Geometry
import Sensing
import Testing
import World

@Suite("Sensor sets are read from files")
struct SensorSetTests {
    private func read(
        _ text: String, registry: SensorRegistry = .standard
    ) -> (set: SensorSet?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let set = YAMLDocument.parse(text: text, file: "test.yaml", &diagnostics).flatMap {
            SensorSet.read($0, name: "test", registry: registry, &diagnostics)
        }
        return (set, diagnostics)
    }

    @Test("A toy sensor in the registry can be mounted, with its own parameters, rates and delays")
    func toy() throws {
        let registry = SensorRegistry.standard.adding([PositionSensor.self])
        let (set, diagnostics) = read(
            """
            summary: A test.
            sensors:
              - name: where
                position: {scale: 2}
                at: {x: 1.5 m, y: -20 cm, z: 1 m, yaw: 90 deg}
                rate: 30000/1001 Hz
                offset: 5 ms
                latency: 40 ms
                jitter: 1 ms
              - {name: there, position: {}, at: {}}
            """, registry: registry)
        #expect(diagnostics.isEmpty, "\(diagnostics.text())")
        let mount = try #require(set?.mounts.first)
        #expect(set?.summary == "A test.")
        #expect((mount.name, mount.device.kind) == ("where", "position"))
        #expect(mount.egoFromSensor == Pose3(Vector3(1.5, -0.2, 1), yaw: .pi / 2))
        #expect(mount.rate == FrameRate(30000, 1001))
        #expect((mount.offset, mount.latency, mount.jitter) == (5_000_000, 40_000_000, 1_000_000))
        #expect(set?.mounts[1].randomKey != mount.randomKey)
        let rig = try SensorRig(
            set: try #require(set), vehicle: TestDrive.vehicleInfo, seed: 1, vehicleKey: 2)
        #expect(rig.mounts[0].calibration("scale") == [2])
        #expect(rig.mounts[1].rate == 10)
    }

    @Test(
        "Every camera of every set that ships can use the full chain",
        arguments: [
            "ads", "ads-lite", "ads-vision", "ads-vision-lite", "fsd", "fsd-lite", "small", "trio", "urban-lite",
            "xngp", "xngp-lite", "xngp-vision", "xngp-vision-lite",
        ])
    func fullChains(name: String) throws {
        var diagnostics = Diagnostics()
        let node = try #require(
            YAMLDocument.read(path: TestStreet.repository + "assets/sensor-sets/\(name).yaml", &diagnostics))
        let lines = node.source.text.split(separator: "\n").map { line -> String in
            let indent = String(repeating: " ", count: line.prefix { $0 == " " }.count)
            let text = String(line.dropFirst(indent.count))
            // Devices are no cameras: what they are does not matter here.
            if text.hasPrefix("device:") { return indent + "lidar: {}" }
            guard text.hasPrefix("camera: {") else { return String(line) }
            return indent + "camera: {chain: full, " + text.dropFirst(9)
        }
        let (set, problems) = read(lines.joined(separator: "\n"))
        #expect(problems.isEmpty, "\(problems.text())")
        let cameras = try #require(set).mounts.filter { $0.device.kind == "camera" }
        #expect(!cameras.isEmpty && cameras.allSatisfy { $0.device.parameterText.contains("full") })
    }

    @Test("Without it the kind is unknown, and the known ones are named")
    func unknownKind() {
        let (set, diagnostics) = read("sensors: [{name: a, position: {}, at: {}}]")
        #expect(set == nil)
        #expect(diagnostics.text().contains("test.yaml:1:21: error[unknown-key]"))
        #expect(diagnostics.text().contains("lidar"))
    }

    @Test(
        "Every mistake is found, in one go, where it stands",
        arguments: [
            ("sensors:\n  - {name: a, lidr: {}, at: {}}", "2:15: error[unknown-key]", "did you mean 'lidar'"),
            ("sensors:\n  - {name: a, imu: {}, at: {}, rate: 10}", "2:38: error", "Hz"),
            ("sensors:\n  - {name: a, imu: {}, at: {}, rate: 0 Hz}", "2:38: error[out-of-range]", "30000/1001 Hz"),
            ("sensors:\n  - {name: a, imu: {}, at: {x: 2}}", "2:32: error[missing-unit]", "2 m"),
            ("sensors:\n  - {name: a, imu: {samples: 0}, at: {}}", "2:30: error[out-of-range]", "samples"),
            ("sensors:\n  - {name: a, imu: {speed: 0}, at: {}}", "2:21: error[unknown-key]", "speed"),
            ("sensors:\n  - {name: a, imu: {}}", "2:5: error[missing-key]", "at"),
            ("sensors:\n  - {imu: {}, gnss: {}, at: {}}", "2:5: error[missing-key]", "name"),
            ("sensors:\n  - {name: a, imu: {}, gnss: {}, at: {}}", "error[conflicting-keys]", "gnss"),
            ("sensors:\n  - {name: a, at: {}}", "2:12: error[which-sensor]", "either a kind"),
            (
                "sensors:\n  - {name: a, imu: {}, at: {}}\n  - {name: a, imu: {}, at: {}}", "error[duplicate-sensor]",
                "'a'"
            ),
            ("summary: nothing", "error[missing-key]", "sensors"),
        ])
    func mistakes(text: String, place: String, words: String) {
        let (set, diagnostics) = read(text)
        #expect(set == nil)
        #expect(diagnostics.text().contains(place), "\(diagnostics.text())")
        #expect(diagnostics.text().contains(words), "\(diagnostics.text())")
    }

    @Test(
        "Every set that ships can be mounted",
        arguments: [
            "urban-lite", "trio", "small", "ads-lite", "ads-vision-lite", "fsd-lite", "xngp-lite", "xngp-vision-lite",
        ])
    func shipped(name: String) throws {
        var diagnostics = Diagnostics()
        let path = TestStreet.repository + "assets/sensor-sets/\(name).yaml"
        let node = try #require(YAMLDocument.read(path: path, &diagnostics))
        let set = SensorSet.read(node, name: name, devices: SensorSetTests.device, &diagnostics)
        #expect(diagnostics.isEmpty, "\(diagnostics.text())")
        var drive = try TestDrive(try #require(set).mounts, stage: .street, prepare: { TestStreet.populate(&$0) })
        for _ in 0..<20 { drive.step() }
        #expect(drive.frames.count == set?.mounts.count)
        // Every frame is measured at most 60 ms before a decision of a 10 Hz driver, or exactly at it.
        #expect(drive.frames.allSatisfy { drive.world.clock.time - $0.measuredAt < 0.0601 })
    }

    /// A device of the repository.
    private static func device(_ name: Located<String>, _ diagnostics: inout Diagnostics) -> SensorDeviceFile? {
        let path = TestStreet.repository + "assets/sensors/\(name.value).yaml"
        guard let node = YAMLDocument.read(path: path, &diagnostics) else { return nil }
        return SensorDeviceFile.read(node, name: name.value, &diagnostics)
    }

    @Test(
        "The large sets are what their files say", arguments: [("ads", 11, 1, 3), ("fsd", 8, 0, 0), ("xngp", 12, 2, 5)])
    func large(name: String, cameras: Int, lidars: Int, radars: Int) throws {
        var diagnostics = Diagnostics()
        for (suffix, count) in [("", lidars), ("-lite", lidars), ("-vision", 0), ("-vision-lite", 0)]
        where name != "fsd" || !suffix.contains("vision") {
            let path = TestStreet.repository + "assets/sensor-sets/\(name)\(suffix).yaml"
            let node = try #require(YAMLDocument.read(path: path, &diagnostics))
            let set = SensorSet.read(node, name: name, devices: SensorSetTests.device, &diagnostics)
            #expect(diagnostics.isEmpty, "\(diagnostics.text())")
            let kinds = try #require(set).mounts.map(\.device.kind)
            #expect(kinds.count { $0 == "camera" } == cameras && kinds.count { $0 == "lidar" } == count)
            #expect(kinds.count { $0 == "radar" } == radars)
        }
    }

    @Test("A device that is not there, no kind and both are found where they stand")
    func devices() {
        for (mount, place, words) in [
            ("device: hesai, at: {}", "1:29", "no device named 'hesai'"), ("at: {}", "1:18", "none of them"),
            ("device: hesai, lidar: {}, at: {}", "1:18", "both"),
        ] {
            let (set, diagnostics) = read("sensors: [{name: a, \(mount)}]")
            #expect(set == nil)
            #expect(diagnostics.text().contains(place), "\(diagnostics.text())")
            #expect(diagnostics.text().contains(words), "\(diagnostics.text())")
        }
    }

    @Test("A mistake in a device's file is found in that file")
    func deviceMistake() throws {
        var diagnostics = Diagnostics()
        let text = "summary: A test.\nlidar: {layers: 32, colums: 9}"
        let node = try #require(YAMLDocument.parse(text: text, file: "odd.yaml", &diagnostics))
        #expect(SensorDeviceFile.read(node, name: "odd", &diagnostics) == nil)
        #expect(diagnostics.text().contains("odd.yaml:2:21"), "\(diagnostics.text())")
        #expect(diagnostics.text().contains("columns"))
    }
}
