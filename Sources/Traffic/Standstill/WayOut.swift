/// How a driver gets out of a standstill in which several wait for each other.
enum WayOut: UInt8, Sendable {
    case none
    /// Creeps on whoever goes first by the rules, as if the others had waved.
    case goes
    /// Backs up to make room.
    case backs
}

extension WaitColumns {
    /// What an actor does to get out of a standstill at a time.
    @inline(__always)
    func wayOut(_ row: Int, at time: Double) -> WayOut {
        time < wayOutUntil[row] ? WayOut(rawValue: wayOut[row]) ?? .none : .none
    }

    /// Lets an actor use a way out for some seconds.
    mutating func give(_ way: WayOut, to row: Int32, until time: Double) {
        (wayOut[Int(row)], wayOutUntil[Int(row)]) = (way.rawValue, time)
    }
}
