import Fields
import Geometry

/// What the full chain of a LiDAR models beyond geometry and range noise.
public struct LidarDevice: FieldDescribed {
    public var echoes = 1
    /// Metres: echoes nearer to each other melt into one.
    public var echoSeparation = 0.75
    /// Full width of a beam, radians.
    public var horizontalDivergence = 0.1 * Double.pi / 180
    public var verticalDivergence = 0.1 * Double.pi / 180
    /// Rays that a beam is made of, side by side and above each other.
    public var raysAcross = 1
    public var raysUp = 1
    /// Range noise of an echo that is just seen, metres.
    public var weakRangeNoise = 0.04
    /// Relative standard deviation of the intensity.
    public var intensityNoise = 0.05
    /// Radians.
    public var angleNoise = 0.025 * Double.pi / 180
    /// Steps of the output: metres, share of a white wall, radians.
    public var rangeStep = 0.005
    public var intensityStep = 1.0 / 255
    public var angleStep = 0.01 * Double.pi / 180
    public var dropout = 0.005
    /// Mean number per frame, and their size, radians.
    public var bursts = 0.0
    public var burstWidth = 4 * Double.pi / 180
    public var burstHeight = 2 * Double.pi / 180
    public var retroGain = 100.0
    /// Beams.
    public var bloomingReach = 2
    /// Metres: sensitivity grows with the square of the range up to here (sensitivity time control); an assumption.
    public var gainRange = 20.0
    /// Full width at half power, seconds; `echoSeparation` is half of what light covers in it.
    public var pulse = 5e-9
    /// Metres: transmitter and receiver see the same from the first on, all of it from the second on.
    public var overlapStart = 0.9
    public var overlapEnd = 1.0
    public var motionDistortion = true
    /// Seconds; nil: the period of the frames.
    public var sweepTime: Double?

    public init() {}

    public static let fields = FieldTable<Self>("lidar device", "What the full chain of a LiDAR models.") {
        Field("echoes", \.echoes, in: 1...2, "Echoes per beam: the strongest, or the two strongest.")
        Field(
            "echo_separation", \.echoSeparation, .length, in: 0.01...20,
            "Echoes nearer to each other melt into one: half of pulse length times speed of light.")
        Field("horizontal_divergence", \.horizontalDivergence, .angle, in: 0.0...0.05, "Full width of a beam.")
        Field("vertical_divergence", \.verticalDivergence, .angle, in: 0.0...0.05, "Full height of a beam.")
        Field("rays_across", \.raysAcross, in: 1...3, "Rays side by side that a beam is made of.")
        Field("rays_up", \.raysUp, in: 1...3, "Rays above each other that a beam is made of.")
        Field("weak_range_noise", \.weakRangeNoise, .length, in: 0.0...5, "Added noise of an echo that is just seen.")
        Field("intensity_noise", \.intensityNoise, .ratio, in: 0.0...0.4, "Relative standard deviation of intensities.")
        Field(
            "angle_noise", \.angleNoise, .angle, in: 0.0...0.05,
            "Standard deviation of what the encoder says of a column, and of what the calibration says of a layer.")
        Field("range_step", \.rangeStep, .length, in: 0.0...1, "Step of ranges; 0 for none.")
        Field("intensity_step", \.intensityStep, .ratio, in: 0.0...0.5, "Step of intensities; 0 for none.")
        Field("angle_step", \.angleStep, .angle, in: 0.0...0.05, "Step of measured azimuths; 0 for none.")
        Field("dropout", \.dropout, .ratio, in: 0.0...1, "Share of echoes that are lost for no reason.")
        Field(
            "bursts", \.bursts, .number, in: 0.0...100, "Mean number of windows per frame in which all echoes are lost."
        )
        Field("burst_width", \.burstWidth, .angle, in: 0.0...2 * Double.pi, "Width of such a window.")
        Field("burst_height", \.burstHeight, .angle, in: 0.0...2, "Height of such a window.")
        Field(
            "retro_gain", \.retroGain, .number, in: 1.0...10_000,
            "How much more than a white wall retro-reflectors send back.")
        Field("blooming_reach", \.bloomingReach, in: 0...8, "How many beams around a dazzling one may see it too.")
        Field(
            "gain_range", \.gainRange, .length, in: 0.0...100,
            "Range up to which the sensitivity rises, so that fog and glass right before the sensor do not answer.")
        Field("pulse", \.pulse, .time, in: 1e-9...1e-6, "Length of a pulse between its half powers.")
        Field(
            "overlap_start", \.overlapStart, .length, in: 0.0...50,
            "Range from which transmitter and receiver see the same.")
        Field("overlap_end", \.overlapEnd, .length, in: 0.0...50, "Range from which they see all of the same.")
        Field("motion_distortion", \.motionDistortion, "Whether columns are measured one after another.")
        Field("sweep_time", \.sweepTime, .time, in: 0.001...1, "Time of one scan; the period of the frames if absent.")
    }
}

extension LidarDevice {
    /// Sensitivity at a range as a share of the full one.
    func gain(at range: Double) -> Double { gainRange > 0 ? min(1, range * range / (gainRange * gainRange)) : 1 }
}
