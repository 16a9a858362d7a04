import Geometry

/// Lane changes under way, and where in their lane actors want to be.
public struct LaneChangeColumns: ColumnState {
    /// `LaneChangePhase`
    public var phase: [UInt8] = []
    /// 1 to the left, -1 to the right.
    public var side: [Int8] = []
    /// Why: `LaneChangeMotive`.
    public var motive: [UInt8] = []
    /// Time at which the phase began, s.
    public var since: [Double] = []
    /// Offset from the line to be driven at the start of the movement, metres; it fades to 0 over `length` metres.
    public var offset: [Double] = []
    public var length: [Double] = []
    /// Metres driven since.
    public var travelled: [Double] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("phase", &phase)
        visitor.visit("side", &side)
        visitor.visit("motive", &motive)
        visitor.visit("since", &since)
        visitor.visit("offset", &offset)
        visitor.visit("length", &length)
        visitor.visit("travelled", &travelled)
    }

    mutating func append() {
        phase.append(0)
        side.append(0)
        motive.append(0)
        since.append(-1e9)
        offset.append(0)
        length.append(0)
        travelled.append(0)
    }

    mutating func clear(_ row: Int) {
        (phase[row], side[row], motive[row], since[row]) = (0, 0, 0, -1e9)
        (offset[row], length[row], travelled[row]) = (0, 0, 0)
    }

    /// Offset from the lane's line that is left over from a movement `ahead` metres further on, metres.
    @inline(__always)
    func fade(_ row: Int, ahead: Double) -> Double {
        guard length[row] > 0 else { return 0 }
        let share = min(1, max(0, (travelled[row] + ahead) / length[row]))
        let smooth = share * share * share * (10 - share * (15 - 6 * share))
        return offset[row] * (1 - smooth)
    }
}

/// Steps of a lane change.
public enum LaneChangePhase: UInt8, Sendable, CaseIterable {
    case none, signalling, moving
}

/// Why somebody changes lanes.
public enum LaneChangeMotive: UInt8, Sendable, CaseIterable {
    case none, route, speed, obstacle, scripted
}
