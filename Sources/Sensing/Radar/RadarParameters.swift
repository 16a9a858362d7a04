import Fields
import Geometry

/// What a sensor set may say of a radar.
public struct RadarParameters: FieldDescribed {
    /// Metres.
    public var minimumRange = 0.5
    public var maximumRange = 150.0
    /// Radians, whole width.
    public var fieldOfView = 120 * Double.pi / 180
    /// Size of a cell: metres, radians, m/s.
    public var rangeResolution = 0.5
    public var azimuthResolution = 4 * Double.pi / 180
    public var velocityResolution = 0.15
    /// m/s; radial velocities beyond ± this fold.
    public var maximumVelocity = 70.0
    /// dB at `referenceRange` for `referenceCrossSection` on the axis.
    public var referenceSignal = 18.0
    public var referenceRange = 100.0
    public var referenceCrossSection = 10.0
    /// Whole width at which the two-way antenna gain has fallen by 3 dB, radians.
    public var beamWidth = 90 * Double.pi / 180
    /// The same upwards and downwards; nil: it looks equally well at any height.
    public var elevationBeamWidth: Double?
    public var fluctuation = RadarFluctuation.swerling1
    public var falseAlarms = 0.5
    public var measurementNoise = true
    public var maximumDetections = 128
    public var chain = SensorChain.ideal
    /// dB.
    public var reflectionLoss = 6.0
    public var vehicleLoss = 20.0
    public var underbodyLoss = 12.0
    /// dB added to what the standing world sends back.
    public var clutter = 0.0
    public var ghosts = true

    public init() {}

    public static let fields = FieldTable<Self>(
        "radar", "Detections with range, azimuth, radial velocity, signal to noise and cross-section."
    ) {
        Field("minimum_range", \.minimumRange, .length, in: 0.1...50, "Nearest range.")
        Field("maximum_range", \.maximumRange, .length, in: 1.0...500, "Farthest range.")
        Field("field_of_view", \.fieldOfView, .angle, in: 0.01...2 * Double.pi, "Whole horizontal field of view.")
        Field("range_resolution", \.rangeResolution, .length, in: 0.01...10, "Length of a range cell.")
        Field("azimuth_resolution", \.azimuthResolution, .angle, in: 0.001...1, "Width of an azimuth cell.")
        Field("velocity_resolution", \.velocityResolution, .speed, in: 0.01...10, "Width of a Doppler cell.")
        Field(
            "maximum_velocity", \.maximumVelocity, .speed, in: 1.0...200,
            "Largest unambiguous radial speed; faster targets fold.")
        Field(
            "reference_signal", \.referenceSignal, .level, in: -50.0...100,
            "Signal to noise of the reference target on the axis.")
        Field("reference_range", \.referenceRange, .length, in: 1.0...500, "Range of the reference target.")
        Field(
            "reference_cross_section", \.referenceCrossSection, .radarCrossSection, in: -30.0...50,
            "Cross-section of the reference target.")
        Field(
            "beam_width", \.beamWidth, .angle, in: 0.01...2 * Double.pi,
            "Whole width at which the two-way antenna gain has fallen by 3 dB.")
        Field(
            "elevation_beam_width", \.elevationBeamWidth, .angle, in: 0.01...Double.pi,
            "The same upwards and downwards; without it every elevation is seen equally well.")
        Field("fluctuation", \.fluctuation, "How the cross-section changes from frame to frame.")
        Field("false_alarms_per_frame", \.falseAlarms, .number, in: 0.0...100, "Mean number of false detections.")
        Field("measurement_noise", \.measurementNoise, "Whether range, azimuth and velocity are noisy.")
        Field(
            "maximum_detections", \.maximumDetections, in: 1...2000,
            "How many detections a frame may have; the strongest are kept.")
        Field("chain", \.chain, "What is modelled: `ideal`, or everything below with `full`.")
        Field("ghosts", \.ghosts, "Whether walls and guard rails mirror targets.")
        Field("reflection_loss", \.reflectionLoss, .level, in: 0.0...60, "What a mirror takes, one way.")
        Field("vehicle_loss", \.vehicleLoss, .level, in: 0.0...100, "What a vehicle before a target takes, both ways.")
        Field(
            "underbody_loss", \.underbodyLoss, .level, in: 0.0...100,
            "What the way below a vehicle to the wheels of another takes, both ways.")
        Field("clutter", \.clutter, .level, in: -100.0...40, "Added to what the standing world sends back.")
    }
}

extension RadarParameters {
    /// Two-way gain at an elevation above the antennas' plane, dB: a Gaussian beam, never below −40 dB.
    @inline(__always)
    func elevationGain(_ elevation: Double) -> Double {
        guard let elevationBeamWidth else { return 0 }
        let ratio = 2 * elevation / elevationBeamWidth
        return max(-40, -3 * ratio * ratio)
    }
}

/// How a target's cross-section fluctuates (Swerling, "Probability of detection for fluctuating targets", 1954).
public enum RadarFluctuation: String, Sendable, CaseIterable {
    /// Not at all: the signal is exactly that of the radar equation.
    case steady
    /// Many equal scatterers: exponentially distributed, new in every frame.
    case swerling1
    /// One dominant scatterer among others: chi-squared with four degrees of freedom, new in every frame.
    case swerling3
}
