/// One delivery of one mounted sensor: named arrays, described well enough that hashes, wire formats, viewers and
/// Python spaces work without knowing the kind.
public struct SensorFrame: Sendable {
    /// Row of `EpisodeInfo.mounts`.
    public var mount: Int
    /// 0, 1, 2, … in order of measurement.
    public var sequence: Int
    /// Simulated seconds at which the measurement ended, and at which it reached the policy.
    public var measuredAt: Double
    public var deliveredAt: Double
    /// In the order of `MountInfo.arrays`.
    public var arrays: [FrameArray]

    public init(mount: Int, sequence: Int, measuredAt: Double, deliveredAt: Double, arrays: [FrameArray]) {
        self.mount = mount
        self.sequence = sequence
        self.measuredAt = measuredAt
        self.deliveredAt = deliveredAt
        self.arrays = arrays
    }
}

/// Element type of an array.
public enum ElementType: String, Sendable, CaseIterable {
    case uint8, int16, uint16, int32, float32, float64

    public var byteCount: Int {
        switch self {
        case .uint8: return 1
        case .int16, .uint16: return 2
        case .int32, .float32: return 4
        case .float64: return 8
        }
    }
}

/// What an array of a frame holds.
public struct ArrayDescription: Sendable, Hashable {
    public var name: String
    public var element: ElementType
    /// Row-major; a first dimension of -1 means "as many as there are" (radar detections), bounded by `maximumCount`.
    public var shape: [Int]
    /// SI unit of the elements, for example `m`; empty for counts and colours.
    public var unit: String
    /// One sentence for a person.
    public var meaning: String
    /// Largest first dimension where the shape begins with -1.
    public var maximumCount: Int

    public init(
        name: String, element: ElementType, shape: [Int], unit: String, meaning: String, maximumCount: Int = 0
    ) {
        self.name = name
        self.element = element
        self.shape = shape
        self.unit = unit
        self.meaning = meaning
        self.maximumCount = maximumCount
    }
}

/// The elements of one array of a frame, row-major.
public struct FrameArray: Sendable {
    /// Storage by element type; reading the other kinds gives nil.
    public enum Elements: Sendable, Equatable {
        case uint8([UInt8])
        case int16([Int16])
        case uint16([UInt16])
        case int32([Int32])
        case float32([Float])
        case float64([Double])
    }

    public var shape: [Int]
    public var elements: Elements

    public init(shape: [Int], elements: Elements) {
        self.shape = shape
        self.elements = elements
    }

    public var uint8: [UInt8]? { if case .uint8(let values) = elements { values } else { nil } }
    public var uint16: [UInt16]? { if case .uint16(let values) = elements { values } else { nil } }
    public var int32: [Int32]? { if case .int32(let values) = elements { values } else { nil } }
    public var float32: [Float]? { if case .float32(let values) = elements { values } else { nil } }
    public var float64: [Double]? { if case .float64(let values) = elements { values } else { nil } }

    /// The raw bytes of the elements, in memory order.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        switch elements {
        case .uint8(let values): return values.withUnsafeBytes(body)
        case .int16(let values): return values.withUnsafeBytes(body)
        case .uint16(let values): return values.withUnsafeBytes(body)
        case .int32(let values): return values.withUnsafeBytes(body)
        case .float32(let values): return values.withUnsafeBytes(body)
        case .float64(let values): return values.withUnsafeBytes(body)
        }
    }
}
