import Geometry

extension SceneryDraft {
    /// Metres that a convex piece of ground may reach over a bent border.
    static let borderTolerance = 0.03

    /// Carriageways, junction areas, cycle paths, pavements, medians and the kerbs between them.
    mutating func layGround() {
        let order = junctionOrder
        for row in order { layJunction(areas[row]) }
        for row in sections.all.indices { layCarriageway(row) }
        layParkingBays()
        for surface in map.surfaces where surface.height > 0 {
            raised.insert(surface.outline)
            islands.insert(surface.outline)
        }
        for row in sections.all.indices { layOtherLanes(row) }
        findFrontages()
        let before = surfaces.count
        for index in frontages.indices { layPavement(index) }
        for row in order { layCorners(of: areas[row]) }
        let derived = surfaces.count - before
        notes.append("derived ground and kerbs from the lanes: \(surfaces.count) pieces, \(derived) of them pavement")
    }

    // MARK: Carriageway level

    private mutating func layJunction(_ area: JunctionArea) {
        for (index, part) in (ConvexDecomposition.parts(of: area.outline) + area.links).enumerated() {
            addLevel(part, .asphalt, key: StableHash.combine(area.key, UInt64(index)))
        }
    }

    /// The hard lanes of a road for vehicles. Paths and tracks of their own come later: they give way.
    private mutating func layCarriageway(_ row: Int) {
        let section = sections.all[row]
        guard isStreet[row] else { return }
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
    func runs(of section: StreetSection) -> [(
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
    func strip(_ members: ArraySlice<StreetSection.Member>) -> [ConvexPolygon] {
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
}
