import DrivingInterface

/// The truth behind a frame, for training and for grading: never part of an observation, and no policy host can reach
/// it.
public struct GroundTruthLabels: Sendable {
    /// Row of `SensorRig.mounts`.
    public var mount: Int
    /// Seconds since the start of the run for which they hold: the frame's `measuredAt`.
    public var measuredAt: Double
    /// What the arrays hold.
    public var descriptions: [ArrayDescription]
    /// In the order of the descriptions.
    public var arrays: [FrameArray]
}

/// A sensor whose frames have labels.
public protocol LabelledSensor: SensorModel {
    /// The arrays of its labels, in order.
    var labelArrays: [ArrayDescription] { get }

    /// Makes the labels of the frame of a moment.
    /// - Parameter arrays: one per description, to be written whole.
    func label(_ moment: SensingMoment, into arrays: inout [FrameArray])
}

extension SensorRig {
    /// What the labels of a mount's frames hold; empty if its kind has none.
    public func labelDescriptions(mount row: Int) -> [ArrayDescription] {
        (sensors[row].model as? any LabelledSensor)?.labelArrays ?? []
    }

    /// The labels of a mount for a time after the last tick and up to the world's tick: a frame's `measuredAt`.
    /// - Returns: nil if the mount's kind has none.
    public func labels(mount row: Int, at time: Double, view: SensingView) -> GroundTruthLabels? {
        guard let model = sensors[row].model as? any LabelledSensor else { return nil }
        view.scratch.begin()
        let descriptions = model.labelArrays
        var arrays = descriptions.map { FrameArray(zerosFor: $0) }
        model.label(view.moment(at: time, sensor: sensors[row]), into: &arrays)
        return GroundTruthLabels(mount: row, measuredAt: time, descriptions: descriptions, arrays: arrays)
    }
}
