/// Element types that an array of a frame may hold.
public protocol FrameElement: BitwiseCopyable, Sendable, ExpressibleByIntegerLiteral {
    /// The name of the type in descriptions.
    static var elementType: ElementType { get }
    /// Wraps values in the storage of this type.
    static func wrap(_ values: [Self]) -> FrameArray.Elements
    /// The values of a storage of this type; nil for every other type.
    static func unwrap(_ elements: FrameArray.Elements) -> [Self]?
}

extension UInt8: FrameElement {
    public static var elementType: ElementType { .uint8 }
    public static func wrap(_ values: [UInt8]) -> FrameArray.Elements { .uint8(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [UInt8]? {
        if case .uint8(let values) = elements { values } else { nil }
    }
}

extension Int16: FrameElement {
    public static var elementType: ElementType { .int16 }
    public static func wrap(_ values: [Int16]) -> FrameArray.Elements { .int16(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [Int16]? {
        if case .int16(let values) = elements { values } else { nil }
    }
}

extension UInt16: FrameElement {
    public static var elementType: ElementType { .uint16 }
    public static func wrap(_ values: [UInt16]) -> FrameArray.Elements { .uint16(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [UInt16]? {
        if case .uint16(let values) = elements { values } else { nil }
    }
}

extension Int32: FrameElement {
    public static var elementType: ElementType { .int32 }
    public static func wrap(_ values: [Int32]) -> FrameArray.Elements { .int32(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [Int32]? {
        if case .int32(let values) = elements { values } else { nil }
    }
}

extension Float: FrameElement {
    public static var elementType: ElementType { .float32 }
    public static func wrap(_ values: [Float]) -> FrameArray.Elements { .float32(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [Float]? {
        if case .float32(let values) = elements { values } else { nil }
    }
}

extension Double: FrameElement {
    public static var elementType: ElementType { .float64 }
    public static func wrap(_ values: [Double]) -> FrameArray.Elements { .float64(values) }
    public static func unwrap(_ elements: FrameArray.Elements) -> [Double]? {
        if case .float64(let values) = elements { values } else { nil }
    }
}

extension FrameArray {
    /// Zeros in the shape of a description; a first dimension of -1 gives no rows.
    public init(zerosFor description: ArrayDescription) {
        let shape = description.shape.map { max(0, $0) }
        let count = shape.reduce(1, *)
        func zeros<Element: FrameElement>(_ type: Element.Type) -> FrameArray {
            FrameArray(shape: shape, elements: Element.wrap(Array(repeating: 0, count: count)))
        }
        switch description.element {
        case .uint8: self = zeros(UInt8.self)
        case .int16: self = zeros(Int16.self)
        case .uint16: self = zeros(UInt16.self)
        case .int32: self = zeros(Int32.self)
        case .float32: self = zeros(Float.self)
        case .float64: self = zeros(Double.self)
        }
    }

    /// The type of the elements.
    public var elementType: ElementType {
        switch elements {
        case .uint8: return .uint8
        case .int16: return .int16
        case .uint16: return .uint16
        case .int32: return .int32
        case .float32: return .float32
        case .float64: return .float64
        }
    }

    /// Gives the array a shape and hands its storage to `body`, which must write every element. Storage of the right
    /// type and size that nobody else holds is used again, so that a steady stream of frames allocates nothing.
    public mutating func write<Element: FrameElement>(
        shape newShape: [Int], as type: Element.Type, _ body: (UnsafeMutableBufferPointer<Element>) -> Void
    ) {
        replace(shape: newShape, as: type) { values in
            FrameArray.resize(&values, to: newShape.reduce(1, *))
            values.withUnsafeMutableBufferPointer { body($0) }
        }
    }

    /// Gives the array a shape and lets `body` change its storage or exchange it for another, as many elements as the
    /// shape says; it finds what was there if that had the type.
    public mutating func replace<Element: FrameElement>(
        shape newShape: [Int], as type: Element.Type, _ body: (inout [Element]) -> Void
    ) {
        var values = Element.unwrap(elements) ?? []
        // The enum must let go of the storage, or writing would copy it.
        elements = .uint8([])
        body(&values)
        precondition(values.count == newShape.reduce(1, *), "A frame's array has as many elements as its shape says")
        elements = Element.wrap(values)
        if shape != newShape { shape = newShape }
    }

    /// Replaces everything by a list of rows.
    public mutating func assign<Element: FrameElement>(_ newValues: some Collection<Element>, shape: [Int]) {
        var iterator = newValues.makeIterator()
        write(shape: shape, as: Element.self) { target in
            for index in target.indices { target[index] = iterator.next()! }
        }
    }

    private static func resize<Element: FrameElement>(_ values: inout [Element], to count: Int) {
        if values.count > count {
            values.removeLast(values.count - count)
        } else if values.count < count {
            values.append(contentsOf: repeatElement(0, count: count - values.count))
        }
    }
}
