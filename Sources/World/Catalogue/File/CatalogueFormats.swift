import Fields
import Geometry
import RoadNetwork

extension BodyPart: FieldDescribed {
    /// A metre of painted box.
    public init() {
        self.init(center: .zero, length: 1, width: 1, bottom: 0, top: 1, material: .paint)
    }

    /// From the rear to the front of the part ahead of the reference point, metres.
    var along: ClosedRange<Double> {
        get { (center.x - length / 2)...(center.x + length / 2) }
        set {
            (center.x, length) = (
                (newValue.lowerBound + newValue.upperBound) / 2, newValue.upperBound - newValue.lowerBound
            )
        }
    }

    /// Bottom to top above ground, metres.
    var heights: ClosedRange<Double> {
        get { bottom...top }
        set { (bottom, top) = (newValue.lowerBound, newValue.upperBound) }
    }

    public static let fields = FieldTable<Self>("part", "A convex prism, upright cylinder or cone of a body.") {
        Field("along", \.along, .length, in: -20...20, "Rear and front end ahead of the reference point.").required()
        Field("width", \.width, .length, in: 0.01...4, "Across.").required()
        Field("heights", \.heights, .length, in: 0...5, "Bottom and top above ground.").required()
        Field("left", \.center.y, .length, in: -2...2, "Middle to the left of the reference point.")
        Field("material", \.material, "What it is made of.")
        Field("shape", \.shape, "Seen from above; a cylinder or cone has its width as diameter.")
        Field("colour", \.colour, .colour, "Its own colour instead of the actor's or the material's.")
        Field("trailing", \.isTrailing, "Belongs to the second body of an articulated vehicle.")
    }

    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        if shape != .box { length = width }
        if top - bottom < 0.01 {
            diagnostics.error(
                CatalogueCode.unsoundModel, "the part has no height", at: node["heights"]?.place ?? node.place)
        }
    }
}

extension Articulation: FieldDescribed {
    /// Joint at the reference point, six metres to the trailing axle.
    public init() { self.init(jointOffset: 0, trailingWheelbase: 6) }

    public static let fields = FieldTable<Self>("articulation", "The joint to a second body.") {
        Field("joint", \.jointOffset, .length, in: -10...10, "Ahead of the reference point.").required()
        Field("trailing_wheelbase", \.trailingWheelbase, .length, in: 0.5...15, "Joint to trailing axle.").required()
        Field("maximum_angle", \.maximumAngle, .angle, in: 0.1...1.5, "Largest angle between the bodies.")
    }
}

extension ActorClass {
    /// The words of files, in the order of the cases.
    private static let words = [
        "car", "van", "truck", "bus", "articulated_bus", "motorcycle", "bicycle", "e_scooter", "cargo_tricycle",
        "wheelchair", "adult", "child", "dog", "cone", "barrier", "box",
    ]

    /// As written in files.
    public var word: String { ActorClass.words[Int(rawValue)] }

    /// One of the words.
    public static var format: ValueFormat<ActorClass> {
        .word(of: words, { ActorClass(rawValue: UInt8($0)) ?? .box }, row: { Int($0.rawValue) })
    }
}

extension MotionModelRegistry {
    /// The kind of a registered motion model.
    static var format: ValueFormat<String> {
        let kinds = all.map { $0.kind }
        return .word(of: kinds, { kinds[$0] }, row: { kinds.firstIndex(of: $0) ?? 0 })
    }
}

extension ValueFormat {
    /// One of some words that are not the raw values of an enum.
    fileprivate static func word(
        of words: [String], _ value: @escaping @Sendable (Int) -> Value, row: @escaping @Sendable (Value) -> Int
    ) -> ValueFormat<Value> {
        ValueFormat(shape: .choice(words), text: { words[row($0)] }) { node, name, _, diagnostics in
            if let row = node.text.flatMap(words.firstIndex(of:)) { return value(row) }
            let hint = node.text.map { NearestName.hint(for: $0, among: words) } ?? ""
            diagnostics.error(
                FieldsCode.unknownValue, "\(name) cannot be \(node.words)\(hint)", at: node.place,
                help: "it is one of " + words.joined(separator: ", "))
            return nil
        }
    }
}

extension ValueFormat where Value == LinearColour {
    /// `"#rrggbb"`: a colour as screens show it (sRGB, IEC 61966-2-1), inside linear light.
    public static var colour: Self {
        ValueFormat<String>.text(longest: 7).map(
            expected: "a colour such as \"#c8102e\" (in quotes: # starts a comment)", { LinearColour(screen: $0) },
            back: { $0.screenText })
    }
}

extension LinearColour {
    /// A colour from `#rrggbb`; nil for any other text.
    public init?(screen text: String) {
        let digits = text.utf8.dropFirst().compactMap { byte -> Int? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
            default: nil
            }
        }
        guard text.hasPrefix("#"), text.utf8.count == 7, digits.count == 6 else { return nil }
        func linear(_ row: Int) -> Float {
            let value = Double(digits[2 * row] * 16 + digits[2 * row + 1]) / 255
            return Float(value <= 0.04045 ? value / 12.92 : DeterministicMath.pow((value + 0.055) / 1.055, 2.4))
        }
        self.init(linear(0), linear(1), linear(2))
    }

    /// `#rrggbb`.
    public var screenText: String {
        let digits = Array("0123456789abcdef")
        return [red, green, blue].reduce(into: "#") { text, linear in
            let value = Double(min(1, max(0, linear)))
            let shown = value <= 0.0031308 ? value * 12.92 : 1.055 * DeterministicMath.pow(value, 1 / 2.4) - 0.055
            let byte = Int((shown * 255).rounded())
            text += "\(digits[byte / 16])\(digits[byte % 16])"
        }
    }
}
