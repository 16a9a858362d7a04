import RoadNetwork

/// One look of the ground: a covering material or a paint (as worn as it is, over what lies under it), at one height.
struct GroundTone: BitwiseCopyable, Equatable {
    var red: Float
    var green: Float
    var blue: Float
    /// Near-infrared reflectivity, 0–1.
    var reflectivity: Float
    /// Above the carriageway, metres.
    var height: Float
    /// Drawing order at equal height: materials first, paint over them.
    var rank: UInt8
    var surfaceClass: SurfaceClass

    /// Grass at height 0: what lies where the map says nothing.
    static let bare = GroundTone(.grass, height: 0)

    init(_ material: GroundSurface.Material, height: Double) {
        let (colour, reflectivity, surfaceClass) = GroundTone.look(of: material)
        (red, green, blue) = (colour.red, colour.green, colour.blue)
        self.reflectivity = reflectivity
        self.height = Float((max(0, height) * 1000).rounded() / 1000)
        // Asphalt and concrete above the carriageway are walked on.
        self.surfaceClass = surfaceClass == .road && self.height > 0.03 ? .pavement : surfaceClass
        rank = GroundTone.order.firstIndex(of: material).map { UInt8($0) } ?? 0
    }

    /// Paint over `under`; `wear` is rounded to sixteenths so that a map has few tones.
    init(_ paint: PaintPatch, over under: GroundTone) {
        let (colour, reflectivity) = GroundTone.look(of: paint.colour)
        let wear = (min(1, max(0, paint.wear)) * 16).rounded() / 16
        red = colour.red + (under.red - colour.red) * wear
        green = colour.green + (under.green - colour.green) * wear
        blue = colour.blue + (under.blue - colour.blue) * wear
        self.reflectivity = reflectivity + (under.reflectivity - reflectivity) * wear
        height = under.height
        surfaceClass = .roadPaint
        rank = 16
    }

    /// The same tone with colours rounded to `steps` levels and heights to centimetres.
    func coarsened(steps: Float) -> GroundTone {
        var tone = self
        tone.red = (red * steps).rounded() / steps
        tone.green = (green * steps).rounded() / steps
        tone.blue = (blue * steps).rounded() / steps
        tone.reflectivity = (reflectivity * steps).rounded() / steps
        tone.height = (height * 100).rounded() / 100
        return self == .bare ? self : tone
    }

    /// Total order: lower ground first, then rank, then the remaining numbers so that equal maps give equal palettes.
    func precedes(_ other: GroundTone) -> Bool { sortKey.lexicographicallyPrecedes(other.sortKey) }

    private var sortKey: [Float] { [height, Float(rank), red, green, blue, reflectivity] }

    /// Materials from the lowest to the uppermost where pieces overlap.
    private static let order: [GroundSurface.Material] = [
        .grass, .water, .gravel, .concrete, .asphalt, .pavingStones, .cyclePath,
    ]

    private static func look(of material: GroundSurface.Material) -> (LinearColour, Float, SurfaceClass) {
        switch material {
        case .asphalt: return (LinearColour(0.066, 0.066, 0.070), 0.14, .road)
        case .concrete: return (LinearColour(0.27, 0.26, 0.24), 0.30, .road)
        case .pavingStones: return (LinearColour(0.25, 0.22, 0.19), 0.28, .pavement)
        case .cyclePath: return (LinearColour(0.24, 0.065, 0.045), 0.20, .cyclePath)
        case .grass: return (LinearColour(0.075, 0.135, 0.038), 0.45, .terrain)
        case .gravel: return (LinearColour(0.25, 0.22, 0.17), 0.30, .terrain)
        case .water: return (LinearColour(0.03, 0.06, 0.09), 0.02, .water)
        }
    }

    private static func look(of paint: PaintColour) -> (LinearColour, Float) {
        switch paint {
        case .white: return (LinearColour(0.78, 0.78, 0.76), 0.50)
        case .yellow: return (LinearColour(0.76, 0.48, 0.045), 0.45)
        case .blue: return (LinearColour(0.03, 0.12, 0.45), 0.30)
        case .red: return (LinearColour(0.42, 0.045, 0.035), 0.35)
        case .green: return (LinearColour(0.05, 0.28, 0.10), 0.35)
        case .orange: return (LinearColour(0.75, 0.22, 0.02), 0.45)
        }
    }
}
