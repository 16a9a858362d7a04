import RoadNetwork

/// The colours of a picture. Two sets: by day and by night; meaning (signals, brake lights, own car) is the same in both.
public struct Palette: Sendable, Hashable {
    public var ground: Colour
    public var asphalt: Colour
    public var concrete: Colour
    public var pavement: Colour
    public var cyclePath: Colour
    public var grass: Colour
    public var gravel: Colour
    public var water: Colour
    public var kerb: Colour
    public var whitePaint: Colour
    public var building: Colour
    public var buildingEdge: Colour
    public var shadow: Colour
    public var tree: Colour
    public var furniture: Colour
    /// Own car, route, plan.
    public var accent: Colour
    /// Panels over the scene: ground, lines, text and lesser text.
    public var panel: Colour
    public var panelEdge: Colour
    public var text: Colour
    public var faintText: Colour
    /// How much vehicle colours are mixed with the asphalt's, 0–1: quieter at night.
    public var vehicleDimming: Double

    /// For daylight.
    public static let day = Palette(
        ground: Colour(0xE4E6DC), asphalt: Colour(0x8E939A), concrete: Colour(0xB4B6B6), pavement: Colour(0xD2D0C8),
        cyclePath: Colour(0xB98F84), grass: Colour(0xD3DCC5), gravel: Colour(0xCFC8B8), water: Colour(0xA9C6D6),
        kerb: Colour(0xA9A79F), whitePaint: Colour(0xF7F7F4), building: Colour(0xF1EEE8),
        buildingEdge: Colour(0xC9C3B7), shadow: Colour(0x232A33, opacity: 0.30), tree: Colour(0x8DAA7C),
        furniture: Colour(0x6E7278), accent: Colour(0x1473E6), panel: Colour(0xFCFCFA, opacity: 0.90),
        panelEdge: Colour(0x20262E, opacity: 0.12), text: Colour(0x1F262E), faintText: Colour(0x6B747F),
        vehicleDimming: 0)

    /// For night, and for dark rooms.
    public static let night = Palette(
        ground: Colour(0x171B20), asphalt: Colour(0x2C3239), concrete: Colour(0x363C43), pavement: Colour(0x3A3F45),
        cyclePath: Colour(0x4A3B3A), grass: Colour(0x1C2420), gravel: Colour(0x2B2925), water: Colour(0x1B2C3A),
        kerb: Colour(0x4B5158), whitePaint: Colour(0xC9CFD6), building: Colour(0x23282F),
        buildingEdge: Colour(0x3C444E), shadow: Colour(0x000000, opacity: 0.42), tree: Colour(0x2E4636),
        furniture: Colour(0x5D646C), accent: Colour(0x3FA2FF), panel: Colour(0x10141A, opacity: 0.86),
        panelEdge: Colour(0xFFFFFF, opacity: 0.12), text: Colour(0xEDF1F5), faintText: Colour(0x8C97A3),
        vehicleDimming: 0.28)

    /// Colours that mean the same by day and by night.
    public static let brakeLight = Colour(0xFF2A1F)
    public static let indicator = Colour(0xFFA51E)
    public static let headlamp = Colour(0xFFF3C9)
    public static let reversingLight = Colour(0xFFFFFF)
    public static let beacon = Colour(0xFFB300)

    /// What covers the ground.
    public func colour(of material: GroundSurface.Material) -> Colour {
        switch material {
        case .asphalt: return asphalt
        case .concrete: return concrete
        case .pavingStones: return pavement
        case .cyclePath: return cyclePath
        case .grass: return grass
        case .gravel: return gravel
        case .water: return water
        }
    }

    /// Road paint, fresh.
    public func colour(of paint: PaintColour) -> Colour {
        switch paint {
        case .white: return whitePaint
        case .yellow: return Colour(0xF2C230).mixed(with: asphalt, vehicleDimming)
        case .blue: return Colour(0x3E74C8).mixed(with: asphalt, vehicleDimming)
        case .red: return Colour(0xC8524B).mixed(with: asphalt, vehicleDimming)
        case .green: return Colour(0x4F9A63).mixed(with: asphalt, vehicleDimming)
        case .orange: return Colour(0xEA8B2C).mixed(with: asphalt, vehicleDimming)
        }
    }

    /// What a signal shows.
    public static func colour(of aspect: SignalAspect) -> Colour {
        switch aspect {
        case .dark: return Colour(0x555B62)
        case .red: return Colour(0xF0372B)
        case .redYellow: return Colour(0xFF7A1C)
        case .yellow, .flashingYellow: return Colour(0xFFC21A)
        case .green, .flashingGreen: return Colour(0x22C55E)
        }
    }
}
