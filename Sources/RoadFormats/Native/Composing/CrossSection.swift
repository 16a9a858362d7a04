import Geometry
import RoadNetwork

/// The lanes of a road side by side, seen along its reference line.
///
/// Composing happens in right-hand traffic: lanes right of lane 0 run along the line, lanes left of it against it.
/// Left-hand layouts are made by mirroring the finished description.
struct CrossSection: Sendable, Hashable {
    /// One lane.
    struct Strip: Sendable, Hashable {
        var type: LaneType
        /// Metres.
        var width: Double
        /// The mark on the outer border.
        var mark: MarkKind = .none
        var colour = PaintColour.white
        /// m/s; nil: the road's.
        var speedLimit: Double?
        /// Cyclists on the far side of a one-way street ride with the traffic.
        var runsWithReferenceLine = false

        /// Motor vehicles drive here.
        var isDrivable: Bool { type.isDrivable }
        /// Part of the carriageway or a cycle path beside it.
        var isLevel: Bool { type.isCarriageway }
    }

    /// From lane 0 outwards: lane numbers −1, −2, …
    var right: [Strip]
    /// From lane 0 outwards: lane numbers 1, 2, …
    var left: [Strip]
    var centreMark = MarkKind.none
    var centreColour = PaintColour.white

    /// The same road seen from its other end.
    var reversed: CrossSection {
        CrossSection(right: left, left: right, centreMark: centreMark, centreColour: centreColour)
    }

    func strips(_ side: Side) -> [Strip] { side == .right ? right : left }

    enum Side { case left, right }

    /// Offset of a lane's middle to the left of lane 0, metres.
    func middle(of number: Int) -> Double {
        let strips = number < 0 ? right : left
        let inner = strips.prefix(number.magnitude.asIndex).reduce(0) { $0 + $1.width }
        let half = strips[number.magnitude.asIndex].width / 2
        return number < 0 ? -(inner + half) : inner + half
    }

    func strip(_ number: Int) -> Strip { (number < 0 ? right : left)[number.magnitude.asIndex] }

    /// Numbers of lanes of a side that hold, from lane 0 outwards.
    func numbers(_ side: Side, where holds: (Strip) -> Bool) -> [Int] {
        strips(side).indices.filter { holds(strips(side)[$0]) }.map { side == .right ? -($0 + 1) : $0 + 1 }
    }

    /// Metres from lane 0 to the far border of the outermost lane that is level with the carriageway.
    func levelExtent(_ side: Side) -> Double {
        let strips = strips(side)
        guard let last = strips.lastIndex(where: \.isLevel) else { return 0 }
        return strips[...last].reduce(0) { $0 + $1.width }
    }

    /// Metres from lane 0 to the outer border of the outermost lane.
    func extent(_ side: Side) -> Double { strips(side).reduce(0) { $0 + $1.width } }

    /// Metres from lane 0 to the inner border of the innermost lane for motor vehicles; 0 if there is none.
    func innerEdge(_ side: Side) -> Double {
        let strips = strips(side)
        guard let first = strips.firstIndex(where: \.isDrivable) else { return 0 }
        return strips[..<first].reduce(0) { $0 + $1.width }
    }

    /// The same road with its lane lines solid: paint before a junction.
    var withSolidLines: CrossSection {
        var copy = self
        func solid(_ strips: [Strip]) -> [Strip] {
            strips.enumerated().map { index, strip in
                var changed = strip
                let isInner = index + 1 < strips.count && strips[index + 1].isDrivable
                if strip.isDrivable, isInner, strip.mark == .broken { changed.mark = .solid }
                return changed
            }
        }
        copy.right = solid(right)
        copy.left = solid(left)
        if copy.centreMark == .broken, !left.isEmpty, left[0].isDrivable { copy.centreMark = .solid }
        return copy
    }

    /// The section as described lanes with constant widths; `speedLimit` in m/s is the road's.
    func described(from: Double = 0) -> DescribedSection {
        var lanes = strips(.left).indices.reversed().map { lane(left[$0], number: $0 + 1) }
        lanes += right.indices.map { lane(right[$0], number: -($0 + 1)) }
        var section = DescribedSection(from: from, lanes: lanes)
        if centreMark != .none { section.centreMarks = [DescribedMark(kind: centreMark, colour: centreColour)] }
        return section
    }

    private func lane(_ strip: Strip, number: Int) -> DescribedLane {
        strip.described(number: number, widths: [StationCubic(strip.width)])
    }
}

extension CrossSection.Strip {
    func described(number: Int, widths: [StationCubic]) -> DescribedLane {
        var lane = DescribedLane(number: number, type: type, widths: widths)
        if mark != .none { lane.marks = [DescribedMark(kind: mark, colour: colour)] }
        if let speedLimit { lane.speeds = [DescribedSpeed(limit: speedLimit)] }
        if runsWithReferenceLine, number > 0 { lane.direction = .reversed }
        return lane
    }
}

extension UInt {
    /// Row of a lane number in its list: 1 is the first.
    fileprivate var asIndex: Int { Int(self) - 1 }
}

/// How the lanes of one cross-section turn into those of another over a stretch of road: lanes that only one has narrow
/// to nothing or open from nothing.
struct CrossSectionChange {
    /// A lane of the stretch; -1 where one of the two sections lacks it.
    struct Pairing: Equatable {
        var from: Int
        var to: Int
    }

    let from: [CrossSection.Strip]
    let to: [CrossSection.Strip]
    /// From lane 0 outwards.
    let lanes: [Pairing]

    /// - Parameter dropsInner: of several lanes for traffic, the ones nearest lane 0 end or begin (else the outermost).
    init(from: [CrossSection.Strip], to: [CrossSection.Strip], dropsInner: Bool) {
        self.from = from
        self.to = to
        // Longest common subsequence of lane types; ties keep the lanes far from the ones that end.
        let (a, b) = dropsInner ? (Array(from.reversed()), Array(to.reversed())) : (from, to)
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                table[i][j] =
                    a[i].type == b[j].type ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1])
            }
        }
        var (i, j) = (0, 0)
        var pairs: [Pairing] = []
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, a[i].type == b[j].type {
                pairs.append(Pairing(from: i, to: j))
                (i, j) = (i + 1, j + 1)
            } else if j >= b.count || (i < a.count && table[i + 1][j] >= table[i][j + 1]) {
                pairs.append(Pairing(from: i, to: -1))
                i += 1
            } else {
                pairs.append(Pairing(from: -1, to: j))
                j += 1
            }
        }
        func original(_ index: Int, _ count: Int) -> Int { index < 0 || !dropsInner ? index : count - 1 - index }
        let mapped = pairs.map { Pairing(from: original($0.from, a.count), to: original($0.to, b.count)) }
        lanes = dropsInner ? mapped.reversed() : mapped
    }
}
