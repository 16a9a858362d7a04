import Geometry

/// What an area is filled with.
public enum Paint: Sendable, Hashable {
    case colour(Colour)
    /// Fades from one colour at `from` to another at `to`.
    case linear(from: Vector2, to: Vector2, Colour, Colour)
    /// Fades from one colour in the middle to another at `radius`.
    case radial(center: Vector2, radius: Double, Colour, Colour)
}

/// How a line is drawn.
public struct Stroke: Sendable, Hashable {
    public enum Cap: Int32, Sendable { case butt = 0, round = 1, square = 2 }
    public enum Join: Int32, Sendable { case mitre = 0, round = 1, bevel = 2 }

    /// In units of the transform in force.
    public var width: Double
    /// Never thinner than this on the picture, pixels.
    public var minimumPixels: Double
    public var cap: Cap
    public var join: Join
    /// Lengths of dashes and gaps in turn; empty for a whole line.
    public var dashes: [Double]

    public init(
        _ width: Double, minimumPixels: Double = 0, cap: Cap = .butt, join: Join = .round, dashes: [Double] = []
    ) {
        self.width = width
        self.minimumPixels = minimumPixels
        self.cap = cap
        self.join = join
        self.dashes = dashes
    }

    /// A line that is `pixels` wide at any zoom.
    public static func pixels(_ pixels: Double, cap: Cap = .butt, join: Join = .round) -> Stroke {
        Stroke(0, minimumPixels: pixels, cap: cap, join: join)
    }
}

/// A line of text, always upright and as large on the picture as `size` says, wherever its anchor lies.
public struct Label: Sendable, Hashable {
    public enum Alignment: Sendable { case leading, center, trailing }

    public var text: String
    /// In units of the transform in force; the line's middle height is drawn here.
    public var anchor: Vector2
    /// Pixels.
    public var size: Double
    public var colour: Colour
    public var isBold: Bool
    public var isMonospaced: Bool
    public var alignment: Alignment
    /// Colour of a soft edge around the letters, so that they read on any ground; nil for none.
    public var halo: Colour?

    public init(
        _ text: String, at anchor: Vector2, size: Double, colour: Colour, isBold: Bool = false,
        isMonospaced: Bool = false, alignment: Alignment = .leading, halo: Colour? = nil
    ) {
        self.text = text
        self.anchor = anchor
        self.size = size
        self.colour = colour
        self.isBold = isBold
        self.isMonospaced = isMonospaced
        self.alignment = alignment
        self.halo = halo
    }
}

/// Many small dots, cheap to draw.
public struct PointCloud: Sendable, Hashable {
    /// In units of the transform in force.
    public var positions: [Vector2]
    /// One colour per position.
    public var colours: [Colour]
    /// Edge of a dot, pixels.
    public var size: Int

    public init(positions: [Vector2], colours: [Colour], size: Int = 2) {
        precondition(positions.count == colours.count, "A point cloud needs one colour per position")
        self.positions = positions
        self.colours = colours
        self.size = size
    }
}

/// A picture made of pixels.
public struct PixelImage: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `0xAARRGGBB`, colours multiplied by alpha, row-major from the upper left.
    public let pixels: [UInt32]

    public init(width: Int, height: Int, pixels: [UInt32]) {
        precondition(pixels.count == width * height, "An image needs width × height pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// From red, green and blue bytes, row-major.
    public init(width: Int, height: Int, rgb: [UInt8]) {
        precondition(rgb.count == width * height * 3, "An RGB image needs width × height × 3 bytes")
        let pixels = (0..<(width * height)).map { index in
            let base = index * 3
            return 0xFF00_0000 | UInt32(rgb[base]) << 16 | UInt32(rgb[base + 1]) << 8 | UInt32(rgb[base + 2])
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}
