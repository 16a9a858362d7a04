import DrivingInterface
import Fields
import Geometry
import Optics
import World

/// A LiDAR, spinning or with a fixed field of view: ranges and intensities.
public struct LidarSensor: SensorModel {
    public static let page = """
        A LiDAR measures the distance along beams in layers above each other: over a turn (spinning), or over a field of
        view around its x axis (solid-state). It may be mounted at any yaw, pitch and roll.

        - `range` (layers × columns, m): distance along the beam; 0 where nothing came back.
        - `intensity` (layers × columns): reflectivity times cosine of incidence; 0 where nothing came back.

        Layers come from the lowest to the highest, columns counter-clockwise: from straight ahead of a spinning sensor,
        from the right edge of a fixed field of view.
        Calibration: `elevations` (rad, one per layer), `azimuth_start` and `azimuth_step` (rad: column i looks along
        start + i · step), `maximum_range` (m). The point of a beam in the sensor frame is
        range · (cos e · cos a, cos e · sin a, sin e).

        Geometry is exact against the 2.5D scene (bodies of vehicles, people, buildings, kerbs, ground). A target is
        seen if ρ · cos θ · exp(−2αR) / R² ≥ 0.10 / R₁₀², with the near-infrared reflectivity ρ of its surface, the
        extinction α = 3.0 / MOR of fog, and the reference range R₁₀. Range noise is normal and independent per beam.

        With `chain: full` a scan takes its time: a column sees the world of its own instant from where the sensor is
        then, and these arrays follow:

        - `range_2`, `intensity_2` (layers × columns, two echoes only): the weaker echo.
        - `azimuth` (columns, rad): what the encoder says, with noise and steps.
        - `elevation` (layers, rad): what the calibration of this one device says of each layer.
        - `time` (columns, s): when a column fired, after the frame's time (≤ 0).

        A beam is made of several rays; what they meet within the length of a pulse gives one echo at the mean range
        weighted by power (mixed pixels). Intensity is received power times R², 1 for a white wall head-on in clear air,
        and is cut off there. Around the threshold an echo is seen with probability x⁴ / (1 + x⁴) with x the power over
        the threshold, and its range noise is √(σ² + (k / x)²). Glass sends back light within 5° of its normal only;
        retro-reflectors up to 30° send back `retro_gain` times that of a white wall, and the beams around may see them
        too (blooming). Standing water takes up to 80 % of the ground's reflectivity; fog sends back the folded pulse of
        Hahner et al. (ICCV 2021); drops, flakes and the spray behind vehicles on a wet road send back what they do.
        Some echoes are lost one by one (`dropout`), some in windows (`bursts`).
        """

    let parameters: LidarParameters
    let elevations: [Double]
    private let pattern: Optics.LidarPattern
    /// The full chain's scan.
    private let scan: LidarSweep?

    private static let rangeNoise = RandomPurpose("lidar.range")
    private static let secondNoise = RandomPurpose("lidar.second_echo")
    private static let angles = RandomPurpose("lidar.angle")
    /// Stands in the place of an array that is being written.
    private static let taken = FrameArray(shape: [0], elements: .uint8([]))

    public init(parameters: LidarParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a LiDAR sits above the ground: set z in 'at' to 0.05 m or more")
        }
        let elevations = parameters.elevations
        guard zip(elevations, elevations.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw SensorRefusal(
                parameters.bands.isEmpty
                    ? "the lowest elevation of several layers must lie below the highest"
                    : "bands of layers must rise: each starts above the end of the one before")
        }
        guard elevations.count <= 256 else { throw SensorRefusal("a LiDAR has at most 256 layers") }
        self.parameters = parameters
        self.elevations = elevations
        pattern = Optics.LidarPattern(
            columns: ColumnFan(
                firstAzimuth: parameters.firstAzimuth, step: parameters.step, count: parameters.columns),
            elevations: elevations, minimumRange: parameters.minimumRange, maximumRange: parameters.maximumRange)
        scan = parameters.chain == .full ? LidarSweep(parameters, period: mount.rate.period) : nil
    }

    private var shape: [Int] { [elevations.count, parameters.columns] }

    public var arrays: [ArrayDescription] {
        func image(_ name: String, _ unit: String, _ meaning: String) -> ArrayDescription {
            ArrayDescription(name: name, element: .float32, shape: shape, unit: unit, meaning: meaning)
        }
        func row(_ name: String, _ count: Int, _ unit: String, _ meaning: String) -> ArrayDescription {
            ArrayDescription(name: name, element: .float32, shape: [count], unit: unit, meaning: meaning)
        }
        var arrays = [
            image("range", "m", "Distance along the beam; 0 where nothing came back."),
            image("intensity", "", "Reflectivity times cosine of incidence; 0 where nothing came back."),
        ]
        guard scan != nil else { return arrays }
        if parameters.device.echoes == 2 {
            arrays.append(image("range_2", "m", "Distance of the weaker echo; 0 where there is none."))
            arrays.append(image("intensity_2", "", "Intensity of the weaker echo; 0 where there is none."))
        }
        arrays.append(row("azimuth", parameters.columns, "rad", "What the encoder says of each column."))
        arrays.append(row("elevation", elevations.count, "rad", "What the calibration says of each layer."))
        arrays.append(row("time", parameters.columns, "s", "When each column fired, after the frame's time."))
        return arrays
    }

    public var calibration: [CalibrationValue] {
        [
            CalibrationValue("elevations", elevations, unit: "rad"),
            CalibrationValue("azimuth_start", [parameters.firstAzimuth], unit: "rad"),
            CalibrationValue("azimuth_step", [parameters.step], unit: "rad"),
            CalibrationValue("maximum_range", [parameters.maximumRange], unit: "m"),
        ]
    }

    public var sweep: Double { scan?.duration ?? 0 }

    public func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        if let scan { return measure(moment, scan, noise, into: &arrays) }
        let receiver = LidarReceiver(
            minimumRange: Float(parameters.minimumRange), referenceRange: Float(parameters.referenceRange),
            rangeNoise: Float(parameters.rangeNoise), extinction: Float(moment.world.weather.extinction))
        moment.withLidarReturns(pattern, leaning: SensorTilt(moment.egoFromSensor)) { returns in
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

// The full chain.
extension LidarSensor {
    private func measure(
        _ moment: SensingMoment, _ scan: LidarSweep, _ noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let memory = moment.scratch.lidar
        let beams = scan.layers * scan.columns
        let weather = moment.world.weather
        scan.measure(moment, memory)
        formEchoes(scan, memory, beams)
        let precipitation = LidarPrecipitation(layers: scan.layers, columns: scan.columns, noise: noise)
        precipitation.addDrops(weather, to: memory)
        precipitation.addSpray(moment, elevations: elevations, parameters: parameters, to: memory)
        let rain = LidarSensor.extinction(rain: weather.rain)
        // The optical range of a weather has its rain in it; drops send back echoes of their own, mist sends back this.
        let chain = LidarChain(
            parameters, extinction: max(weather.extinction, rain),
            fog: memory.fog(extinction: max(0, weather.extinction - rain), parameters.device))
        let artefacts = LidarArtefacts(parameters: parameters, elevations: elevations, noise: noise)
        let windows = artefacts.windows()
        memory.listDazzled(beams: beams)
        for echo in 0..<parameters.device.echoes {
            let stream = noise.stream(echo == 0 ? LidarSensor.rangeNoise : LidarSensor.secondNoise)
            receive(echo, chain, stream, memory, into: &arrays) { ranges, intensities in
                if echo == 0 { artefacts.bloom(memory.dazzled, ranges, intensities) }
                artefacts.burst(windows, ranges, intensities)
            }
        }
        writeAngles(scan, noise, into: &arrays, from: 2 * parameters.device.echoes)
    }

    /// Extinction of light by rain of a rate in mm/h, 1/m: 0.248 · rate^0.67 per km (Carbonneau and Wisely, 1998).
    private static func extinction(rain: Double) -> Double {
        rain > 0 ? 0.000248 * DeterministicMath.pow(rain, 0.67) : 0
    }

    private func formEchoes(_ scan: LidarSweep, _ memory: LidarMemory, _ beams: Int) {
        if scan.rayCount > 1 {
            let former = LidarEchoFormer(separation: Float(parameters.device.echoSeparation))
            return former.form(memory, rayCount: scan.rayCount, beams: beams)
        }
        (memory.rays[0], memory.echoes[0]) = (memory.echoes[0], memory.rays[0])
        guard parameters.device.echoes == 2 else { return }
        for beam in 0..<beams { memory.echoes[1].ranges[beam] = 0 }
    }

    private func receive(
        _ echo: Int, _ chain: LidarChain, _ stream: RandomStream, _ memory: LidarMemory,
        into arrays: inout [FrameArray],
        _ after: (UnsafeMutableBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        // Taken out of the list, each is a variable of its own.
        var (range, intensity) = (arrays[2 * echo], arrays[2 * echo + 1])
        (arrays[2 * echo], arrays[2 * echo + 1]) = (LidarSensor.taken, LidarSensor.taken)
        range.write(shape: shape, as: Float.self) { seenRanges in
            intensity.write(shape: shape, as: Float.self) { intensities in
                chain.receive(
                    LidarChain.Beams(
                        ranges: memory.echoes[echo].ranges, strengths: memory.echoes[echo].strengths,
                        seenRanges: seenRanges.baseAddress!, intensities: intensities.baseAddress!,
                        count: seenRanges.count), noise: stream, memory: memory)
                after(seenRanges, intensities)
            }
        }
        (arrays[2 * echo], arrays[2 * echo + 1]) = (range, intensity)
    }

    private func writeAngles(
        _ scan: LidarSweep, _ noise: SensorNoise, into arrays: inout [FrameArray], from row: Int
    ) {
        let device = parameters.device
        let encoder = NormalBlocks(noise.stream(LidarSensor.angles))
        arrays[row].write(shape: [scan.columns], as: Float.self) { target in
            for block in 0..<(scan.columns + 15) / 16 {
                let (a, b) = encoder.normals(block: block)
                for lane in 0..<min(16, scan.columns - block * 16) {
                    let column = block * 16 + lane
                    let error = Double(lane < 8 ? a[lane] : b[lane - 8]) * device.angleNoise
                    var angle = parameters.firstAzimuth + Double(column) * parameters.step + error
                    if device.angleStep > 0 { angle = (angle / device.angleStep).rounded() * device.angleStep }
                    target[column] = Float(angle)
                }
            }
        }
        let calibration = noise.once.stream(LidarSensor.angles)
        arrays[row + 1].write(shape: [scan.layers], as: Float.self) { target in
            for layer in 0..<scan.layers {
                target[layer] = Float(elevations[layer] + device.angleNoise * calibration.normal(layer))
            }
        }
        arrays[row + 2].write(shape: [scan.columns], as: Float.self) { target in
            for column in 0..<scan.columns { target[column] = Float(scan.time(ofColumn: column)) }
        }
    }
}

extension LidarSensor: LabelledSensor {
    public var labelArrays: [ArrayDescription] {
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
        moment.withLidarReturns(pattern, leaning: SensorTilt(moment.egoFromSensor)) { returns in
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
