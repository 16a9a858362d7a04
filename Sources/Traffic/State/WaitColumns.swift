import Geometry

/// Who stands since when.
public struct WaitColumns: ColumnState {
    /// Time since which the actor stands, s; negative while it moves.
    public var standingSince: [Double] = []
    /// Time since which it stands and yields to somebody, or waits for room beyond a junction, s; negative while it does
    /// not.
    public var yieldsSince: [Double] = []
    /// Time at which the actor came to rest at the stop line it stands at, s; negative if it has not.
    public var lineStop: [Double] = []
    /// 1: has begun to move over its line, and others can count on it.
    public var entering: [UInt8] = []
    /// Time at which a standing actor that could go will move, s; negative while it has no reason to.
    public var goAt: [Double] = []
    /// `WayOut.rawValue`: how the actor gets out of a standstill of several who wait for each other, and until when, s.
    public var wayOut: [UInt8] = []
    public var wayOutUntil: [Double] = []

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("standingSince", &standingSince)
        visitor.visit("yieldsSince", &yieldsSince)
        visitor.visit("lineStop", &lineStop)
        visitor.visit("entering", &entering)
        visitor.visit("goAt", &goAt)
        visitor.visit("wayOut", &wayOut)
        visitor.visit("wayOutUntil", &wayOutUntil)
    }

    mutating func append() {
        standingSince.append(-1)
        yieldsSince.append(-1)
        lineStop.append(-1)
        entering.append(0)
        goAt.append(-1)
        wayOut.append(0)
        wayOutUntil.append(-1)
    }

    mutating func clear(_ row: Int) {
        (standingSince[row], yieldsSince[row], lineStop[row], goAt[row]) = (-1, -1, -1, -1)
        (entering[row], wayOut[row], wayOutUntil[row]) = (0, 0, -1)
    }
}
