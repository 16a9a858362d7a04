import Geometry

/// Pavements along streets that the source gives none.
extension SceneryDraft {
    mutating func findFrontages() {
        for (row, section) in sections.all.enumerated() where section.junction.isNone {
            guard let range = sections.levelRange(of: section) else { continue }
            let limit = sections.speedLimit(of: section)
            firstFrontage[row] = Int32(frontages.count)
            for side in [1.0, -1.0] {
                let edge = section.members[side > 0 ? range.lowerBound : range.upperBound]
                let outside =
                    side > 0 ? section.members[..<range.lowerBound] : section.members[(range.upperBound + 1)...]
                let width = outside.reduce(0.0) { sum, member in
                    let lane = map[member.lane]
                    return sections.ground(member) == .nothing
                        ? sum : sum + 2 * lane.halfWidths[lane.halfWidths.count / 2]
                }
                let key = StableHash.combine(section.key, side > 0 ? 1 : 2)
                frontages.append(
                    Frontage(
                        key: key, section: row, side: side, kerbLine: sections.border(edge, side: side),
                        pavementWidth: width > 0 ? width : -derivedWidth(section), speedLimit: limit,
                        isForward: runsForward(section, side: side)))
            }
        }
    }

    /// Whether traffic next to a side of the section drives along it.
    private func runsForward(_ section: StreetSection, side: Double) -> Bool {
        let motor = section.members.filter { map[$0.lane].type.isDrivable }
        if motor.allSatisfy(\.isForward) { return true }
        if !motor.contains(where: \.isForward) { return false }
        return (side < 0) == (map.drivingSide == .right)
    }

    /// Pavement of streets that the source gives none: like all of its road, so that sections fit together.
    private func derivedWidth(_ section: StreetSection) -> Double {
        let limit = sections.speedLimit(of: section)
        guard options.pavementWidth > 0, limit > 0, limit < 19 else { return 0 }
        return options.pavementWidth
    }

    /// A derived pavement along one side of a street, except where another carriageway is in the way.
    mutating func layPavement(_ index: Int) {
        let frontage = frontages[index]
        guard frontage.pavementWidth < 0 else { return }
        let width = -frontage.pavementWidth
        let line = PointChain(frontage.kerbLine).refined(step: 6)
        let laid = layPavement(
            along: frontage.side > 0 ? line.reversed() : line, width: (width, width), key: frontage.key)
        frontages[index].pavementWidth = laid ? width : 0
    }

    /// Lays pavement to the right of a line, and the kerb between; whether any of it was free. `ends`: where its far
    /// edge begins and ends, so that it meets the pavements it joins; nil: square to the line.
    @discardableResult
    private mutating func layPavement(
        along line: [Vector2], width: (from: Double, to: Double), key: UInt64, ends: (Vector2, Vector2)? = nil
    ) -> Bool {
        guard line.count >= 2, max(width.from, width.to) > 0.3 else { return false }
        let widths = line.indices.map { -(width.from + (width.to - width.from) * Double($0) / Double(line.count - 1)) }
        var outer = ConvexStrips.offset(line, by: widths)
        if let ends { (outer[0], outer[outer.count - 1]) = ends }
        var run = 0
        var first = 0
        func isFree(_ index: Int) -> Bool {
            let corners = [line[index], line[index + 1], outer[index + 1], outer[index]]
            guard let quad = ConvexPolygon(hullOf: corners), quad.area > 1e-3 else { return true }
            return !level.overlaps(quad.shrunk(by: 0.25)) && !islands.overlaps(quad.shrunk(by: 0.25))
        }
        func close(_ last: Int) {
            guard last > first else { return }
            run += 1
            let pieces = ConvexStrips.pieces(
                left: Array(line[first...last]), right: Array(outer[first...last]),
                tolerance: SceneryDraft.borderTolerance)
            for (number, piece) in pieces.enumerated() {
                let pieceKey = StableHash.combine(key, UInt64(run * 4096 + number))
                addRaised(piece, .pavingStones, Scenery.kerbHeight, key: pieceKey)
            }
            addKerb(line[first...last].reversed(), key: StableHash.combine(key, UInt64(run) &+ 0x6B65_7262))
        }
        for index in 0..<(line.count - 1) where !isFree(index) {
            close(index)
            first = index + 1
        }
        close(line.count - 1)
        return run > 0
    }

    /// Pavement around the corners of a junction, as wide as that of the streets it joins.
    mutating func layCorners(of area: JunctionArea) {
        for (index, corner) in area.corners.enumerated() {
            let (from, to) = (area.arms[corner.from], area.arms[corner.to])
            let width = (pavementWidth(beside: from, left: true), pavementWidth(beside: to, left: false))
            guard width.0 > 0, width.1 > 0 else { continue }
            let line = PointChain(corner.line).refined(step: 4)
            let ends = (
                from.leftCorner + from.outward.leftNormal * width.0, to.rightCorner - to.outward.leftNormal * width.1
            )
            layPavement(
                along: line, width: (width.0, width.1), key: StableHash.combine(area.key, UInt64(index) + 1000),
                ends: ends)
        }
    }

    private func pavementWidth(beside arm: JunctionArm, left: Bool) -> Double {
        // Seen from the junction; along the section sides swap at its end.
        let side = left != arm.atEnd ? 1.0 : -1.0
        let row = Int(firstFrontage[arm.section])
        guard row >= 0 else { return 0 }
        return frontages[side > 0 ? row : row + 1].pavementWidth
    }
}
