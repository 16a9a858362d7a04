import Geometry

/// One way through a junction.
struct Movement {
    /// Row of the connecting lane, and of its road.
    var lane: Int
    var road: Int
    /// Row in `JunctionLayout.approaches`; nil if nothing leads into the lane.
    var approach: Int?
    var turn: TurnDirection
    /// Heading where it begins and where it ends, radians.
    var entryHeading: Double
    var exitHeading: Double
    /// Motor vehicles use it.
    var isMotor: Bool
}

/// Traffic that comes into a junction from one end of a road.
struct Approach {
    /// Row of the road that traffic comes from.
    var road: Int
    /// Traffic arrives along ascending stations.
    var forward: Bool
    /// Heading on arrival, radians.
    var heading: Double
    /// Lanes for vehicles, at most as many as lead into the junction.
    var lanes: [Int]
    var rank = Rank.equal

    /// Who goes first by rule, without looking at turns.
    enum Rank: Int, Comparable {
        case stop, yield, equal, priority

        static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }
}

/// The ways through a junction, sorted by where they come from.
struct JunctionLayout {
    var movements: [Movement] = []
    var approaches: [Approach] = []

    /// - Parameter rows: connecting lanes.
    init(rows: [Int], assembly: MapAssembly) {
        for row in rows {
            let lane = assembly.map.lanes[row]
            guard !lane.users.isDisjoint(with: [.cars, .heavy, .buses, .bicycles, .trams]) else { continue }
            let line = lane.centerline
            var approach: Int?
            if let source = assembly.map.lanes[assembly.entryLane(of: row)].predecessors.first {
                approach = self.approach(from: source.index, assembly: assembly)
            }
            movements.append(
                Movement(
                    lane: row, road: assembly.origins[row].road, approach: approach, turn: lane.turn,
                    entryHeading: line.headings[0],
                    exitHeading: line.headings[line.headings.count - 1],
                    isMotor: !lane.users.isDisjoint(with: [.cars, .heavy, .buses])))
        }
    }

    /// The approach of an incoming lane; added if it is new.
    private mutating func approach(from row: Int, assembly: MapAssembly) -> Int {
        let origin = assembly.origins[row]
        if let known = approaches.firstIndex(where: { $0.road == origin.road && $0.forward == origin.forward }) {
            if !approaches[known].lanes.contains(row) { approaches[known].lanes.append(row) }
            return known
        }
        let line = assembly.map.lanes[row].centerline
        approaches.append(
            Approach(
                road: origin.road, forward: origin.forward, heading: line.headings[line.headings.count - 1],
                lanes: [row]))
        return approaches.count - 1
    }

    /// How the other approach lies to `mine`, seen by a driver who arrives.
    func relation(of other: Int, to mine: Int) -> Relation {
        Relation(from: approaches[mine].heading, to: approaches[other].heading)
    }

    /// Where other traffic comes from, as a driver sees it.
    enum Relation {
        case same, opposing, fromLeft, fromRight

        /// From the headings of both on arrival: traffic that heads to my left comes from my right.
        init(from mine: Double, to other: Double) {
            let turn = Angle.difference(from: mine, to: other)
            switch Angle.degrees(radians: turn.magnitude) {
            case ..<45: self = .same
            case 135...: self = .opposing
            default: self = turn > 0 ? .fromRight : .fromLeft
            }
        }
    }
}

extension TurnDirection {
    /// The turn as seen in a mirror.
    var mirrored: TurnDirection {
        switch self {
        case .left: return .right
        case .right: return .left
        case .slightLeft: return .slightRight
        case .slightRight: return .slightLeft
        case .straight, .uTurn: return self
        }
    }

    /// Keeps roughly to its direction.
    var isStraightOn: Bool { self == .straight || self == .slightLeft || self == .slightRight }

    /// Order among vehicles that meet head on: straight on and the near turn first, then the turn across the oncoming
    /// lanes, then turning back.
    func headOnOrder(_ side: DrivingSide) -> Int {
        switch side == .right ? self : mirrored {
        case .left: return 1
        case .uTurn: return 2
        default: return 0
        }
    }
}
