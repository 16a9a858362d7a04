import DrivingInterface
import Geometry

/// The junction that the directions announce: where its stop line is, and the exit that was chosen.
struct JunctionAhead: ColumnState {
    /// What to do there.
    enum Turn: UInt8, BitwiseCopyable {
        case none, left, right, straight, back, arrive, bearLeft, bearRight

        init(_ manoeuvre: Manoeuvre) {
            switch manoeuvre {
            case .left: self = .left
            case .right: self = .right
            case .uTurn: self = .back
            case .arrive: self = .arrive
            case .follow: self = .none
            case .keepLeft: self = .bearLeft
            case .keepRight: self = .bearRight
            // Roundabouts are driven along the lane, as far as the lane can be followed.
            case .straight, .roundaboutExit: self = .straight
            }
        }

        /// Side of the road on which to come to it, +1 left, -1 right, 0 neither.
        var side: Double {
            switch self {
            case .left, .back, .bearLeft: return 1
            case .right, .bearRight: return -1
            case .none, .straight, .arrive: return 0
            }
        }
    }

    private(set) var turn = Turn.none
    /// Counts the junctions that were announced.
    private(set) var number = 0.0
    /// Odometer reading at which the reference point reaches the stop line (`arrive`: the goal), metres.
    private(set) var lineAt = 0.0
    /// Distance that the directions gave last.
    private(set) var lastDistance = 0.0
    /// Odometer reading at which the junction was entered; nan before.
    private(set) var enteredAt = Double.nan
    /// The lane that leads away; score 0 while not found.
    var exitX = 0.0
    var exitY = 0.0
    var exitYaw = 0.0
    var exitScore = 0.0
    /// Where the approach reaches the stop line, and its direction there; kept once the line is near. nan: unknown.
    var entryX = Double.nan
    var entryY = 0.0
    var entryYaw = 0.0
    /// 1 once a painted stop line has been seen and `lineAt` taken from it.
    private(set) var isLineSeen: UInt8 = 0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("turn", value: &turn)
        visitor.visit("number", value: &number)
        visitor.visit("lineAt", value: &lineAt)
        visitor.visit("lastDistance", value: &lastDistance)
        visitor.visit("enteredAt", value: &enteredAt)
        visitor.visit("exitX", value: &exitX)
        visitor.visit("exitY", value: &exitY)
        visitor.visit("exitYaw", value: &exitYaw)
        visitor.visit("exitScore", value: &exitScore)
        visitor.visit("entryX", value: &entryX)
        visitor.visit("entryY", value: &entryY)
        visitor.visit("entryYaw", value: &entryYaw)
        visitor.visit("isLineSeen", value: &isLineSeen)
    }

    /// Whether a junction is announced.
    var isAnnounced: Bool { turn != .none && turn != .arrive }

    /// Whether the reference point is past the stop line.
    var isInside: Bool { !enteredAt.isNaN }

    /// Metres from the reference point to the stop line or goal; negative behind it.
    func distance(odometer: Double) -> Double { lineAt - odometer }

    /// Takes the newest directions.
    mutating func follow(_ route: RouteGuidance, odometer: Double) {
        let announced = Turn(route.current)
        let isNew = announced != turn || route.distance > lastDistance + 8
        if isNew { self = JunctionAhead(announced, number: number + 1, lineAt: odometer + route.distance) }
        guard turn != .none else { return }
        lastDistance = route.distance
        guard enteredAt.isNaN else { return }
        if route.distance <= 0.5 {
            enteredAt = odometer
        } else if isLineSeen == 0 {
            // Distances are rounded: the mean of many is exact. Paint that was seen tells better, for directions may
            // mean a place behind the line.
            lineAt += (odometer + route.distance - lineAt) * (isNew ? 1 : 0.2)
        }
    }

    /// A painted stop line was seen so many metres ahead of the reference point.
    mutating func seeLine(at distance: Double, odometer: Double) {
        let seen = odometer + distance
        let farther = seen - lineAt
        // A line that shows up behind the known one is another, such as the border of a crossing; a nearer one is
        // believed at once.
        guard isLineSeen == 0 || farther < JunctionAhead.sameLine else { return }
        lineAt += farther * (isLineSeen != 0 && farther > -JunctionAhead.sameLine ? 0.3 : 1)
        isLineSeen = 1
    }

    /// Metres by which two sightings of one line may differ.
    private static let sameLine = 1.5

    init() {}

    private init(_ turn: Turn, number: Double, lineAt: Double) {
        self.turn = turn
        self.number = number
        self.lineAt = lineAt
    }
}
