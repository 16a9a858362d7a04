import Geometry

/// Who goes first where two ways through a junction meet, when no signal decides.
struct RightOfWay {
    let layout: JunctionLayout
    let side: DrivingSide
    let priorities: DescribedJunction

    /// Priority between two movements, from stated priorities, the rank of their approaches, head-on order and
    /// right-before-left (left-before-right where traffic keeps left).
    func priority(
        of first: Movement, over second: Movement, _ kind: ConflictZone.Kind
    ) -> ConflictZone.Priority {
        guard let a = first.approach, let b = second.approach else { return .equal }
        if kind == .diverging { return .equal }
        if a == b { return kind == .merging ? .equal : sameWay(first, second) }
        if let stated = stated(first, second, a, b) { return stated }
        let (rankA, rankB) = (layout.approaches[a].rank, layout.approaches[b].rank)
        if rankA != rankB { return rankA > rankB ? .first : .second }
        if rankA == .stop, layout.approaches.allSatisfy({ $0.rank == .stop }) { return .equal }
        if priorities.control == .allWayStop { return .equal }
        let (orderA, orderB) = (first.turn.headOnOrder(side), second.turn.headOnOrder(side))
        switch layout.relation(of: b, to: a) {
        case .opposing:
            return orderA == orderB ? .equal : orderA < orderB ? .first : .second
        case .same:
            return orderA == orderB || kind == .merging ? .equal : orderA < orderB ? .first : .second
        case .fromRight:
            if (orderA == 2) != (orderB == 2) { return orderA == 2 ? .second : .first }
            return side == .right ? .second : .first
        case .fromLeft:
            if (orderA == 2) != (orderB == 2) { return orderA == 2 ? .second : .first }
            return side == .right ? .first : .second
        }
    }

    /// Traffic of one approach that crosses: who goes straight on before who turns (a bicycle beside a turning car).
    private func sameWay(_ first: Movement, _ second: Movement) -> ConflictZone.Priority {
        let (a, b) = (first.turn.isStraightOn ? 0 : 1, second.turn.isStraightOn ? 0 : 1)
        let (x, y) = (first.turn.headOnOrder(side) + a, second.turn.headOnOrder(side) + b)
        return x == y ? .equal : x < y ? .first : .second
    }

    /// What the source says about the two connecting roads, or the two incoming ones.
    private func stated(_ first: Movement, _ second: Movement, _ a: Int, _ b: Int)
        -> ConflictZone.Priority?
    {
        guard !priorities.priorities.isEmpty else { return nil }
        let mine = [first.road, layout.approaches[a].road]
        let theirs = [second.road, layout.approaches[b].road]
        for priority in priorities.priorities {
            if mine.contains(priority.high), theirs.contains(priority.low) { return .first }
            if mine.contains(priority.low), theirs.contains(priority.high) { return .second }
        }
        return nil
    }
}
