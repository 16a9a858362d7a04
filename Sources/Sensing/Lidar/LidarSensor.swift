import DrivingInterface
import Fields
import Geometry
import Optics
import World

/// An upright spinning LiDAR: ranges and intensities of a turn at one instant.
public struct LidarSensor: SensorModel {
    public static let page = """
        A spinning LiDAR measures the distance along beams that are evenly spread over a turn, in layers above each
        other. It stands upright; its yaw may be anything.

        - `range` (layers × columns, m): distance along the beam; 0 where nothing came back.
        - `intensity` (layers × columns): reflectivity times cosine of incidence; 0 where nothing came back.

        Layers come from the lowest to the highest, columns counter-clockwise from straight ahead of the sensor.
        Calibration: `elevations` (rad, one per layer), `azimuth_start` and `azimuth_step` (rad: column i looks along
        start + i · step), `maximum_range` (m). The point of a beam in the sensor frame is
        range · (cos e · cos a, cos e · sin a, sin e).

        Geometry is exact against the 2.5D scene (bodies of vehicles, people, buildings, kerbs, ground). A target is
        seen if ρ · cos θ · exp(−2αR) / R² ≥ 0.10 / R₁₀², with the near-infrared reflectivity ρ of its surface, the
        extinction α = 3.0 / MOR of fog, and the reference range R₁₀. Range noise is normal and independent per beam.
        """

    private let parameters: LidarParameters
    private let pattern: Optics.LidarPattern

    private static let rangeNoise = RandomPurpose("lidar.range")

    public init(parameters: LidarParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.pitch == 0, mount.egoFromSensor.roll == 0 else {
            throw SensorRefusal("a spinning LiDAR stands upright: take away pitch and roll")
        }
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a LiDAR sits above the ground: set z in 'at' to 0.05 m or more")
        }
        guard parameters.layers == 1 || parameters.lowestElevation < parameters.highestElevation else {
            throw SensorRefusal("the lowest elevation of several layers must lie below the highest")
        }
        self.parameters = parameters
        pattern = Optics.LidarPattern(
            columns: ColumnFan(fullTurn: parameters.columns),
            elevations: Optics.LidarPattern.evenElevations(
                from: parameters.lowestElevation, to: parameters.highestElevation, count: parameters.layers),
            minimumRange: parameters.minimumRange, maximumRange: parameters.maximumRange)
    }

    public var arrays: [ArrayDescription] {
        let shape = [parameters.layers, parameters.columns]
        return [
            ArrayDescription(
                name: "range", element: .float32, shape: shape, unit: "m",
                meaning: "Distance along the beam; 0 where nothing came back."),
            ArrayDescription(
                name: "intensity", element: .float32, shape: shape, unit: "",
                meaning: "Reflectivity times cosine of incidence; 0 where nothing came back."),
        ]
    }

    public var calibration: [CalibrationValue] {
        [
            CalibrationValue("elevations", pattern.elevations, unit: "rad"),
            CalibrationValue("azimuth_start", [0], unit: "rad"),
            CalibrationValue("azimuth_step", [2 * .pi / Double(parameters.columns)], unit: "rad"),
            CalibrationValue("maximum_range", [parameters.maximumRange], unit: "m"),
        ]
    }

    public func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let receiver = LidarReceiver(
            minimumRange: Float(parameters.minimumRange), referenceRange: Float(parameters.referenceRange),
            rangeNoise: Float(parameters.rangeNoise), extinction: Float(moment.world.weather.extinction))
        moment.withLidarReturns(pattern) { returns in
            returns.ranges.withUnsafeBufferPointer { ranges in
                returns.strengths.withUnsafeBufferPointer { strengths in
                    write(ranges, strengths, receiver, noise.stream(LidarSensor.rangeNoise), into: &arrays)
                }
            }
        }
    }

    private func write(
        _ ranges: UnsafeBufferPointer<Float>, _ strengths: UnsafeBufferPointer<Float>, _ receiver: LidarReceiver,
        _ stream: RandomStream, into arrays: inout [FrameArray]
    ) {
        let shape = [parameters.layers, parameters.columns]
        // Both are written at once: taken out of the list, each is a variable of its own.
        var (range, intensity) = (arrays[0], arrays[1])
        arrays.removeAll(keepingCapacity: true)
        range.write(shape: shape, as: Float.self) { seenRanges in
            intensity.write(shape: shape, as: Float.self) { seenStrengths in
                receiver.receive(
                    ranges: ranges, strengths: strengths, noise: stream, seenRanges: seenRanges,
                    seenStrengths: seenStrengths)
            }
        }
        arrays.append(range)
        arrays.append(intensity)
    }
}

extension LidarSensor: LabelledSensor {
    public var labelArrays: [ArrayDescription] {
        let shape = [parameters.layers, parameters.columns]
        return [
            ArrayDescription(
                name: "distance", element: .float32, shape: shape, unit: "m",
                meaning: "Exact distance along the beam, seen or not; 0 for nothing within range."),
            ArrayDescription(
                name: "semantic", element: .uint8, shape: shape, unit: "",
                meaning: "Class of the surface, a value of SurfaceClass; 0 for nothing."),
            ArrayDescription(
                name: "instance", element: .int32, shape: shape, unit: "",
                meaning: "The thing the surface belongs to; 0 for nothing."),
        ]
    }

    public func label(_ moment: SensingMoment, into arrays: inout [FrameArray]) {
        let shape = [parameters.layers, parameters.columns]
        moment.withLidarReturns(pattern) { returns in
            func surface(_ row: UInt16) -> LidarSurface? {
                row == LidarReturns.noSurface ? nil : returns.surfaceTable[Int(row)]
            }
            arrays[0].assign(returns.ranges, shape: shape)
            arrays[1].assign(
                returns.surfaces.lazy.map { surface($0)?.surfaceClass.rawValue ?? 0 }, shape: shape)
            arrays[2].assign(
                returns.surfaces.lazy.map { Int32(bitPattern: surface($0)?.owner.rawValue ?? 0) }, shape: shape)
        }
    }
}
