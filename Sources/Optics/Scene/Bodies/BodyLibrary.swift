import Geometry
import RoadNetwork
import World

/// The shapes of a catalogue as plain rows: what `DynamicScene` places for every actor, without touching an array of
/// arrays per frame.
struct BodyLibrary {
    var models: [Model] = []
    var parts: [Part] = []
    var colours: [LinearColour] = []
    var figures: [Figure] = []
    /// Of polygons among the figures.
    var lines: [SIMD2<Float>] = []
    var persons: [PersonShape] = []

    /// A wheel as somebody beside the vehicle sees it on the flank of a part.
    struct Wheel {
        /// Ahead of the reference point.
        var along: Double
        var radius: Double
        /// 1 left, -1 right.
        var side: Double
    }

    struct Model {
        var firstPart: Int
        var partCount: Int
        var firstColour: Int
        var colourCount: Int
        /// Radius about the reference point that holds the whole actor.
        var reach: Double
        var reflectivity: Float
        var surfaceClass: SurfaceClass
        /// Rows of `parts` whose front and back carry lamps, or -1.
        var frontPart: Int
        var rearPart: Int
        /// Joint of an articulated vehicle ahead of the reference point.
        var joint: Double
        /// Row of `parts`: the highest, on which beacons stand.
        var roofPart: Int
        /// Metres.
        var top: Double
        var hasDoors: Bool
        /// Lamps in one middle group instead of two.
        var isNarrow: Bool
        /// Row of `persons`, or -1.
        var person: Int
        /// A cone with white bands.
        var isCone: Bool
    }

    struct Part {
        var center: Vector2
        var halfLength: Double
        var halfWidth: Double
        var bottom: Double
        var top: Double
        var shape: BodyPart.Shape
        var isTrailing: Bool
        /// nil: the actor's own colour.
        var colour: LinearColour?
        var reflectivity: Float
        var surfaceClass: SurfaceClass
        var coat: SurfaceCoat
        var firstFigure: Int32 = 0
        /// Of the left, back, right and front side, one after the other.
        var figureCounts = SIMD4<Int32>()
        /// A thin wheel in the middle of a cycle: a disc along the axis.
        var isDisc = false
        /// What close parts are made of instead of a box.
        var build = Build.box

        enum Build {
            case box
            /// The tubes of a bicycle.
            case bicycleFrame
            /// Seat, back and wheels of a wheelchair.
            case chair
            /// Four legs of an animal.
            case paws
        }
    }

    init(_ catalogue: Catalogue) {
        for model in catalogue.models { add(model) }
    }

    private mutating func add(_ model: ActorModel) {
        let surfaceClass = SurfaceClass(of: model.actorClass)
        let hasLamps = model.actorClass.isVehicle
        var entry = Model(
            firstPart: parts.count, partCount: model.parts.count, firstColour: colours.count,
            colourCount: model.colours.count, reach: 0, reflectivity: model.reflectivity, surfaceClass: surfaceClass,
            frontPart: -1, rearPart: -1, joint: model.articulation?.jointOffset ?? 0,
            roofPart: parts.count + (model.parts.indices.max { model.parts[$0].top < model.parts[$1].top } ?? 0),
            top: model.height,
            hasDoors: model.doorHinge != nil, isNarrow: model.width < 1, person: -1,
            isCone: model.actorClass == .cone)
        if let person = PersonShape(model, firstRow: parts.count) {
            entry.person = persons.count
            persons.append(person)
        }
        colours += model.colours
        for part in model.parts {
            let row = parts.count
            parts.append(Part(part, of: model, surfaceClass: surfaceClass))
            entry.reach = max(entry.reach, part.center.length + (part.length + part.width) / 2 + 0.5)
            guard hasLamps, part.shape == .box, part.top - part.bottom >= 0.25, part.material != .rubber else {
                continue
            }
            if entry.frontPart < 0 || isBetter(row, than: entry.frontPart, ahead: 1) { entry.frontPart = row }
            if entry.rearPart < 0 || isBetter(row, than: entry.rearPart, ahead: -1) { entry.rearPart = row }
        }
        models.append(entry)
        let rows = entry.firstPart..<parts.count
        dress(rows, of: model, wheels: mountWheels(rows, of: model))
    }

    /// Wheels flush with a flank become discs on it, and their boxes keep only what shows below the body; those in line
    /// become upright discs.
    /// - Returns: by part, the wheels on its flanks.
    private mutating func mountWheels(_ rows: Range<Int>, of model: ActorModel) -> [[Wheel]] {
        var mounted = [[Wheel]](repeating: [], count: rows.count)
        let wheelRows = rows.filter {
            let part = model.parts[$0 - rows.lowerBound]
            return part.material == .rubber && part.shape == .box && part.bottom < 0.01 && part.length > 0.2
        }
        for row in wheelRows where parts[row].center.y == 0 { parts[row].isDisc = true }
        for row in rows where !wheelRows.contains(row) && parts[row].shape == .box {
            for wheel in wheelRows where isFlush(wheel, with: row) {
                let part = parts[wheel]
                mounted[row - rows.lowerBound].append(
                    Wheel(along: part.center.x, radius: part.halfLength, side: part.center.y > 0 ? 1 : -1))
            }
        }
        for wheel in wheelRows {
            let bodies = rows.filter { !wheelRows.contains($0) && isFlush(wheel, with: $0) }
            guard let lowest = bodies.map({ parts[$0].bottom }).min(), lowest > 0.02 else { continue }
            parts[wheel].top = min(parts[wheel].top, lowest + 0.05)
            // Below the body a tyre is narrower than its diameter, and it stands back a little.
            parts[wheel].halfLength *= 0.75
            parts[wheel].halfWidth = max(0.02, parts[wheel].halfWidth - 0.02)
        }
        return mounted
    }

    /// Whether a wheel stands at the flank of a part.
    private func isFlush(_ wheel: Int, with row: Int) -> Bool {
        let (mine, body) = (parts[wheel], parts[row])
        let outer = mine.center.y.magnitude + mine.halfWidth
        return mine.center.y != 0 && mine.isTrailing == body.isTrailing
            && (outer - body.halfWidth - body.center.y.magnitude).magnitude < 0.12
            && (mine.center.x - body.center.x).magnitude < body.halfLength + mine.halfLength
            && body.bottom < mine.top
    }

    /// Whether a part reaches farther forward (or backward) than another; of parts flush with each other the first.
    private func isBetter(_ row: Int, than other: Int, ahead: Double) -> Bool {
        let mine = parts[row].center.x * ahead + parts[row].halfLength
        let theirs = parts[other].center.x * ahead + parts[other].halfLength
        return mine > theirs + 0.02
    }
}

extension BodyLibrary.Part {
    fileprivate init(_ part: BodyPart, of model: ActorModel, surfaceClass: SurfaceClass) {
        center = part.center
        (halfLength, halfWidth) = (part.length / 2, part.width / 2)
        (bottom, top) = (part.bottom, part.top)
        shape = part.shape
        isTrailing = part.isTrailing
        let isBody = part.material == .clothes || part.material == .skin
        self.surfaceClass = isBody && model.actorClass != .dog ? .person : surfaceClass
        let (own, nir) = BodyLibrary.Part.look(of: part.material, model: model)
        colour = part.colour ?? own
        reflectivity = nir
        coat = part.material == .glass ? .glass : .matt
        switch model.actorClass {
        case .bicycle where part.material == .metal && part.length > 0.8 && part.top - part.bottom > 0.4:
            build = .bicycleFrame
        case .wheelchair where part.material == .metal: build = .chair
        case .dog where part.bottom == 0: build = .paws
        default: break
        }
    }

    private static func look(of material: BodyPart.Material, model: ActorModel) -> (LinearColour?, Float) {
        switch material {
        case .paint: return (nil, model.reflectivity)
        case .clothes: return (nil, 0.4)
        case .glass: return (LinearColour(0.022, 0.027, 0.032), 0.10)
        case .rubber: return (LinearColour(0.012, 0.012, 0.012), 0.05)
        case .skin: return (LinearColour(0.46, 0.27, 0.19), 0.5)
        case .metal: return (LinearColour(0.28, 0.28, 0.29), 0.4)
        case .plastic: return (LinearColour(0.05, 0.05, 0.055), 0.2)
        }
    }
}

extension SurfaceClass {
    init(of actorClass: ActorClass) {
        switch actorClass {
        case .car: self = .car
        case .van: self = .van
        case .truck: self = .truck
        case .bus, .articulatedBus: self = .bus
        case .motorcycle: self = .motorcycle
        case .bicycle, .eScooter, .cargoTricycle: self = .cycle
        case .wheelchair, .adult, .child: self = .person
        case .dog: self = .animal
        case .cone: self = .cone
        case .barrier: self = .barrier
        case .box: self = .object
        }
    }
}
