import Geometry

/// A painted convex patch on the ground.
public struct PaintPatch: Sendable {
    public enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case laneLine, edgeLine, centreLine, stopLine, yieldLine, zebra, arrow, hatching, text, parkingLine
    }

    public var randomKey: UInt64
    public var kind: Kind
    public var colour: PaintColour
    /// 0 = fresh, 1 = worn away.
    public var wear: Float
    public var outline: ConvexPolygon

    public init(randomKey: UInt64, kind: Kind, colour: PaintColour, wear: Float = 0, outline: ConvexPolygon) {
        self.randomKey = randomKey
        self.kind = kind
        self.colour = colour
        self.wear = wear
        self.outline = outline
    }
}

/// What covers a convex piece of ground. Ground that no piece covers is `.grass` at height 0.
public struct GroundSurface: Sendable {
    public enum Material: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case asphalt, concrete, pavingStones, cyclePath, grass, gravel, water
    }

    public var randomKey: UInt64
    public var material: Material
    /// Height of the top above the carriageway, metres (pavements about 0.12, carriageway 0).
    public var height: Double
    public var outline: ConvexPolygon

    public init(randomKey: UInt64, material: Material, height: Double = 0, outline: ConvexPolygon) {
        self.randomKey = randomKey
        self.material = material
        self.height = height
        self.outline = outline
    }
}

/// The vertical face between carriageway and a raised surface. The raised side is to the left of `line`.
public struct Kerb: Sendable {
    public var randomKey: UInt64
    public var line: Polyline
    /// Metres, > 0.
    public var height: Double

    public init(randomKey: UInt64, line: Polyline, height: Double) {
        self.randomKey = randomKey
        self.line = line
        self.height = height
    }
}

/// A building: convex footprints (split at load) from the ground to one height.
public struct Building: Sendable {
    public var randomKey: UInt64
    public var parts: [ConvexPolygon]
    /// Metres.
    public var height: Double
    /// Façade colour, linear 0–1.
    public var colour: LinearColour
    /// Near-infrared reflectivity, 0–1.
    public var reflectivity: Float
    /// From one row of windows to the next, metres; 0: walls without windows.
    public var floorHeight: Double

    public init(
        randomKey: UInt64, parts: [ConvexPolygon], height: Double, colour: LinearColour, reflectivity: Float = 0.3,
        floorHeight: Double = 0
    ) {
        self.randomKey = randomKey
        self.parts = parts
        self.height = height
        self.colour = colour
        self.reflectivity = reflectivity
        self.floorHeight = floorHeight
    }
}

/// Linear RGB, each 0–1.
public struct LinearColour: Sendable, Hashable, BitwiseCopyable {
    public var red: Float
    public var green: Float
    public var blue: Float

    public init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// Things that stand along the street.
public struct StreetFurniture: Sendable {
    public enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
        case tree, pole, streetLamp, guardRail, wall, fence, bollard, cone, waterBarrier, busShelter, kiosk, bush
    }

    public var randomKey: UInt64
    public var kind: Kind
    /// Footprint; a tree's is its trunk.
    public var footprint: OrientedBox
    /// Metres above ground.
    public var height: Double
    /// Trees: radius of the crown, metres (0 = none) and the height at which it begins.
    public var crownRadius: Double
    public var crownBase: Double

    public init(
        randomKey: UInt64, kind: Kind, footprint: OrientedBox, height: Double, crownRadius: Double = 0,
        crownBase: Double = 0
    ) {
        self.randomKey = randomKey
        self.kind = kind
        self.footprint = footprint
        self.height = height
        self.crownRadius = crownRadius
        self.crownBase = crownBase
    }
}
