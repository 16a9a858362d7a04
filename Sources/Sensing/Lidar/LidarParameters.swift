import Fields
import Geometry

/// What a sensor set may say of a LiDAR.
public struct LidarParameters: FieldDescribed {
    public var layers = 32
    public var columns = 900
    /// Radians, whole width around the sensor's x axis; a full turn spins.
    public var fieldOfView = 2 * Double.pi
    /// Radians above the horizon.
    public var lowestElevation = -25 * Double.pi / 180
    public var highestElevation = 10 * Double.pi / 180
    /// Layers by bands of elevation, upwards; empty: `layers` even ones.
    public var bands: [LidarBand] = []
    /// Metres.
    public var minimumRange = 0.5
    public var maximumRange = 120.0
    /// Range at which a target that reflects 10 % is just seen head-on, metres.
    public var referenceRange = 120.0
    /// Standard deviation of a range, metres.
    public var rangeNoise = 0.02
    public var chain = SensorChain.ideal
    /// What the full chain adds.
    public var device = LidarDevice()

    public init() {}

    public static let fields = FieldTable<Self>("lidar", "A scan of ranges and intensities, spinning or solid-state.") {
        Field("layers", \.layers, in: 1...256, "Beams above each other, evenly spread.")
        Field("columns", \.columns, in: 8...8192, "Directions of a turn or of the field of view, evenly spread.")
        Field(
            "field_of_view", \.fieldOfView, .angle, in: 0.1...2 * Double.pi,
            "Whole horizontal field of view around the sensor's x axis; a full turn spins.")
        Field(
            "lowest_elevation", \.lowestElevation, .angle, in: -1.4...1.4,
            "Angle of the lowest layer above the horizon.")
        Field(
            "highest_elevation", \.highestElevation, .angle, in: -1.4...1.4,
            "Angle of the highest layer above the horizon.")
        Field("bands", \.bands, in: 0...64, "Layers by bands of elevation, from below; they replace `layers`.")
        Field("minimum_range", \.minimumRange, .length, in: 0.05...50, "Nearest range.")
        Field("maximum_range", \.maximumRange, .length, in: 1.0...1000, "Farthest range.")
        Field(
            "reference_range", \.referenceRange, .length, in: 1.0...1000,
            "Range at which a target that reflects 10 % is just seen head-on.")
        Field("range_noise", \.rangeNoise, .length, in: 0.0...5, "Standard deviation of a range; 0 for none.")
        Field("chain", \.chain, "What is modelled: `ideal`, or everything below with `full`.")
        Field.inline(\.device)
    }

    /// Elevations of the layers, radians.
    var elevations: [Double] {
        guard !bands.isEmpty else {
            return (0..<layers).map {
                layers == 1
                    ? lowestElevation
                    : lowestElevation + (highestElevation - lowestElevation) * Double($0) / Double(layers - 1)
            }
        }
        return bands.flatMap { band in
            (0..<band.layers).map { band.from + (band.to - band.from) * Double($0) / Double(max(1, band.layers - 1)) }
        }
    }

    /// Radians between two columns, and the azimuth of the first one.
    var step: Double { fieldOfView / Double(columns) }
    var firstAzimuth: Double { isSpinning ? 0 : (step - fieldOfView) / 2 }
    var isSpinning: Bool { fieldOfView > 2 * Double.pi - 1e-9 }
}

/// How much of its physics a sensor runs through.
public enum SensorChain: String, Sendable, CaseIterable {
    /// Exact geometry and simple noise: fast, and easy to understand.
    case ideal
    /// Everything that is modelled of the device.
    case full
}

/// Some layers of a LiDAR, evenly spread from one elevation to another.
public struct LidarBand: FieldDescribed, Hashable {
    /// Radians above the horizon.
    public var from = 0.0
    public var to = 0.0
    public var layers = 1

    public init() {}

    public static let fields = FieldTable<Self>("lidar band", "Layers between two elevations.") {
        Field("from", \.from, .angle, in: -1.4...1.4, "Elevation of its lowest layer.").required()
        Field("to", \.to, .angle, in: -1.4...1.4, "Elevation of its highest layer.").required()
        Field("layers", \.layers, in: 1...256, "Layers, evenly spread.").required()
    }
}
