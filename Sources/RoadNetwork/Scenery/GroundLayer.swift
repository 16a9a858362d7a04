import Geometry

extension SceneryDraft {
    /// Metres that a convex piece of ground may reach over a bent border.
    private static let borderTolerance = 0.03

    /// Carriageways, junction areas, cycle paths, pavements, medians and the kerbs between them.
    mutating func layGround() {
        let order = junctionOrder
        for row in order { layJunction(areas[row]) }
        for row in sections.all.indices { layLevelLanes(row) }
        layParkingBays()
        for surface in map.surfaces where surface.height > 0 { raised.insert(surface.outline) }
        for row in sections.all.indices { layRaisedLanes(row) }
        findFrontages()
        let before = surfaces.count
        for index in frontages.indices { layPavement(index) }
        for row in order { layCorners(of: areas[row]) }
        let derived = surfaces.count - before
        notes.append("derived ground and kerbs from the lanes: \(surfaces.count) pieces, \(derived) of them pavement")
    }

    // MARK: Carriageway level

    private mutating func layJunction(_ area: JunctionArea) {
        for (index, part) in ConvexDecomposition.parts(of: area.outline).enumerated() {
            addLevel(part, .asphalt, key: StableHash.combine(area.key, UInt64(index)))
        }
    }

    private mutating func layLevelLanes(_ row: Int) {
        let section = sections.all[row]
        if !section.junction.isNone, isInside(section, areas[section.junction.index]) { return }
        for (number, run) in runs(of: section).enumerated() where run.ground.isLevel {
            let key = StableHash.combine(section.key, UInt64(number))
            for (index, piece) in strip(run.members).enumerated() {
                let material: GroundSurface.Material = run.ground == .cyclePath ? .cyclePath : .asphalt
                addLevel(piece, material, key: StableHash.combine(key, UInt64(index)))
            }
        }
    }

    /// Asphalt below parking bays that lie beside the lanes.
    private mutating func layParkingBays() {
        for bay in map.parkingBays.sorted(by: { $0.randomKey < $1.randomKey }) {
            let polygon = bay.box.polygon
            if polygon.shrunk(by: 0.1).corners.allSatisfy({ level.contains($0) }) { continue }
            addLevel(polygon, .asphalt, key: StableHash.combine(bay.randomKey, 1))
        }
    }

    private mutating func addLevel(_ piece: ConvexPolygon, _ material: GroundSurface.Material, key: UInt64) {
        level.insert(piece)
        surfaces.append(GroundSurface(randomKey: key, material: material, outline: piece))
    }

    /// Whether the junction's outline covers the section's lanes.
    private func isInside(_ section: StreetSection, _ area: JunctionArea) -> Bool {
        guard !area.outline.isEmpty else { return false }
        return section.members.allSatisfy { member in
            guard sections.ground(member).isLevel else { return true }
            let borders = [sections.border(member, side: 1), sections.border(member, side: -1)]
            return zip(borders[0], borders[1]).dropFirst().dropLast().allSatisfy { left, right in
                let (inner, outer) = (left.interpolated(to: right, 0.01), right.interpolated(to: left, 0.01))
                return area.contains(inner) && area.contains(outer)
            }
        }
    }

    /// Neighbouring members on the same ground.
    private func runs(of section: StreetSection) -> [(
        ground: StreetSection.Ground, members: ArraySlice<StreetSection.Member>
    )] {
        var result: [(ground: StreetSection.Ground, members: ArraySlice<StreetSection.Member>)] = []
        for (index, member) in section.members.enumerated() {
            let ground = sections.ground(member)
            if let last = result.last, last.ground == ground {
                result[result.count - 1].members = section.members[last.members.startIndex...index]
            } else {
                result.append((ground, section.members[index...index]))
            }
        }
        return result
    }

    /// Convex pieces of some lanes side by side.
    private func strip(_ members: ArraySlice<StreetSection.Member>) -> [ConvexPolygon] {
        let left = sections.border(members[members.startIndex], side: 1)
        let right = sections.border(members[members.endIndex - 1], side: -1)
        if left.count == right.count {
            return ConvexStrips.pieces(left: left, right: right, tolerance: SceneryDraft.borderTolerance)
        }
        return members.flatMap { member in
            ConvexStrips.pieces(
                left: sections.border(member, side: 1), right: sections.border(member, side: -1),
                tolerance: SceneryDraft.borderTolerance)
        }
    }

    // MARK: Raised lanes of the source

    private mutating func layRaisedLanes(_ row: Int) {
        let section = sections.all[row]
        let isConnecting = !section.junction.isNone
        for (number, run) in runs(of: section).enumerated() {
            let material: GroundSurface.Material
            switch run.ground {
            case .pavement: material = .pavingStones
            case .median: material = .concrete
            case .gravel: material = .gravel
            default: continue
            }
            let height = run.ground.isRaised ? Scenery.kerbHeight : 0
            let key = StableHash.combine(section.key, UInt64(number))
            for (index, piece) in strip(run.members).enumerated()
            where !isConnecting || !level.overlaps(piece.shrunk(by: 0.2)) {
                addRaised(piece, material, height, key: StableHash.combine(key, UInt64(index)))
            }
        }
        guard !isConnecting else { return }
        for index in section.members.indices.dropFirst() {
            let (left, right) = (section.members[index - 1], section.members[index])
            let (onLeft, onRight) = (sections.ground(left), sections.ground(right))
            let key = StableHash.combine(section.key, UInt64(index) &+ 0x6B65_7262)
            if onLeft.isRaised, onRight.isLevel {
                addKerb(sections.border(right, side: 1), key: key)
            } else if onLeft.isLevel, onRight.isRaised {
                addKerb(sections.border(left, side: -1).reversed(), key: key)
            }
        }
    }

    private mutating func addRaised(
        _ piece: ConvexPolygon, _ material: GroundSurface.Material, _ height: Double, key: UInt64
    ) {
        raised.insert(piece)
        surfaces.append(GroundSurface(randomKey: key, material: material, height: height, outline: piece))
    }

    // MARK: Derived pavements

    private mutating func findFrontages() {
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
        guard options.pavementWidth > 0, sections.speedLimit(of: section) < 19 else { return 0 }
        return options.pavementWidth
    }

    /// A derived pavement along one side of a street, except where another carriageway is in the way.
    private mutating func layPavement(_ index: Int) {
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
            return !level.overlaps(quad.shrunk(by: 0.25))
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
    private mutating func layCorners(of area: JunctionArea) {
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

    // MARK: Kerbs

    /// Adds a kerb with its raised side to the left, lowered where a crossing meets it.
    mutating func addKerb(_ line: [Vector2], key: UInt64) {
        let chain = PointChain(line)
        guard chain.length > 0.05 else { return }
        var cuts = [0.0]
        for interval in crossings.intervals(of: chain, margin: 0) { cuts += [interval.from, interval.to] }
        cuts.append(chain.length)
        for index in 0..<(cuts.count - 1) where cuts[index + 1] - cuts[index] > 0.05 {
            guard let part = Polyline(chain.part(from: cuts[index], to: cuts[index + 1])) else { continue }
            kerbs.append(
                Kerb(
                    randomKey: StableHash.combine(key, UInt64(index)), line: part,
                    height: index % 2 == 0 ? Scenery.kerbHeight : Scenery.droppedKerbHeight))
        }
    }
}

extension OrientedBox {
    /// The part of a segment inside the box, as fractions of it; nil if it misses the box.
    func clip(from: Vector2, to: Vector2) -> (from: Double, to: Double)? {
        var (enter, leave) = (0.0, 1.0)
        for (direction, half) in [(axis, halfLength), (axis.leftNormal, halfWidth)] {
            let start = (from - center).dot(direction)
            let change = (to - from).dot(direction)
            if change.magnitude < 1e-12 {
                if start.magnitude > half { return nil }
                continue
            }
            let (first, second) = ((-half - start) / change, (half - start) / change)
            enter = max(enter, min(first, second))
            leave = min(leave, max(first, second))
        }
        return enter < leave ? (enter, leave) : nil
    }
}
