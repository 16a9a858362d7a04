import Geometry

/// The plan of a generated town before it has any road: corners of a shaken grid and the streets between them.
struct StreetGrid {
    /// A street from corner to corner.
    struct Edge {
        var from: Int
        var to: Int
        /// The line of the grid it belongs to: rows first, then columns.
        var line: Int
        var isPresent = true
        /// Traffic drives from `from` to `to` only.
        var isOneWay = false

        func other(_ node: Int) -> Int { node == from ? to : from }
    }

    let columns: Int
    let rows: Int
    var nodes: [Vector2] = []
    var edges: [Edge] = []
    private static let corner = RandomPurpose("generate.corner")
    private static let street = RandomPurpose("generate.street")
    private static let lineChoice = RandomPurpose("generate.line")

    /// - Parameters:
    ///   - columns, rows: blocks across and up.
    ///   - length: mean side of a block, metres.
    ///   - shake: how far corners are moved, as a share of the side.
    init(columns: Int, rows: Int, length: Double, shake: Double, seed: UInt64) {
        self.columns = columns
        self.rows = rows
        // Every line has its own distance from the next, so that blocks differ along and across.
        func offsets(_ count: Int, _ tick: Int) -> [Double] {
            var sum = 0.0
            let stream = RandomStream(seed: seed, purpose: StreetGrid.lineChoice, key: 1, tick: tick)
            return (0...count).map { index in
                let here = sum
                sum += length * stream.uniform(in: 0.85...1.25, index)
                return here
            }
        }
        let (xs, ys) = (offsets(columns, 0), offsets(rows, 1))
        for y in 0...rows {
            for x in 0...columns {
                let stream = RandomStream(
                    seed: seed, purpose: StreetGrid.corner, key: UInt64(y * (columns + 1) + x))
                let moved = Vector2(stream.uniform(in: -1...1), stream.uniform(in: -1...1, 1)) * (shake * length)
                nodes.append(Vector2(xs[x], ys[y]) + moved)
            }
        }
        for y in 0...rows {
            for x in 0...columns {
                let node = y * (columns + 1) + x
                if x < columns { edges.append(Edge(from: node, to: node + 1, line: y)) }
                if y < rows { edges.append(Edge(from: node, to: node + columns + 1, line: rows + 1 + x)) }
            }
        }
    }

    var lineCount: Int { rows + columns + 2 }

    func edges(at node: Int) -> [Int] {
        edges.indices.filter { edges[$0].isPresent && (edges[$0].from == node || edges[$0].to == node) }
    }

    /// Takes streets out, in random order, as long as every corner keeps two and the rest stays in one piece.
    mutating func removeStreets(share: Double, seed: UInt64) {
        let wanted = Int(share * Double(edges.count))
        var removed = 0
        for edge in shuffled(seed) where removed < wanted {
            guard edges(at: edges[edge].from).count > 2, edges(at: edges[edge].to).count > 2 else { continue }
            edges[edge].isPresent = false
            if canDriveEverywhere { removed += 1 } else { edges[edge].isPresent = true }
        }
    }

    /// Makes whole lines one-way, as long as one can still drive from every street to every other.
    mutating func makeOneWay(lines: [Int]) {
        for line in lines {
            let members = edges.indices.filter { edges[$0].line == line }
            let isReversed = line % 2 == 1
            for edge in members {
                edges[edge].isOneWay = true
                if isReversed { swapEnds(edge) }
            }
            if !canDriveEverywhere {
                for edge in members {
                    edges[edge].isOneWay = false
                    if isReversed { swapEnds(edge) }
                }
            }
        }
    }

    private mutating func swapEnds(_ edge: Int) {
        (edges[edge].from, edges[edge].to) = (edges[edge].to, edges[edge].from)
    }

    private func shuffled(_ seed: UInt64) -> [Int] {
        edges.indices.map { index in
            (RandomStream(seed: seed, purpose: StreetGrid.street, key: UInt64(index)).bits(), index)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    }

    /// Whether every direction of every street can be reached from every other one without turning back.
    private var canDriveEverywhere: Bool {
        // State 2e: along edge e, 2e + 1: against it.
        var states: [Int] = []
        for edge in edges.indices where edges[edge].isPresent {
            states.append(2 * edge)
            if !edges[edge].isOneWay { states.append(2 * edge + 1) }
        }
        guard let first = states.first else { return false }
        let ahead = reached(from: first, backwards: false)
        let behind = reached(from: first, backwards: true)
        return states.allSatisfy { ahead[$0] && behind[$0] }
    }

    private func reached(from start: Int, backwards: Bool) -> [Bool] {
        var seen = Array(repeating: false, count: 2 * edges.count)
        var stack = [start]
        seen[start] = true
        while let state = stack.popLast() {
            let edge = edges[state / 2]
            let isAlong = state % 2 == 0
            // The corner where the next street begins (or, looking back, the one before ends).
            let node = isAlong != backwards ? edge.to : edge.from
            for next in edges(at: node) where next != state / 2 {
                let leaves = edges[next].from == node
                let wanted = 2 * next + (leaves != backwards ? 0 : 1)
                if wanted % 2 == 1, edges[next].isOneWay { continue }
                if !seen[wanted] {
                    seen[wanted] = true
                    stack.append(wanted)
                }
            }
        }
        return seen
    }
}
