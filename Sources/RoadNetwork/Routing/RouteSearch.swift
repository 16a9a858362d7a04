import Geometry

extension RoutePlanner {
    /// Dijkstra's algorithm over lanes. A node is a lane entered at its beginning, or a lane on which the way starts
    /// (entered in the middle), so that a way can come back to its first lane.
    func quickestWay(from starts: [StreetMap.LanePosition], to goals: [StreetMap.LanePosition]) -> [RouteStretch]? {
        var search = RouteSearch(planner: self, goals: goals)
        for start in starts { search.begin(at: start) }
        return search.run()
    }
}

/// One search in progress.
private struct RouteSearch {
    let planner: RoutePlanner
    let goals: [StreetMap.LanePosition]
    /// Columns by node: 2 · lane row, + 1 if the way starts on the lane.
    var costs: [Double]
    var parents: [Int32]
    /// Arc length at which the node's lane is entered.
    var entries: [Double]
    /// Lane changes since the last step to a successor.
    var changes: [Int32]
    var settled: [Bool]
    var queue: [QueueEntry] = []
    var best: (cost: Double, key: UInt64, node: Int, to: Double)?

    struct QueueEntry {
        var cost: Double
        var key: UInt64
        var node: Int32
        func precedes(_ other: QueueEntry) -> Bool { (cost, key, node & 1) < (other.cost, other.key, other.node & 1) }
    }

    init(planner: RoutePlanner, goals: [StreetMap.LanePosition]) {
        self.planner = planner
        self.goals = goals
        let count = planner.map.lanes.count * 2
        costs = Array(repeating: .infinity, count: count)
        parents = Array(repeating: -1, count: count)
        entries = Array(repeating: 0, count: count)
        changes = Array(repeating: 0, count: count)
        settled = Array(repeating: false, count: count)
    }

    mutating func begin(at position: StreetMap.LanePosition) {
        let node = position.lane.index * 2 + 1
        costs[node] = 0
        entries[node] = min(position.s, planner.map[position.lane].length)
        enqueue(node)
    }

    mutating func run() -> [RouteStretch]? {
        while let entry = dequeue() {
            let node = Int(entry.node)
            if settled[node] { continue }
            if let best, entry.cost > best.cost { break }
            settled[node] = true
            lookForGoal(from: node)
            let lane = planner.map.lanes[node / 2]
            let rest = remaining(lane.length - entries[node], of: node)
            for next in lane.successors { reach(next.index * 2, from: node, cost: rest, isChange: false) }
            if lane.mayChangeLeft { change(to: lane.leftNeighbour, from: node) }
            if lane.mayChangeRight { change(to: lane.rightNeighbour, from: node) }
        }
        return best.map { stretches(to: $0.node, end: $0.to) }
    }

    /// Seconds for `distance` metres on the node's lane.
    func remaining(_ distance: Double, of node: Int) -> Double {
        let length = planner.map.lanes[node / 2].length
        return planner.travelTimes[node / 2] * max(0, distance) / length
    }

    /// Metres of road on which the changes into the node's lane can be made, if the way leaves the lane at `to`.
    func room(at node: Int, to: Double) -> Double {
        let behind = node & 1 == 0 ? planner.roomBehind[node / 2] : 0
        return behind + to - entries[node]
    }

    mutating func lookForGoal(from node: Int) {
        for goal in goals where goal.lane.index == node / 2 && goal.s >= entries[node] - 1e-6 {
            let needed = RoutePlanner.shortestChange * Double(changes[node])
            guard changes[node] == 0 || room(at: node, to: goal.s) >= needed else { continue }
            let total = costs[node] + remaining(goal.s - entries[node], of: node)
            let key = planner.map.lanes[node / 2].randomKey
            if let best, (best.cost, best.key, best.to) <= (total, key, goal.s) { continue }
            best = (total, key, node, max(goal.s, entries[node]))
        }
    }

    mutating func change(to neighbour: LaneID, from node: Int) {
        guard !neighbour.isNone, planner.mayUse(neighbour) else { return }
        let lane = planner.map.lanes[node / 2]
        guard lane.junction.isNone || lane.isRoundabout else { return }
        let room = room(at: node, to: lane.length) + planner.roomAhead[node / 2]
        guard room >= RoutePlanner.shortestChange * Double(changes[node] + 1) else { return }
        let target = neighbour.index * 2 + (node & 1)
        if node & 1 == 1 {
            // Off the lane's beginning the entry differs from lane to lane; it is the same place on the road.
            let place = lane.centerline.point(at: entries[node])
            let entry = planner.map[neighbour].centerline.project(place).s
            if costs[target] == .infinity { entries[target] = entry }
            guard (entries[target] - entry).magnitude < 5 else { return }
        }
        reach(target, from: node, cost: RoutePlanner.changeTime, isChange: true)
    }

    mutating func reach(_ target: Int, from node: Int, cost: Double, isChange: Bool) {
        guard planner.travelTimes[target / 2] < .infinity, !settled[target] else { return }
        let total = costs[node] + cost
        guard total <= costs[target] else { return }
        if total == costs[target], parents[target] >= 0 {
            let rival = planner.map.lanes[Int(parents[target]) / 2].randomKey
            guard planner.map.lanes[node / 2].randomKey < rival else { return }
        }
        costs[target] = total
        parents[target] = Int32(node)
        changes[target] = isChange ? changes[node] + 1 : 0
        enqueue(target)
    }

    func stretches(to last: Int, end: Double) -> [RouteStretch] {
        var nodes = [last]
        while parents[nodes[nodes.count - 1]] >= 0 { nodes.append(Int(parents[nodes[nodes.count - 1]])) }
        nodes.reverse()
        var result: [RouteStretch] = []
        for node in nodes {
            let lane = LaneID(node / 2)
            let length = planner.map[lane].length
            if changes[node] > 0 {
                result[result.count - 1].lanes.append(lane)
                result[result.count - 1].to = length
            } else {
                result.append(RouteStretch(lanes: [lane], from: entries[node], to: length))
            }
        }
        result[result.count - 1].to = end
        return result
    }

    // MARK: A binary heap

    mutating func enqueue(_ node: Int) {
        queue.append(QueueEntry(cost: costs[node], key: planner.map.lanes[node / 2].randomKey, node: Int32(node)))
        var child = queue.count - 1
        while child > 0, queue[child].precedes(queue[(child - 1) / 2]) {
            queue.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func dequeue() -> QueueEntry? {
        guard let first = queue.first else { return nil }
        queue.swapAt(0, queue.count - 1)
        queue.removeLast()
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < queue.count {
                if queue[child].precedes(queue[smallest]) { smallest = child }
            }
            if smallest == parent { return first }
            queue.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
