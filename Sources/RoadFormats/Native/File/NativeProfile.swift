import Fields
import Geometry
import RoadNetwork

/// A cross-section that pieces of a native road file refer to by name.
public struct NativeProfile: FieldDescribed {
    /// Lanes for motor vehicles along the piece and against it.
    public var forward = 1
    public var backward = 1
    public var laneWidth = 3.25
    public var speed = 50 / 3.6
    public var laneLine = NativeLine.broken
    /// nil: broken on narrow roads, double on roads of more than two lanes.
    public var centreLine: NativeLine?
    public var edgeLine = NativeLine.none
    public var lineColour = NativeColour.white
    /// Width of a raised strip between both directions; 0 for none.
    public var median = 0.0
    public var pavement = 2.5
    public var pavements = NativeSides.both
    public var parking = NativeSides.none
    public var parkingWidth = 2.2
    public var cycleLane = NativeSides.none
    public var cycleLaneWidth = 1.6
    public var busLane = NativeSides.none
    public var shoulder = 0.0

    public init() {}

    public static let fields = FieldTable<Self>("profile", "The lanes of a street side by side.") {
        Field("forward", \.forward, in: 0...8, "Lanes for motor vehicles along the piece.")
        Field("backward", \.backward, in: 0...8, "Lanes for motor vehicles against the piece's direction.")
        Field("lane_width", \.laneWidth, .length, in: 2.2...6, "Width of each of them.")
        Field("speed", \.speed, .speed, in: 1...60, "Speed limit.")
        Field("lane_line", \.laneLine, "Paint between lanes of the same direction.")
        Field("centre_line", \.centreLine, "Paint between both directions; left out: by the number of lanes.")
        Field("edge_line", \.edgeLine, "Paint at the outer edges of the lanes.")
        Field("line_colour", \.lineColour, "Colour of the centre line.")
        Field("median", \.median, .length, in: 0...30, "Width of a raised strip between both directions.")
        Field("pavement", \.pavement, .length, in: 0...20, "Width of the pavements.")
        Field("pavements", \.pavements, "Which sides have a pavement.")
        Field("parking", \.parking, "Which sides have a strip for parked cars.")
        Field("parking_width", \.parkingWidth, .length, in: 1.8...6, "Width of the strip for parked cars.")
        Field("cycle_lane", \.cycleLane, "Which sides have a cycle lane.")
        Field("cycle_lane_width", \.cycleLaneWidth, .length, in: 0.8...4, "Width of the cycle lanes.")
        Field("bus_lane", \.busLane, "On which sides the outermost lane is for buses and bicycles only.")
        Field("shoulder", \.shoulder, .length, in: 0...5, "Width of a paved shoulder outside the lanes.")
    }

    /// Both directions together must have a lane.
    public mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        guard forward + backward == 0 else { return }
        diagnostics.error(NativeRoadCode.emptyRoad, "a profile needs a lane forward or backward", at: node.place)
    }

    /// The lanes in right-hand traffic. `flipped`: left and right of the file are exchanged.
    func section(flipped: Bool) -> CrossSection {
        let right = strips(.right, count: forward, isFlipped: flipped)
        let left = strips(.left, count: backward, isFlipped: flipped)
        var section = CrossSection(right: right, left: left)
        if median == 0, forward > 0, backward > 0 {
            let usual: NativeLine = forward + backward > 2 ? .double : .broken
            section.centreMark = (centreLine ?? usual).mark
            section.centreColour = lineColour.colour
        }
        return section
    }

    private func strips(_ side: CrossSection.Side, count: Int, isFlipped: Bool) -> [CrossSection.Strip] {
        let isRight = (side == .right) != isFlipped
        var strips: [CrossSection.Strip] = []
        if median > 0 { strips.append(CrossSection.Strip(type: .median, width: median / 2, mark: edgeLine.mark)) }
        for lane in 0..<count {
            let isOuter = lane == count - 1
            strips.append(
                CrossSection.Strip(
                    type: isOuter && busLane.contains(isRight: isRight) ? .bus : .driving, width: laneWidth,
                    mark: isOuter ? edgeLine.mark : laneLine.mark))
        }
        if cycleLane.contains(isRight: isRight) {
            // A line parts cyclists from the lane even where the street has no other edge line.
            if !strips.isEmpty, strips[strips.count - 1].mark == .none { strips[strips.count - 1].mark = .solid }
            var lane = CrossSection.Strip(type: .biking, width: cycleLaneWidth)
            lane.runsWithReferenceLine = side == .left && count == 0
            strips.append(lane)
        }
        if shoulder > 0 { strips.append(CrossSection.Strip(type: .shoulder, width: shoulder)) }
        if parking.contains(isRight: isRight) {
            strips.append(CrossSection.Strip(type: .parking, width: parkingWidth))
        }
        if pavement > 0, pavements.contains(isRight: isRight) {
            strips.append(CrossSection.Strip(type: .sidewalk, width: pavement))
        }
        return strips
    }
}

/// Paint of a line.
public enum NativeLine: String, Sendable, CaseIterable {
    case none, broken, solid, double

    var mark: MarkKind {
        switch self {
        case .none: return .none
        case .broken: return .broken
        case .solid: return .solid
        case .double: return .solidSolid
        }
    }
}

/// Colours of lines in files.
public enum NativeColour: String, Sendable, CaseIterable {
    case white, yellow

    var colour: PaintColour { self == .white ? .white : .yellow }
}

/// Sides of a street, seen along it.
public enum NativeSides: String, Sendable, CaseIterable {
    case none, left, right, both

    func contains(isRight: Bool) -> Bool { self == .both || self == (isRight ? .right : .left) }
}

/// One side of a street, seen along it.
public enum NativeSide: String, Sendable, CaseIterable {
    case left, right
}
