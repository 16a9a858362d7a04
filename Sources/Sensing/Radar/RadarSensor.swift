import DrivingInterface
import Fields
import Geometry
import Optics
import RoadNetwork
import World

/// A 77 GHz radar: detections of road users with range, azimuth, Doppler, signal to noise and cross-section.
public struct RadarSensor: SensorModel {
    public static let page = """
        A radar reports detections, nearest first; how many changes from frame to frame.

        - `range` (m), `azimuth` (rad, counter-clockwise from the sensor's axis).
        - `radial_velocity` (m/s): change of the range; negative when target and sensor come closer. The own motion is
          in it: the standing world shows −v · cos azimuth.
        - `snr` (dB): signal to noise of this frame.
        - `rcs` (dBsm): the cross-section that explains the signal at this range and azimuth.

        A radar may be mounted at any yaw, pitch and roll; one that leans measures azimuth in its own plane. With
        `elevation_beam_width` what lies above or below that plane is weaker.

        Mean signal: SNR = SNR_ref + (σ − σ_ref) − 40·log₁₀(R / R_ref) + G(azimuth) − 2γR. Vehicles reflect from the
        specular point of each side they show, with cos⁴ of the angle (broadside 2 dB above head-on, quartering 3 dB
        below), people, cycles and things from their middle. The cross-section fluctuates from frame to frame as
        Swerling's cases 1 or 3, or not at all. What is nearer than one cell in range, azimuth and Doppler to a stronger
        point merges with it. A signal is detected above the threshold −ln P; the false alarm probability P of a cell is
        `false_alarms_per_frame` divided by the number of cells, and that many false detections come on average.
        Position errors have the deviation cell / (2·√(2·SNR)). Radial velocities beyond the largest unambiguous one
        fold. What stands behind a body that reaches the height of the radar is not seen; rain attenuates.

        With `chain: full` the cross-section follows the model's table of aspects (`radar_aspects` in the catalogue) and
        is spread over the specular points of the visible sides and, up to 60 m, the corners. Rims of wheels add points
        that run with 0 to 2 v (−12 dB each), legs and arms swing with v · (1 ± sin 2πft), f = v / 1.4 m. Walls hide;
        vehicles only take `vehicle_loss`, and the wheels behind them are seen below them with `underbody_loss`. Walls,
        rails, signs, poles, kerbs and covers in the ground are detected as they stand, one per azimuth cell. Walls and
        guard rails of 4 m and more mirror targets: once more at the image (mirrored on both ways), and halfway to it in
        the target's direction (on one way).

        Calibration: `maximum_range` (m), `field_of_view` (rad), `range_resolution` (m), `azimuth_resolution` (rad),
        `velocity_resolution` (m/s), `maximum_velocity` (m/s).
        """

    private let parameters: RadarParameters
    private let detector: RadarDetector
    private let view: RadarView

    public init(parameters: RadarParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a radar sits above the ground: set z in 'at' to 0.05 m or more")
        }
        guard parameters.minimumRange < parameters.maximumRange else {
            throw SensorRefusal("the minimum range must lie below the maximum range")
        }
        self.parameters = parameters
        detector = RadarDetector(parameters: parameters, equation: RadarEquation(parameters))
        // One that leans sees a little farther to the sides over the ground than in its own plane.
        let tilt = mount.egoFromSensor.pitch.magnitude + mount.egoFromSensor.roll.magnitude
        view = RadarView(
            fieldOfView: min(2 * .pi, parameters.fieldOfView + 2 * tilt), maximumRange: parameters.maximumRange)
    }

    public var arrays: [ArrayDescription] {
        func column(_ name: String, _ unit: String, _ meaning: String) -> ArrayDescription {
            ArrayDescription(
                name: name, element: .float32, shape: [-1], unit: unit, meaning: meaning,
                maximumCount: parameters.maximumDetections)
        }
        return [
            column("range", "m", "Distance of each detection, ascending."),
            column("azimuth", "rad", "Direction, counter-clockwise from the sensor's axis."),
            column("radial_velocity", "m/s", "Change of the range, own motion included; negative: coming closer."),
            column("snr", "dB", "Signal to noise."),
            column("rcs", "dBsm", "Cross-section that explains the signal."),
        ]
    }

    public var calibration: [CalibrationValue] {
        [
            CalibrationValue("maximum_range", [parameters.maximumRange], unit: "m"),
            CalibrationValue("field_of_view", [parameters.fieldOfView], unit: "rad"),
            CalibrationValue("range_resolution", [parameters.rangeResolution], unit: "m"),
            CalibrationValue("azimuth_resolution", [parameters.azimuthResolution], unit: "rad"),
            CalibrationValue("velocity_resolution", [parameters.velocityResolution], unit: "m/s"),
            CalibrationValue("maximum_velocity", [parameters.maximumVelocity], unit: "m/s"),
        ]
    }

    public func measure(
        _ moment: SensingMoment, state: inout EmptyColumnState, noise: SensorNoise, into arrays: inout [FrameArray]
    ) {
        let scratch = moment.scratch
        if parameters.chain == .full { return measureFully(moment, noise, into: &arrays) }
        scratch.radarScatterers.removeAll(keepingCapacity: true)
        RadarGathering(moment, parameters: parameters).gather(moment, into: &scratch.radarScatterers)
        view.removeHidden(moment, from: &scratch.radarScatterers)
        let attenuation = RadarEquation.attenuation(rain: moment.world.weather.rain)
        detector.resolve(scratch.radarScatterers, attenuation: attenuation, into: &scratch.radarReturns)
        detector.detect(&scratch.radarReturns, noise: noise)
        sort(&scratch.radarReturns)
        write(scratch.radarReturns, into: &arrays)
    }

    private func measureFully(_ moment: SensingMoment, _ noise: SensorNoise, into arrays: inout [FrameArray]) {
        let scratch = moment.scratch
        let memory = scratch.radar
        let attenuation = RadarEquation.attenuation(rain: moment.world.weather.rain)
        let world = RadarWorld(
            moment, parameters: parameters, view: view, equation: detector.equation, attenuation: attenuation)
        world.gather(moment, memory: memory)
        detector.resolve(
            memory.scatterers, attenuation: attenuation, floor: world.floor, into: &scratch.radarReturns)
        detector.detect(&scratch.radarReturns, noise: noise)
        sort(&scratch.radarReturns)
        write(scratch.radarReturns, into: &arrays)
    }

    /// Keeps the strongest and puts the nearest first.
    private func sort(_ returns: inout [RadarReturn]) {
        if returns.count > parameters.maximumDetections {
            returns.sort { ($1.signal, $0.key) < ($0.signal, $1.key) }
            returns.removeLast(returns.count - parameters.maximumDetections)
        }
        returns.sort { ($0.range, $0.key) < ($1.range, $1.key) }
    }

    private func write(_ returns: [RadarReturn], into arrays: inout [FrameArray]) {
        let equation = detector.equation
        withUnsafeTemporaryAllocation(of: Double.self, capacity: returns.count) { levels in
            for row in returns.indices { levels.initializeElement(at: row, to: Decibel.of(returns[row].signal)) }
            func column(_ row: Int, _ value: (Int) -> Double) {
                arrays[row].write(shape: [returns.count], as: Float.self) { target in
                    for index in target.indices { target[index] = Float(value(index)) }
                }
            }
            column(0) { returns[$0].range }
            column(1) { returns[$0].azimuth }
            column(2) { returns[$0].velocity }
            column(3) { levels[$0] }
            column(4) {
                equation.crossSection(
                    signalToNoise: levels[$0], range: returns[$0].range, azimuth: returns[$0].azimuth)
            }
        }
    }
}
