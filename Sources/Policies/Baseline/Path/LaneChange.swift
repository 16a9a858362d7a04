import Geometry

/// Changes lanes where a turn asks for it, and out of the left half of the road after a junction that was left wrongly.
struct LaneChange: ColumnState {
    /// Odometer reading at which the last change ended, metres.
    private(set) var endedAt = -100.0
    /// Odometer reading at which the road was entered.
    private(set) var enteredAt = 0.0
    /// Side of the change that goes on, +1 left, -1 right, 0 none.
    private(set) var side = 0.0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("endedAt", value: &endedAt)
        visitor.visit("enteredAt", value: &enteredAt)
        visitor.visit("side", value: &side)
    }

    mutating func enterRoad(odometer: Double) { (enteredAt, side) = (odometer, 0) }

    /// Begins a change if there is reason and room.
    /// - Parameters:
    ///   - distance: metres to the stop line of the announced junction.
    ///   - isFree: whether the lane on a side (+1 left) is free of others.
    mutating func consider(
        _ path: inout LanePath, _ borders: inout LaneBorders, turn: JunctionAhead.Turn, distance: Double,
        station: Double, speed: Double, odometer: Double, isFree: (Double) -> Bool
    ) {
        guard odometer > endedAt + 3 else { return }
        side = 0
        let wanted = wantedSide(borders, turn: turn, distance: distance, odometer: odometer)
        let length = min(36, max(14, 3 * speed))
        guard wanted != 0, speed > 2, distance > length + 12 || turn == .none, !path.isPlanned(after: station),
            isFree(wanted)
        else { return }
        path.leadOver(by: wanted * borders.laneWidth, from: station + 1, to: station + 1 + length)
        borders.change(by: wanted)
        (side, endedAt) = (wanted, odometer + length)
    }

    private func wantedSide(
        _ borders: LaneBorders, turn: JunctionAhead.Turn, distance: Double, odometer: Double
    ) -> Double {
        if turn.side < 0, distance < 140, borders.hasLaneOnRight { return -1 }
        if turn.side > 0, distance < 140, borders.hasLaneOnLeft { return 1 }
        if borders.isInLeftHalf, odometer > enteredAt + 8, odometer < enteredAt + 80 { return -1 }
        return 0
    }
}
