import DrivingInterface
import Geometry

/// Puts dirt, noise and stuck elements on the arrays of a frame, whatever its kind.
///
/// Arrays of two or more dimensions are views (rows × columns × channels); dirt and stuck elements have their places in
/// them for the whole run, by the mount's random key. Of lists, such as radar detections, dirt takes rows away.
struct FrameDamage {
    let fault: SensorFault
    let noise: SensorNoise

    private static let dirt = RandomPurpose("fault.dirt")
    private static let stuck = RandomPurpose("fault.stuck")
    private static let burst = RandomPurpose("fault.noise")

    func apply(to arrays: inout [FrameArray], like descriptions: [ArrayDescription]) {
        if fault.dirt > 0 { thinOut(&arrays, descriptions) }
        // Times come from the clock, which no fault of the sensor disturbs.
        for row in arrays.indices where descriptions[row].unit != "s" {
            let damage = ArrayDamage(
                fault: fault, isView: arrays[row].shape.count > 1, shape: arrays[row].shape,
                dirt: noise.once.stream(FrameDamage.dirt), stuck: noise.once.stream(FrameDamage.stuck),
                burst: noise.stream(FrameDamage.burst, part: UInt64(row + 1)))
            switch arrays[row].elements {
            case .uint8: damage.change(&arrays[row], as: UInt8.self)
            case .float32: damage.change(&arrays[row], as: Float.self)
            case .float64: damage.change(&arrays[row], as: Double.self)
            case .int16, .uint16, .int32: break
            }
        }
    }

    /// Dirt before a sensor that lists detections takes its share of them.
    private func thinOut(_ arrays: inout [FrameArray], _ descriptions: [ArrayDescription]) {
        let stream = noise.stream(FrameDamage.dirt)
        for row in arrays.indices where descriptions[row].shape.first == -1 && descriptions[row].shape.count == 1 {
            guard let values = arrays[row].float32 else { continue }
            let kept = values.indices.filter { stream.uniform($0) >= fault.dirt }.map { values[$0] }
            arrays[row].assign(kept, shape: [kept.count])
        }
    }
}

/// A number that a fault may change.
private protocol Damageable: FrameElement {
    static var underDirt: Self { get }
    func disturbed(_ normal: Double, _ strength: Double) -> Self
    static func stuck(_ share: Double) -> Self
}

extension UInt8: Damageable {
    fileprivate static var underDirt: UInt8 { 40 }
    fileprivate func disturbed(_ normal: Double, _ strength: Double) -> UInt8 {
        UInt8(Swift.min(255, Swift.max(0, Double(self) + 64 * strength * normal)))
    }
    fileprivate static func stuck(_ share: Double) -> UInt8 { share < 0.5 ? 0 : 255 }
}

extension Float: Damageable {
    fileprivate static var underDirt: Float { 0 }
    fileprivate func disturbed(_ normal: Double, _ strength: Double) -> Float {
        self == 0 ? 0 : self * Float(1 + 0.2 * strength * normal)
    }
    fileprivate static func stuck(_ share: Double) -> Float { Float(10 * share) }
}

extension Double: Damageable {
    fileprivate static var underDirt: Double { 0 }
    fileprivate func disturbed(_ normal: Double, _ strength: Double) -> Double {
        self + strength * normal * (0.05 + 0.2 * magnitude)
    }
    fileprivate static func stuck(_ share: Double) -> Double { 10 * share }
}

/// What a fault does to one array.
private struct ArrayDamage {
    let fault: SensorFault
    let isView: Bool
    let shape: [Int]
    let dirt: RandomStream
    let stuck: RandomStream
    let burst: RandomStream

    func change<Element: Damageable>(_ array: inout FrameArray, as type: Element.Type) {
        guard shape.reduce(1, *) > 0 else { return }
        array.replace(shape: shape, as: type) { values in
            if fault.noise > 0 {
                for index in values.indices {
                    values[index] = values[index].disturbed(burst.normal(index), fault.noise)
                }
            }
            guard isView else { return }
            if fault.dirt > 0 { smear(&values) }
            if fault.stuck > 0 { jam(&values) }
        }
    }

    /// Discs under which nothing is seen; twenty of them cover the whole share.
    private func smear<Element: Damageable>(_ values: inout [Element]) {
        let (rows, columns) = (Double(shape[0]), Double(shape[1]))
        let channels = shape.dropFirst(2).reduce(1, *)
        let radius = (fault.dirt / (20 * .pi)).squareRoot()
        for spot in 0..<20 {
            let (y, x) = (dirt.uniform(2 * spot) * rows, dirt.uniform(2 * spot + 1) * columns)
            let (high, wide) = (radius * rows, radius * columns)
            for row in max(0, Int(y - high))..<min(shape[0], Int(y + high) + 1) {
                let share = (Double(row) + 0.5 - y) / high
                guard share.magnitude < 1 else { continue }
                let half = wide * (1 - share * share).squareRoot()
                let (first, last) = (max(0, Int(x - half)), min(shape[1], Int(x + half) + 1))
                guard first < last else { continue }
                for index in (row * shape[1] + first) * channels..<(row * shape[1] + last) * channels {
                    values[index] = Element.underDirt
                }
            }
        }
    }

    /// Elements that show the same in every frame.
    private func jam<Element: Damageable>(_ values: inout [Element]) {
        for number in 0..<Int((fault.stuck * Double(values.count)).rounded()) {
            values[stuck.integer(below: values.count, 2 * number)] = Element.stuck(stuck.uniform(2 * number + 1))
        }
    }
}
