import Fields
import Geometry

extension SensorSet {
    /// How a set stands in a file; the registry says which kinds there are.
    public static func fields(_ registry: SensorRegistry = .standard) -> FieldTable<SensorSetDraft> {
        FieldTable("sensor set", "Sensors to mount on a vehicle.") {
            Field("summary", \.summary, "One sentence for lists.")
            Field(
                "sensors", \.mounts,
                .list(of: .table(MountDraft.fields(registry), start: MountDraft()), count: 0...100),
                "Every mounted sensor."
            ).required()
        }
    }

    /// The fields in words and shapes, for `JSONSchema` and `ReferencePage`.
    public static func tableDescription(_ registry: SensorRegistry = .standard) -> TableDescription {
        fields(registry).description(type: "Sensing.SensorSet", defaults: SensorSetDraft())
    }

    /// Reads a set, collecting every problem.
    /// - Parameters:
    ///   - name: as on the command line; a file's name without its extension.
    ///   - registry: the kinds of sensors that may be mounted.
    ///   - devices: finds devices that are mounted by name.
    /// - Returns: nil if there was an error.
    public static func read(
        _ node: DocumentNode, name: String, registry: SensorRegistry = .standard,
        devices: SensorDeviceFile.Finder = { SensorDeviceFile.noneKnown($0, &$1) }, _ diagnostics: inout Diagnostics
    ) -> SensorSet? {
        guard let draft = fields(registry).read(node, start: SensorSetDraft(), &diagnostics) else { return nil }
        let errors = diagnostics.errorCount
        var mounts: [SensorMount] = []
        for item in draft.mounts {
            if mounts.contains(where: { $0.name == item.name.value }) {
                diagnostics.error(
                    SensingCode.duplicateSensor, "there are two sensors named '\(item.name.value)'", at: item.name.place
                )
            }
            if let mount = item.mount(registry, devices, &diagnostics) { mounts.append(mount) }
        }
        guard diagnostics.errorCount == errors else { return nil }
        return SensorSet(name: name, summary: draft.summary, mounts: mounts)
    }
}

/// A set as it stands in a file.
public struct SensorSetDraft: Sendable {
    var summary = ""
    var mounts: [MountDraft] = []

    public init() {}
}

/// A mount as it stands in a file.
struct MountDraft: Sendable {
    var name = Located("")
    var parameters: (any FieldDescribed)?
    var device: Located<String>?
    var pose = Pose3.identity
    var rate = FrameRate(10)
    /// Seconds.
    var offset = 0.0
    var latency = 0.0
    var jitter = 0.0

    static func fields(_ registry: SensorRegistry) -> FieldTable<MountDraft> {
        FieldTable("sensor", "One mounted sensor: its kind with its parameters, where it sits, how often it measures.")
        {
            Field("name", \.name, "Name within the set.").required()
            Field.oneOf(\.parameters, registry.choice)
            Field("device", \.device, "Name of a device in `assets/sensors`, in the place of a kind.")
            Field(
                "at", \.pose,
                "Where it sits: from the middle of the rear axle on the ground, x forward, y left, z up."
            ).required()
            Field("rate", \.rate, .frameRate, "Frames per second, for example `36 Hz` or `30000/1001 Hz`.")
            Field("offset", \.offset, .time, in: 0.0...10, "Time of the first frame.")
            Field("latency", \.latency, .time, in: 0.0...10, "Time from measurement to delivery.")
            Field("jitter", \.jitter, .time, in: 0.0...10, "Largest random addition to the latency.")
        }
    }

    func mount(
        _ registry: SensorRegistry, _ devices: SensorDeviceFile.Finder, _ diagnostics: inout Diagnostics
    ) -> SensorMount? {
        guard let device = chosen(registry, devices, &diagnostics) else { return nil }
        func nanoseconds(_ seconds: Double) -> Int64 { Int64((seconds * 1e9).rounded()) }
        let mount = SensorMount(
            name: name.value, device: device, egoFromSensor: pose, rate: rate, offset: nanoseconds(offset),
            latency: nanoseconds(latency), jitter: nanoseconds(jitter))
        do throws(SensorRefusal) {
            _ = try MountedSensor(mount, vehicle: .exampleCar, vehicleKey: 0)
            return mount
        } catch {
            diagnostics.error(SensingCode.unmountableSensor, error.reason, at: name.place)
            return nil
        }
    }
}

extension MountDraft {
    /// The kind of sensor that is written out, or the device that is named: one of the two.
    private func chosen(
        _ registry: SensorRegistry, _ devices: SensorDeviceFile.Finder, _ diagnostics: inout Diagnostics
    ) -> SensorDevice? {
        if (parameters == nil) == (device == nil) {
            let kinds = registry.kinds.joined(separator: ", ")
            diagnostics.error(
                SensingCode.whichSensor,
                "a sensor has either a kind (\(kinds)) or a 'device', and '\(name.value)' has "
                    + (device == nil ? "none of them" : "both"), at: name.place)
            return nil
        }
        guard let device else { return parameters.flatMap { registry.device($0) } }
        return devices(device, &diagnostics).flatMap { registry.device($0.parameters) }
    }
}

extension SensorDeviceFile {
    /// A finder that knows no device.
    public static func noneKnown(_ name: Located<String>, _ diagnostics: inout Diagnostics) -> SensorDeviceFile? {
        unknown(name, among: [], &diagnostics)
    }

    /// Reports that there is no device of a name.
    public static func unknown(
        _ name: Located<String>, among names: [String], _ diagnostics: inout Diagnostics
    ) -> SensorDeviceFile? {
        let known = names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"
        diagnostics.error(
            SensingCode.unknownDevice,
            "there is no device named '\(name.value)'\(NearestName.hint(for: name.value, among: names))\(known)",
            at: name.place)
        return nil
    }
}

extension SensorRegistry {
    /// The kinds as keys of a mapping.
    var choice: FieldChoice<any FieldDescribed> {
        FieldChoice("sensor kind", "A kind of sensor with its parameters.", types: models.map { $0.parametersType })
    }
}

extension SensorModel {
    fileprivate static var parametersType: any FieldDescribed.Type { Parameters.self }
}

extension ValueFormat<FrameRate> {
    /// `36 Hz`, `12.5 Hz`, `30000/1001 Hz`.
    static var frameRate: Self {
        ValueFormat<String>.text(longest: 40).map(
            expected: "a rate from 0.01 Hz to 2000 Hz such as '36 Hz' or '30000/1001 Hz'", { FrameRate($0) },
            back: { $0.text })
    }
}
