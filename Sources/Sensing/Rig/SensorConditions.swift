import DrivingInterface

/// What is wrong with a mounted sensor; set by scenario actions, several at once allowed.
public struct SensorConditions: OptionSet, Sendable, Hashable, BitwiseCopyable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Frames are lost: none is delivered, the policy keeps the last one.
    public static let dropout = SensorConditions(rawValue: 1)
    /// Frames come in time but show the same picture again and again.
    public static let freeze = SensorConditions(rawValue: 2)
    /// Frames come in time but show nothing: a black picture, no echo, no detection, zeros.
    public static let blank = SensorConditions(rawValue: 4)

    /// Names in scenario files.
    public static let names: [(name: String, condition: SensorConditions)] = [
        ("blank", .blank), ("dropout", .dropout), ("freeze", .freeze),
    ]
}

extension SensorRig {
    /// Sets or clears a condition of every mount that the selector matches, from the next frame on.
    /// - Returns: how many mounts matched.
    @discardableResult
    public func set(
        _ condition: SensorConditions, _ isOn: Bool = true, on selector: SensorSelector, in state: inout RigState
    ) -> Int {
        let rows = mounts.indices.filter { selector.matches(mounts[$0]) }
        for row in rows {
            let old = SensorConditions(rawValue: state.conditions[row])
            state.conditions[row] = (isOn ? old.union(condition) : old.subtracting(condition)).rawValue
        }
        return rows.count
    }
}
