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

        Mean signal: SNR = SNR_ref + (σ − σ_ref) − 40·log₁₀(R / R_ref) + G(azimuth) − 2γR. Vehicles reflect from the
        specular point of each side they show, with cos⁴ of the angle (broadside 2 dB above head-on, quartering 3 dB
        below), people, cycles and things from their middle. The cross-section fluctuates from frame to frame as
        Swerling's cases 1 or 3, or not at all. What is nearer than one cell in range, azimuth and Doppler to a stronger
        point merges with it. A signal is detected above the threshold −ln P; the false alarm probability P of a cell is
        `false_alarms_per_frame` divided by the number of cells, and that many false detections come on average.
        Position errors have the deviation cell / (2·√(2·SNR)). Radial velocities beyond the largest unambiguous one
        fold. What stands behind a body that reaches the height of the radar is not seen; rain attenuates.

        Calibration: `maximum_range` (m), `field_of_view` (rad), `range_resolution` (m), `azimuth_resolution` (rad),
        `velocity_resolution` (m/s), `maximum_velocity` (m/s).
        """

    private let parameters: RadarParameters
    private let detector: RadarDetector
    private let view: RadarView

    public init(parameters: RadarParameters, mount: MountGeometry) throws(SensorRefusal) {
        guard mount.egoFromSensor.pitch == 0, mount.egoFromSensor.roll == 0 else {
            throw SensorRefusal("a radar stands upright: take away pitch and roll")
        }
        guard mount.egoFromSensor.position.z >= 0.05 else {
            throw SensorRefusal("a radar sits above the ground: set z in 'at' to 0.05 m or more")
        }
        guard parameters.minimumRange < parameters.maximumRange else {
            throw SensorRefusal("the minimum range must lie below the maximum range")
        }
        self.parameters = parameters
        detector = RadarDetector(parameters: parameters, equation: RadarEquation(parameters))
        view = RadarView(fieldOfView: parameters.fieldOfView, maximumRange: parameters.maximumRange)
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
        scratch.radarScatterers.removeAll(keepingCapacity: true)
        RadarGathering(moment, parameters: parameters).gather(moment, into: &scratch.radarScatterers)
        view.removeHidden(moment, from: &scratch.radarScatterers)
        let attenuation = RadarEquation.attenuation(rain: moment.world.weather.rain)
        detector.resolve(scratch.radarScatterers, attenuation: attenuation, into: &scratch.radarReturns)
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
        func column(_ row: Int, _ value: (RadarReturn) -> Double) {
            arrays[row].write(shape: [returns.count], as: Float.self) { target in
                for index in target.indices { target[index] = Float(value(returns[index])) }
            }
        }
        column(0) { $0.range }
        column(1) { $0.azimuth }
        column(2) { $0.velocity }
        column(3) { Decibel.of($0.signal) }
        column(4) { [equation = detector.equation] found in
            equation.crossSection(
                signalToNoise: Decibel.of(found.signal), range: found.range, azimuth: found.azimuth)
        }
    }
}

/// What a radar cannot see because something stands before it: one level sweep of the scene over the field of view.
struct RadarView: Sendable {
    private let pattern: Optics.LidarPattern
    private let first: Double
    private let step: Double

    init(fieldOfView: Double, maximumRange: Double) {
        // Half a degree: a person is three beams wide at 20 m.
        let count = max(3, Int((fieldOfView / Angle.radians(degrees: 0.5)).rounded(.up)))
        step = fieldOfView / Double(count)
        first = (step - fieldOfView) / 2
        pattern = Optics.LidarPattern(
            columns: ColumnFan(firstAzimuth: first, step: step, count: count), elevations: [0],
            maximumRange: maximumRange)
    }

    /// Drops scatterers behind other bodies. One counts as seen if any of the three beams next to it meets its own body
    /// or gets as far as it: waves bend around poles, and a body that shows an edge is seen.
    func removeHidden(_ moment: SensingMoment, from scatterers: inout [RadarScatterer]) {
        guard !scatterers.isEmpty else { return }
        let sensor = moment.worldFromSensor.position.horizontal
        moment.withLidarReturns(pattern) { returns in
            scatterers.removeAll { scatterer in
                let distance = scatterer.position.horizontal.distance(to: sensor)
                let middle = Int(((scatterer.azimuth - first) / step).rounded())
                let columns = max(0, middle - 1)...min(returns.columnCount - 1, middle + 1)
                return !columns.contains { column in
                    let reached = Double(returns.ranges[column])
                    if reached == 0 || reached > distance - 0.2 { return true }
                    return returns.surface(ring: 0, column: column)?.owner.actor == scatterer.actor
                }
            }
        }
    }
}
