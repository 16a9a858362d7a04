import Fields
import Geometry
import RoadNetwork

/// A town out of a seed: a shaken grid of streets with crossroads, T junctions, roundabouts, bends and one-way streets.
///
/// Every lane can be reached from every other one. The same values give the same town.
public struct GeneratedStreets: FieldDescribed {
    public var seed = 0
    public var columns = 4
    public var rows = 3
    public var blockLength = 110.0
    public var shake = 0.08
    public var missing = 0.15
    public var bends = 0.3
    public var signals = 0.45
    public var roundabouts = 0.12
    public var oneWay = 0.2
    public var arterials = 0.35
    public var parking = 0.4
    public var crossings = 0.7

    public init() {}

    public static let fields = FieldTable<Self>("generate", "A town out of a seed.") {
        Field("seed", \.seed, in: 0...1_000_000_000, "Another seed, another town.")
        Field("columns", \.columns, in: 2...30, "Blocks from west to east.")
        Field("rows", \.rows, in: 2...30, "Blocks from south to north.")
        Field("block_length", \.blockLength, .length, in: 80...400, "Mean side of a block.")
        Field("shake", \.shake, .ratio, in: 0.0...0.15, "How far corners are moved, as a share of a block's side.")
        Field("missing", \.missing, .ratio, in: 0.0...0.4, "Share of streets left out: T junctions and longer blocks.")
        Field("bends", \.bends, .ratio, in: 0.0...1, "Share of streets that bend.")
        Field("signals", \.signals, .ratio, in: 0.0...1, "Share of junctions with signals.")
        Field("roundabouts", \.roundabouts, .ratio, in: 0.0...1, "Share of the other junctions that are roundabouts.")
        Field("one_way", \.oneWay, .ratio, in: 0.0...1, "Share of small streets that are one-way.")
        Field("arterials", \.arterials, .ratio, in: 0.0...1, "Share of lines with two lanes in each direction.")
        Field("parking", \.parking, .ratio, in: 0.0...1, "Share of small streets with parked cars' strips.")
        Field("crossings", \.crossings, .ratio, in: 0.0...1, "Share of junctions with pedestrian crossings.")
    }

    /// The town in right-hand traffic.
    public func describe(name: String) -> RoadDescription {
        let seedBits = UInt64(bitPattern: Int64(seed))
        var grid = StreetGrid(columns: columns, rows: rows, length: blockLength, shake: shake, seed: seedBits)
        grid.removeStreets(share: missing, seed: seedBits)
        var builder = TownBuilder(self, grid: grid, seed: seedBits)
        builder.build()
        return builder.composer.description
    }
}

/// Turns the plan of a town into roads.
private struct TownBuilder {
    let wishes: GeneratedStreets
    var grid: StreetGrid
    let seed: UInt64
    var composer: StreetComposer
    /// Lanes of each line of the grid.
    var profiles: [NativeProfile] = []
    /// Streets between two junctions, through bends where only two meet.
    var chains: [Chain] = []
    /// The open ends of each chain, at its first and last corner.
    var starts: [StreetEnd?] = []
    var ends: [StreetEnd?] = []

    private static let line = RandomPurpose("generate.profile")
    private static let junction = RandomPurpose("generate.junction")
    private static let bend = RandomPurpose("generate.bend")

    struct Chain {
        /// Corners from junction to junction.
        var nodes: [Int]
        var profile: Int
        var isOneWay: Bool
        /// Direction away from the first and the last corner, radians.
        var startYaw: Double
        var endYaw: Double
    }

    init(_ wishes: GeneratedStreets, grid: StreetGrid, seed: UInt64) {
        self.wishes = wishes
        self.grid = grid
        self.seed = seed
        composer = StreetComposer(name: "generated", keySeed: StableHash.mix(seed))
    }

    mutating func build() {
        chooseProfiles()
        findChains()
        starts = Array(repeating: nil, count: chains.count)
        ends = starts
        for node in grid.nodes.indices where grid.edges(at: node).count > 2 { addJunction(node) }
        for chain in chains.indices { addStreet(chain) }
    }

    private mutating func chooseProfiles() {
        var small: [Int] = []
        for line in 0..<grid.lineCount {
            let stream = RandomStream(seed: seed, purpose: TownBuilder.line, key: UInt64(line))
            var profile = NativeProfile()
            if stream.uniform() < wishes.arterials {
                (profile.forward, profile.backward, profile.edgeLine) = (2, 2, .solid)
                profile.pavement = 3
            } else {
                profile.speed = (stream.uniform(1) < 0.5 ? 30 : 50) / 3.6
                if stream.uniform(2) < wishes.parking { profile.parking = .both }
                small.append(line)
            }
            profiles.append(profile)
        }
        let chosen = small.filter { line in
            RandomStream(seed: seed, purpose: TownBuilder.line, key: UInt64(line)).uniform(3) < wishes.oneWay
        }
        grid.makeOneWay(lines: chosen)
    }

    // MARK: Streets

    /// Follows streets from junction to junction. Corners where two streets meet are bends, not junctions.
    private mutating func findChains() {
        var isUsed = Array(repeating: false, count: grid.edges.count)
        for node in grid.nodes.indices where grid.edges(at: node).count > 2 {
            for edge in grid.edges(at: node) where !isUsed[edge] { follow(from: node, edge, &isUsed) }
        }
    }

    private mutating func follow(from node: Int, _ first: Int, _ isUsed: inout [Bool]) {
        var nodes = [node]
        var edge = first
        var againstOneWay = false
        while true {
            isUsed[edge] = true
            againstOneWay =
                againstOneWay || (grid.edges[edge].isOneWay && grid.edges[edge].to == nodes[nodes.count - 1])
            nodes.append(grid.edges[edge].other(nodes[nodes.count - 1]))
            let here = grid.edges(at: nodes[nodes.count - 1])
            guard here.count == 2, let next = here.first(where: { $0 != edge }), !isUsed[next] else { break }
            edge = next
        }
        // A chain is one-way if any of its streets is: who drives in must be able to drive out.
        let isOneWay = grid.edges[first].isOneWay || grid.edges[edge].isOneWay
        if againstOneWay { nodes.reverse() }
        let line = grid.edges[againstOneWay ? edge : first].line
        var chain = Chain(nodes: nodes, profile: line, isOneWay: isOneWay, startYaw: 0, endYaw: 0)
        aim(&chain)
        chains.append(chain)
    }

    /// Directions at both ends: towards the next corner, turned a little where the street bends.
    private func aim(_ chain: inout Chain) {
        let nodes = chain.nodes
        chain.startYaw = (grid.nodes[nodes[1]] - grid.nodes[nodes[0]]).yaw
        let last = nodes.count - 1
        chain.endYaw = (grid.nodes[nodes[last - 1]] - grid.nodes[nodes[last]]).yaw
        let stream = RandomStream(
            seed: seed, purpose: TownBuilder.bend, key: UInt64(nodes[0] * 4096 + nodes[last]))
        guard nodes.count == 2, stream.uniform() < wishes.bends else { return }
        let turn = stream.uniform(in: 0.08...0.2, 1) * (stream.uniform(2) < 0.5 ? 1 : -1)
        chain.startYaw += turn
        // The other end turns the same way for an S, the other way for an arc.
        chain.endYaw += stream.uniform(3) < 0.25 ? turn : -turn
    }

    private func section(of chain: Chain) -> CrossSection {
        var profile = profiles[chain.profile]
        if chain.isOneWay { (profile.forward, profile.backward) = (max(1, profile.forward), 0) }
        return profile.section(flipped: false)
    }

    private mutating func addStreet(_ index: Int) {
        guard let start = starts[index], let end = ends[index] else { return }
        let chain = chains[index]
        let arrival = Pose2(end.pose.position, yaw: Angle.wrapped(end.pose.yaw + .pi))
        var plan: [PlanPiece] = []
        var pose = start.pose
        let inner = chain.nodes.dropFirst().dropLast()
        // One bend is one curve from end to end; more are drawn through the corners.
        if inner.count > 1 {
            for place in inner.indices {
                let before = grid.nodes[chain.nodes[place - 1]]
                let after = grid.nodes[chain.nodes[place + 1]]
                let next = Pose2(grid.nodes[chain.nodes[place]], yaw: (after - before).yaw)
                plan += ConnectingCurve.plan(from: pose, to: next)
                pose = next
            }
        }
        plan += ConnectingCurve.plan(from: pose, to: arrival)
        let speed = profiles[chain.profile].speed
        let street = composer.road(
            "street\(index + 1)", along: plan, section: section(of: chain), speedLimit: speed, from: start)
        composer.join(end, street.road, .end)
    }

    // MARK: Junctions

    private mutating func addJunction(_ node: Int) {
        var arms: [JunctionArmPlan] = []
        var owners: [(chain: Int, atStart: Bool)] = []
        for (index, chain) in chains.enumerated() {
            for atStart in [true, false] where (atStart ? chain.nodes[0] : chain.nodes[chain.nodes.count - 1]) == node {
                let along = section(of: chain)
                var arm = JunctionArmPlan(
                    name: "arm", yaw: Angle.wrapped(atStart ? chain.startYaw : chain.endYaw),
                    section: atStart ? along : along.reversed, speedLimit: profiles[chain.profile].speed)
                arm.length = 14
                arms.append(arm)
                owners.append((index, atStart))
            }
        }
        let order = arms.indices.sorted { (arms[$0].yaw, $0) < (arms[$1].yaw, $1) }
        arms = order.map { arms[$0] }
        owners = order.map { owners[$0] }
        for index in arms.indices { arms[index].name = "arm\(index + 1)" }
        let openEnds = place(node, arms)
        for (owner, end) in zip(owners, openEnds) {
            if owner.atStart { starts[owner.chain] = end } else { ends[owner.chain] = end }
        }
    }

    private mutating func place(_ node: Int, _ plans: [JunctionArmPlan]) -> [StreetEnd] {
        var arms = plans
        let stream = RandomStream(seed: seed, purpose: TownBuilder.junction, key: UInt64(node))
        let isLarge = arms.contains { $0.section.numbers(.left, where: \.isDrivable).count > 1 }
        let hasCrossings = stream.uniform(4) < wishes.crossings
        let name = "junction\(node + 1)"
        if stream.uniform() < wishes.signals {
            NativeLayout.giveUsualPriority(&arms)
            return signals(name, node, arms, hasCrossings, stream)
        }
        if !isLarge, stream.uniform(1) < wishes.roundabouts, let ends = roundabout(name, node, arms, hasCrossings) {
            return ends
        }
        NativeLayout.giveUsualPriority(&arms)
        let isQuiet = arms.allSatisfy { $0.speedLimit < 9 }
        let control: DescribedJunction.Control =
            isQuiet ? .rightBeforeLeft : stream.uniform(2) < 0.25 ? .priorityStop : .priority
        let composed = composer.junction(
            name, at: grid.nodes[node], arms: arms, shape: StreetComposer.JunctionShape(), control: control)
        let equipment = arms.map { arm in
            var equipment = StreetComposer.equipment(
                crossingWidth: hasCrossings && stream.uniform(3) < 0.5 ? 4 : nil, isZebra: true,
                leads: control != .rightBeforeLeft && !arm.hasPriority)
            equipment.sign = StreetComposer.sign(control: control, hasPriority: arm.hasPriority)
            return equipment
        }
        composer.equip(composed, arms: arms, equipment: equipment, programme: nil)
        return composed.ends
    }

    private mutating func signals(
        _ name: String, _ node: Int, _ arms: [JunctionArmPlan], _ hasCrossings: Bool, _ stream: RandomStream
    ) -> [StreetEnd] {
        let composed = composer.junction(
            name, at: grid.nodes[node], arms: arms, shape: StreetComposer.JunctionShape(), control: .signals)
        let equipment = arms.map { _ in
            StreetComposer.equipment(crossingWidth: hasCrossings ? 4 : nil, isZebra: false, leads: true)
        }
        var programme = SignalProgramme(
            stages: SignalProgramme.usualStages(
                yaws: arms.map(\.yaw), leads: arms.map { !$0.section.numbers(.left, where: \.isDrivable).isEmpty },
                green: stream.uniform(in: 14...26, 6).rounded(), leftGreen: nil))
        programme.offset = stream.uniform(in: 0...60, 7).rounded()
        composer.equip(composed, arms: arms, equipment: equipment, programme: programme)
        return composed.ends
    }

    private mutating func roundabout(
        _ name: String, _ node: Int, _ arms: [JunctionArmPlan], _ hasCrossings: Bool
    ) -> [StreetEnd]? {
        let shape = StreetComposer.RoundaboutShape().fitted(to: arms, limit: 20)
        guard shape.narrowestRing(arms).angle > 0.1 else { return nil }
        let mouths = composer.roundabout(name, at: grid.nodes[node], arms: arms, shape: shape)
        for (mouth, arm) in zip(mouths, arms) {
            let equipment = StreetComposer.equipment(
                crossingWidth: hasCrossings ? 4 : nil, isZebra: true, leads: true)
            composer.equip(mouth, arms: [arm], equipment: [equipment], programme: nil)
        }
        return mouths.map { $0.ends[0] }
    }
}
