import Fields
import Geometry

/// What a sensor set may say of a LiDAR.
public struct LidarParameters: FieldDescribed {
    public var layers = 32
    public var columns = 900
    /// Radians above the horizon.
    public var lowestElevation = -25 * Double.pi / 180
    public var highestElevation = 10 * Double.pi / 180
    /// Metres.
    public var minimumRange = 0.5
    public var maximumRange = 120.0
    /// Range at which a target that reflects 10 % is just seen head-on, metres.
    public var referenceRange = 120.0
    /// Standard deviation of a range, metres.
    public var rangeNoise = 0.02

    public init() {}

    public static let fields = FieldTable<Self>("lidar", "A spinning scan of ranges and intensities.") {
        Field("layers", \.layers, in: 1...256, "Beams above each other, evenly spread.")
        Field("columns", \.columns, in: 8...8192, "Directions of a turn, evenly spread.")
        Field(
            "lowest_elevation", \.lowestElevation, .angle, in: -1.4...1.4,
            "Angle of the lowest layer above the horizon.")
        Field(
            "highest_elevation", \.highestElevation, .angle, in: -1.4...1.4,
            "Angle of the highest layer above the horizon.")
        Field("minimum_range", \.minimumRange, .length, in: 0.05...50, "Nearest range.")
        Field("maximum_range", \.maximumRange, .length, in: 1.0...1000, "Farthest range.")
        Field(
            "reference_range", \.referenceRange, .length, in: 1.0...1000,
            "Range at which a target that reflects 10 % is just seen head-on.")
        Field("range_noise", \.rangeNoise, .length, in: 0.0...5, "Standard deviation of a range; 0 for none.")
    }
}
