import Fields
import Geometry
import RoadNetwork

/// What a file puts on and beside one road piece. Distances count from the piece's start.
public struct NativeEquipment: FieldDescribed {
    public var crossings: [NativeCrossing] = []
    public var parkingBays: [NativeBays] = []
    public var islands: [NativeIsland] = []
    public var signs: [NativeSign] = []
    public var barriers: [NativeBarrier] = []

    public init() {}

    public static let fields = FieldTable<Self>("equipment", "What stands on and beside a road.") {
        Field("crossings", \.crossings, in: 0...50, "Pedestrian crossings.")
        Field("parking_bays", \.parkingBays, in: 0...50, "Rows of marked parking bays.")
        Field("islands", \.islands, in: 0...50, "Raised islands.")
        Field("signs", \.signs, in: 0...100, "Signs beside the road.")
        Field("barriers", \.barriers, in: 0...50, "Rails, fences, walls, rows of cones or bollards.")
    }

    /// Puts everything on a road.
    func place(on road: Int, section: CrossSection, _ name: Located<String>, _ layout: inout NativeLayout) {
        let spot = RoadSpot(
            road: road, section: section, length: layout.composer.description.roads[road].length, name: name)
        for (index, item) in crossings.enumerated() { item.place(spot, index, &layout) }
        for (index, item) in parkingBays.enumerated() { item.place(spot, index, &layout) }
        for (index, item) in islands.enumerated() { item.place(spot, index, &layout) }
        for (index, item) in signs.enumerated() { item.place(spot, index, &layout) }
        for (index, item) in barriers.enumerated() { item.place(spot, index, &layout) }
    }
}

/// A road on which things are put.
struct RoadSpot {
    var road: Int
    var section: CrossSection
    var length: Double
    var name: Located<String>

    /// Reports places beyond the road's ends.
    func holds(_ from: Double, _ to: Double, _ what: String, _ layout: inout NativeLayout) -> Bool {
        guard from < 0 || to > length + 1e-6 else { return true }
        layout.error(
            .offRoad, "\(what) of \(quoted(name.value)) lies beyond its \(Quantity.text(length.rounded(), .length))",
            at: name.place)
        return false
    }

    /// Metres from lane 0 to the border of the carriageway on a side, positive to the left.
    func edge(isRight: Bool) -> Double {
        isRight ? -section.levelExtent(.right) : section.levelExtent(.left)
    }
}

/// A crossing on a road piece.
public struct NativeCrossing: FieldDescribed {
    public var at = 0.0
    public var width = 4.0
    public var zebra = true

    public init() {}

    public static let fields = FieldTable<Self>("crossing", "A pedestrian crossing.") {
        Field("at", \.at, .length, in: 0...20_000, "Its middle.").required().shorthand()
        Field("width", \.width, .length, in: 1.5...15, "Along the road.")
        Field("zebra", \.zebra, "Zebra bars: walkers go first.")
    }

    func place(_ spot: RoadSpot, _ index: Int, _ layout: inout NativeLayout) {
        guard spot.holds(at - width / 2, at + width / 2, "a crossing", &layout) else { return }
        layout.composer.addCrossing(
            "\(spot.name.value).crossing\(index + 1)", road: spot.road, section: spot.section, from: at - width / 2,
            width: width, isZebra: zebra)
    }
}

/// A row of parking bays.
public struct NativeBays: FieldDescribed {
    public var side = NativeSide.right
    public var from = 0.0
    public var to: Double?
    public var length = 6.0
    public var width = 2.2

    public init() {}

    public static let fields = FieldTable<Self>("bays", "A row of parking bays along the kerb.") {
        Field("side", \.side, "Of the road, seen along the piece.")
        Field("from", \.from, .length, in: 0...20_000, "Where the row begins.")
        Field("to", \.to, .length, in: 0...20_000, "Where it ends; left out: at the end of the piece.")
        Field("length", \.length, .length, in: 2...20, "Of a bay, along the road.")
        Field("width", \.width, .length, in: 1.5...6, "Of a bay, across.")
    }

    func place(_ spot: RoadSpot, _ index: Int, _ layout: inout NativeLayout) {
        let end = to ?? spot.length
        guard spot.holds(from, end, "a row of bays", &layout) else { return }
        let isRight = layout.isRight(side)
        let strips = spot.section.strips(isRight ? .right : .left)
        let sign = isRight ? -1.0 : 1.0
        // In the parking strip if the road has one, else behind the edge of the carriageway.
        var middle = spot.edge(isRight: isRight) + sign * width / 2
        if let lane = strips.firstIndex(where: { $0.type == .parking }) {
            middle = spot.section.middle(of: isRight ? -(lane + 1) : lane + 1)
        }
        let count = Int(((end - from) / length + 1e-9).rounded(.down))
        for bay in 0..<min(count, 2000) {
            let s = from + (Double(bay) + 0.5) * length
            layout.composer.description.objects.append(
                DescribedObject(
                    id: "\(spot.name.value).bay\(index + 1).\(bay + 1)", randomKey: layout.composer.key(),
                    kind: .parkingBay, place: .road(spot.road, s: s, t: middle, heading: 0), length: length,
                    width: width))
        }
    }
}

/// A raised island in the carriageway.
public struct NativeIsland: FieldDescribed {
    public var at = 0.0
    public var length = 6.0
    public var width = 1.6
    public var offset = 0.0

    public init() {}

    public static let fields = FieldTable<Self>("island", "A raised island in the carriageway.") {
        Field("at", \.at, .length, in: 0...20_000, "Its middle.").required()
        Field("length", \.length, .length, in: 0.5...200, "Along the road.")
        Field("width", \.width, .length, in: 0.3...20, "Across.")
        Field("offset", \.offset, .length, in: -30...30, "To the left of the line between both directions.")
    }

    func place(_ spot: RoadSpot, _ index: Int, _ layout: inout NativeLayout) {
        guard spot.holds(at - length / 2, at + length / 2, "an island", &layout) else { return }
        layout.composer.description.objects.append(
            DescribedObject(
                id: "\(spot.name.value).island\(index + 1)", randomKey: layout.composer.key(), kind: .island,
                place: .road(spot.road, s: at, t: offset * layout.sign, heading: 0), length: length, width: width,
                height: Scenery.kerbHeight))
    }
}

/// A sign beside a road piece.
public struct NativeSign: FieldDescribed {
    public var kind = NativeSignKind.other
    public var at = 0.0
    public var side = NativeSide.right
    public var value = 0.0
    /// Faces traffic that drives along the piece; else against it.
    public var facesForward = true

    public init() {}

    public static let fields = FieldTable<Self>("sign", "A sign beside the road.") {
        Field("kind", \.kind, "What it says.").required()
        Field("at", \.at, .length, in: 0...20_000, "Where it stands.").required()
        Field("side", \.side, "On which side of the piece.")
        Field("value", \.value, .number, in: 0.0...1000, "The number on its face.")
        Field("for_forward", \.facesForward, "For traffic along the piece (true) or against it.")
    }

    func place(_ spot: RoadSpot, _ index: Int, _ layout: inout NativeLayout) {
        guard spot.holds(at, at, "a sign", &layout) else { return }
        let isRight = layout.isRight(side)
        let t = spot.edge(isRight: isRight) + (isRight ? -0.6 : 0.6)
        let place = DescribedSignal.Place(
            road: spot.road, s: at, t: t, orientation: facesForward ? .forward : .backward)
        _ = layout.composer.description.add(
            DescribedSignal(
                id: "\(spot.name.value).sign\(index + 1)", randomKey: layout.composer.key(),
                meaning: .sign(kind.sign(flipped: layout.isFlipped), value: value), places: [place]))
    }
}

/// Signs in files.
public enum NativeSignKind: String, Sendable, CaseIterable {
    case stop, yield, roundabout, parking, children, other
    case speedLimit = "speed_limit"
    case priorityRoad = "priority_road"
    case noEntry = "no_entry"
    case pedestrianCrossing = "pedestrian_crossing"
    case oneWay = "one_way"
    case roadWorks = "road_works"
    case keepRight = "keep_right"
    case keepLeft = "keep_left"
    case busLane = "bus_lane"

    func sign(flipped: Bool) -> TrafficSign.Kind {
        switch self {
        case .stop: return .stop
        case .yield: return .yield
        case .roundabout: return .roundabout
        case .parking: return .parking
        case .children: return .children
        case .other: return .other
        case .speedLimit: return .speedLimit
        case .priorityRoad: return .priorityRoad
        case .noEntry: return .noEntry
        case .pedestrianCrossing: return .pedestrianCrossing
        case .oneWay: return .oneWay
        case .roadWorks: return .roadWorks
        case .keepRight: return flipped ? .keepLeft : .keepRight
        case .keepLeft: return flipped ? .keepRight : .keepLeft
        case .busLane: return .busLane
        }
    }
}

/// Something long, or a row of things, along a road piece.
public struct NativeBarrier: FieldDescribed {
    public var kind = NativeBarrierKind.fence
    public var side = NativeSide.right
    public var from = 0.0
    public var to: Double?
    /// Metres outside the edge of the carriageway; negative: on it.
    public var offset = 0.5
    public var spacing = 3.0

    public init() {}

    public static let fields = FieldTable<Self>("barrier", "Something long, or a row of things, along a road.") {
        Field("kind", \.kind, "What it is.").required()
        Field("side", \.side, "Of the road, seen along the piece.")
        Field("from", \.from, .length, in: 0...20_000, "Where it begins.")
        Field("to", \.to, .length, in: 0...20_000, "Where it ends; left out: at the end of the piece.")
        Field("offset", \.offset, .length, in: -30...50, "Outside the edge of the carriageway; negative: on it.")
        Field("spacing", \.spacing, .length, in: 0.5...100, "Of cones and bollards.")
    }

    func place(_ spot: RoadSpot, _ index: Int, _ layout: inout NativeLayout) {
        let end = to ?? spot.length
        guard end > from, spot.holds(from, end, "a barrier", &layout) else { return }
        let isRight = layout.isRight(side)
        let t = spot.edge(isRight: isRight) + (isRight ? -offset : offset)
        let step = kind.isSingle ? spacing : min(6, end - from)
        let count = max(1, Int(((end - from) / step + 1e-9).rounded(kind.isSingle ? .down : .up)))
        for number in 0..<min(count, 2000) {
            let piece = kind.isSingle ? kind.size.length : (end - from) / Double(count)
            let s = from + (Double(number) + 0.5) * (kind.isSingle ? step : piece)
            layout.composer.description.objects.append(
                DescribedObject(
                    id: "\(spot.name.value).barrier\(index + 1).\(number + 1)", randomKey: layout.composer.key(),
                    kind: .furniture(kind.furniture), place: .road(spot.road, s: s, t: t, heading: 0), length: piece,
                    width: kind.size.width, height: kind.size.height))
        }
    }
}

/// Barriers in files.
public enum NativeBarrierKind: String, Sendable, CaseIterable {
    case fence, wall, cone, bollard, bush
    case guardRail = "guard_rail"
    case waterBarrier = "water_barrier"

    /// One thing every so many metres instead of one long thing.
    var isSingle: Bool { self == .cone || self == .bollard }

    var furniture: StreetFurniture.Kind {
        switch self {
        case .fence: return .fence
        case .wall: return .wall
        case .cone: return .cone
        case .bollard: return .bollard
        case .bush: return .bush
        case .guardRail: return .guardRail
        case .waterBarrier: return .waterBarrier
        }
    }

    /// Metres; the length of long things is that of their pieces.
    var size: (length: Double, width: Double, height: Double) {
        switch self {
        case .fence: return (0, 0.06, 1.1)
        case .wall: return (0, 0.25, 2)
        case .cone: return (0.4, 0.4, 0.75)
        case .bollard: return (0.15, 0.15, 0.9)
        case .bush: return (0, 0.8, 1.2)
        case .guardRail: return (0, 0.15, 0.75)
        case .waterBarrier: return (0, 0.5, 0.9)
        }
    }
}
