import Geometry

extension SceneryDraft {
    private static let wear = RandomPurpose("scenery.wear")

    /// Lane lines, stop lines, teeth, zebra bars, arrows and bay borders.
    mutating func paintRoads() {
        let hasMarks = map.lanes.contains { !$0.leftMarks.isEmpty || !$0.rightMarks.isEmpty }
        if !hasMarks { notes.append("derived lane marks: the source has none") }
        // Importers' sources often mark the borders of connecting lanes; real junctions are bare.
        for section in sections.all where section.junction.isNone || isRing(section) {
            for border in 0...section.members.count {
                let marks = hasMarks ? marks(of: section, border: border) : usualMarks(of: section, border: border)
                paintLines(marks, section, border)
            }
        }
        paintApproaches()
        paintCrossings()
        paintParkingBays()
    }

    private func isRing(_ section: StreetSection) -> Bool {
        section.members.contains { map[$0.lane].isRoundabout }
    }

    /// How worn the paint of an element is: around the options' mean, constant over the element.
    func wear(of key: UInt64) -> Float {
        let share = 0.4 + 1.2 * stream(SceneryDraft.wear, key).uniform()
        return Float(min(1, options.paintWear * share))
    }

    // MARK: Lane lines

    /// A mark along a border of a section, in the section's direction.
    struct BorderMark {
        /// As shares of the section's length.
        var from: Double
        var to: Double
        var mark: LaneMark
        /// Seen along the section, the double line is the other way round.
        var isMirrored: Bool
    }

    /// The marks of the border to the left of member `border`: those of the member to its left, else to its right.
    private func marks(of section: StreetSection, border: Int) -> [BorderMark] {
        var found: [BorderMark] = []
        if border > 0 { found = marks(of: section.members[border - 1], side: -1) }
        if found.isEmpty, border < section.members.count { found = marks(of: section.members[border], side: 1) }
        return found
    }

    private func marks(of member: StreetSection.Member, side: Double) -> [BorderMark] {
        let lane = map[member.lane]
        let length = max(1e-6, lane.length)
        return (member.isForward == (side > 0) ? lane.leftMarks : lane.rightMarks).map { mark in
            let (from, to) = (mark.from / length, min(1, mark.to / length))
            return BorderMark(
                from: member.isForward ? from : 1 - to, to: member.isForward ? to : 1 - from, mark: mark,
                isMirrored: !member.isForward)
        }
    }

    /// What an urban street usually has: broken lines between lanes, solid ones at the edges of larger roads.
    private func usualMarks(of section: StreetSection, border: Int) -> [BorderMark] {
        guard section.junction.isNone else { return [] }
        let kind: MarkKind
        switch lineKind(of: section, border: border) {
        case .laneLine: kind = .broken
        case .centreLine: kind = section.members.count { map[$0.lane].type.isDrivable } > 2 ? .solid : .broken
        case .edgeLine: kind = sections.speedLimit(of: section) > 12 ? .solid : .none
        default: kind = .none
        }
        guard kind != .none else { return [] }
        return [BorderMark(from: 0, to: 1, mark: LaneMark(from: 0, to: 1, kind: kind), isMirrored: false)]
    }

    /// What a line on a border means; hatching stands for borders on which there is none.
    private func lineKind(of section: StreetSection, border: Int) -> PaintPatch.Kind {
        let left = border > 0 ? section.members[border - 1] : nil
        let right = border < section.members.count ? section.members[border] : nil
        let leftDrives = left.map { map[$0.lane].type.isDrivable } ?? false
        let rightDrives = right.map { map[$0.lane].type.isDrivable } ?? false
        guard leftDrives || rightDrives else { return .hatching }
        guard let left, let right, leftDrives, rightDrives else { return .edgeLine }
        return left.isForward == right.isForward ? .laneLine : .centreLine
    }

    private mutating func paintLines(_ marks: [BorderMark], _ section: StreetSection, _ border: Int) {
        // Sources mark the borders of pavements and tracks, too; paint is on carriageways.
        let isOnLevel = [border - 1, border].contains {
            section.members.indices.contains($0) && sections.ground(section.members[$0]).isLevel
        }
        guard !marks.isEmpty, isOnLevel else { return }
        let isLast = border == section.members.count
        let line = sections.border(section.members[isLast ? border - 1 : border], side: isLast ? -1 : 1)
        let inset = inset(of: section, border, width: marks[0].mark.width)
        let chain = PointChain(inset == 0 ? line : ConvexStrips.offset(line, by: inset))
        var kind = lineKind(of: section, border: border)
        if kind == .hatching { kind = .edgeLine }
        let isFast = sections.speedLimit(of: section) > 17
        // Lines do not run over crossings, nor on the last metre between crossing and junction or stop line.
        let gaps = crossings.intervals(of: chain, margin: 1.1)
        for (number, mark) in marks.enumerated() {
            let key = StableHash.combine(section.key, UInt64(border * 64 + number) &+ 0x7061_696E)
            let lines = LinePattern.lines(of: mark.mark.kind, width: mark.mark.width, isMirrored: mark.isMirrored)
            for (part, pattern) in lines.enumerated() {
                let whole = (from: mark.from * chain.length, to: mark.to * chain.length)
                let pieces = RoadPaint.outside(gaps, whole).flatMap {
                    pattern.pieces(along: chain, $0, phase: section.from, isFast: isFast)
                }
                add(pieces, kind, mark.mark.colour, key: StableHash.combine(key, UInt64(part)))
            }
        }
    }

    /// Metres to the left by which a line is moved away from the edge of the carriageway, so that it does not lie half
    /// below the kerb.
    private func inset(of section: StreetSection, _ border: Int, width: Double) -> Double {
        let isLeftLevel = border > 0 && sections.ground(section.members[border - 1]).isLevel
        let isRightLevel = border < section.members.count && sections.ground(section.members[border]).isLevel
        guard isLeftLevel != isRightLevel else { return 0 }
        return (isLeftLevel ? 1 : -1) * (width / 2 + 0.08)
    }

    mutating func add(_ pieces: [ConvexPolygon], _ kind: PaintPatch.Kind, _ colour: PaintColour, key: UInt64) {
        let wear = wear(of: key)
        for (index, piece) in pieces.enumerated() {
            let pieceKey = StableHash.combine(key, UInt64(index))
            paint.append(PaintPatch(randomKey: pieceKey, kind: kind, colour: colour, wear: wear, outline: piece))
        }
    }
}

private enum RoadPaint {
    /// What is left of a stretch without some gaps, which are ascending and apart.
    static func outside(
        _ gaps: [(from: Double, to: Double)], _ whole: (from: Double, to: Double)
    ) -> [(from: Double, to: Double)] {
        var rest: [(from: Double, to: Double)] = []
        var from = whole.from
        for gap in gaps where gap.to > whole.from && gap.from < whole.to {
            if gap.from > from { rest.append((from, gap.from)) }
            from = max(from, gap.to)
        }
        if whole.to > from { rest.append((from, whole.to)) }
        return rest
    }
}

/// One of the lines that make up a lane mark.
struct LinePattern {
    /// Metres to the left of the border.
    var offset: Double
    var width: Double
    var dash: Dash

    enum Dash {
        case solid, broken, dots
    }

    /// The lines of a mark; of double lines the first named is the left one, seen along the lane.
    static func lines(of kind: MarkKind, width: Double, isMirrored: Bool) -> [LinePattern] {
        let width = min(0.6, max(0.08, width))
        func pair(_ left: Dash, _ right: Dash) -> [LinePattern] {
            let (first, second) = isMirrored ? (right, left) : (left, right)
            return [
                LinePattern(offset: width, width: width, dash: first),
                LinePattern(offset: -width, width: width, dash: second),
            ]
        }
        switch kind {
        case .solid, .edge: return [LinePattern(offset: 0, width: width, dash: .solid)]
        case .broken: return [LinePattern(offset: 0, width: width, dash: .broken)]
        case .bottsDots: return [LinePattern(offset: 0, width: 0.12, dash: .dots)]
        case .solidSolid: return pair(.solid, .solid)
        case .solidBroken: return pair(.solid, .broken)
        case .brokenSolid: return pair(.broken, .solid)
        case .brokenBroken: return pair(.broken, .broken)
        case .none, .curb, .grass: return []
        }
    }

    /// Painted pieces along a chain. Dashes are 3 m with gaps of 6 m (fast roads 6 m and 12 m), in step with the road's
    /// stations, so that a change of sections leaves no trace.
    func pieces(
        along chain: PointChain, _ stretch: (from: Double, to: Double), phase: Double, isFast: Bool
    ) -> [ConvexPolygon] {
        let (paint, period): (Double, Double)
        switch dash {
        case .solid: return ribbon(chain, stretch.from, stretch.to)
        case .broken: (paint, period) = isFast ? (6, 18) : (3, 9)
        case .dots: (paint, period) = (0.12, 1.2)
        }
        var result: [ConvexPolygon] = []
        var start = stretch.from - (phase + stretch.from).truncatingRemainder(dividingBy: period)
        while start < stretch.to {
            let (from, to) = (max(start, stretch.from), min(start + paint, stretch.to))
            if to - from > 0.08 { result += ribbon(chain, from, to) }
            start += period
        }
        return result
    }

    private func ribbon(_ chain: PointChain, _ from: Double, _ to: Double) -> [ConvexPolygon] {
        guard to - from > 0.02 else { return [] }
        let line = chain.part(from: from, to: to)
        return ConvexStrips.ribbon(
            offset == 0 ? line : ConvexStrips.offset(line, by: offset), width: width, tolerance: 0.02)
    }
}
