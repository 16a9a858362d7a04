import DrivingInterface
import Fields

/// Sensor frames as text.
enum FrameText {
    /// A few lines for a person.
    static func summary(_ frame: SensorFrame, of mount: MountInfo) -> String {
        var lines = ["\(mount.name) (\(mount.kind)), measured at t = \(frame.measuredAt) s"]
        for (description, array) in zip(mount.arrays, frame.arrays) {
            let numbers = numbers(array).filter(\.isFinite)
            let range = numbers.isEmpty ? "empty" : "\(numbers.min() ?? 0) … \(numbers.max() ?? 0) \(description.unit)"
            let shape = array.shape.map(String.init).joined(separator: " × ")
            lines.append("  \(description.name): \(description.element.rawValue) \(shape), \(range)")
            lines.append("      \(description.meaning)")
        }
        for value in mount.calibration {
            lines.append("  \(value.name): \(value.values.map { "\($0)" }.joined(separator: ", ")) \(value.unit)")
        }
        return lines.joined(separator: "\n")
    }

    /// One row per element of the first dimension.
    static func csv(_ array: FrameArray, _ description: ArrayDescription) -> String {
        let values = numbers(array)
        let rows = array.shape.first ?? 0
        let width = rows > 0 ? values.count / rows : 0
        return (0..<rows).map { row in
            values[(row * width)..<((row + 1) * width)].map(text).joined(separator: ",") + "\n"
        }.joined()
    }

    /// The frame with everything a policy knows of it.
    static func json(_ frame: SensorFrame, of mount: MountInfo) -> JSONValue {
        let arrays = zip(mount.arrays, frame.arrays).map { description, array in
            JSONValue.object([
                .init("name", .string(description.name)), .init("dtype", .string(description.element.rawValue)),
                .init("shape", .array(array.shape.map { .integer($0) })), .init("unit", .string(description.unit)),
                .init("meaning", .string(description.meaning)),
                .init("values", .array(numbers(array).map { .number($0) })),
            ])
        }
        return .object([
            .init("mount", .string(mount.name)), .init("kind", .string(mount.kind)),
            .init("measured_at_s", .number(frame.measuredAt)), .init("arrays", .array(arrays)),
        ])
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    }

    private static func numbers(_ array: FrameArray) -> [Double] {
        switch array.elements {
        case .uint8(let values): return values.map(Double.init)
        case .int16(let values): return values.map(Double.init)
        case .uint16(let values): return values.map(Double.init)
        case .int32(let values): return values.map(Double.init)
        case .float32(let values): return values.map(Double.init)
        case .float64(let values): return values
        }
    }
}
