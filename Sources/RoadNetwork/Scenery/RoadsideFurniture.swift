import Geometry

extension SceneryDraft {
    private static let tree = RandomPurpose("scenery.tree")
    private static let spacing = RandomPurpose("scenery.row")

    /// Lamps and trees in rows behind the kerb, guard rails beside fast roads.
    mutating func putUpFurniture() {
        for thing in map.furniture { solid.insert(thing.footprint.polygon) }
        for building in map.buildings { for part in building.parts { solid.insert(part) } }
        keepSignalsInSight()
        let hasLamps = map.furniture.contains { $0.kind == .streetLamp }
        let hasTrees = map.furniture.contains { $0.kind == .tree }
        let before = furniture.count
        for frontage in frontages {
            if frontage.speedLimit >= 19 {
                putUpGuardRail(frontage)
                continue
            }
            guard frontage.speedLimit > 0 else { continue }
            let line = PointChain(frontage.kerbLine)
            if !hasLamps, options.lampSpacing > 0 { putUpLamps(frontage, line) }
            if !hasTrees, options.treeSpacing > 0 { plantTrees(frontage, line) }
        }
        if furniture.count > before { notes.append("derived street lamps, trees and guard rails") }
    }

    /// Nothing is put between a signal head and the traffic that it faces.
    private mutating func keepSignalsInSight() {
        for head in map.signalHeads {
            let towards = Vector2(yaw: head.facing)
            let sight = OrientedBox(
                center: head.position.horizontal + towards * 15, axis: towards, halfLength: 15.5, halfWidth: 0.6)
            solid.insert(sight.polygon)
        }
    }

    /// A place beside the carriageway, `distance` behind the kerb.
    private func place(_ frontage: Frontage, _ line: PointChain, at s: Double, behind distance: Double) -> Vector2 {
        line.point(at: s) + line.direction(at: s).leftNormal * (frontage.side * distance)
    }

    private mutating func putUpLamps(_ frontage: Frontage, _ line: PointChain) {
        // Lamps stand on one side of a street, by its key; on wide ones on both.
        let stream = stream(SceneryDraft.spacing, sections.all[frontage.section].key)
        let isWide = sections.all[frontage.section].members.count { map[$0.lane].type.isDrivable } > 2
        guard isWide || (stream.uniform() < 0.5) == (frontage.side > 0) else { return }
        var s = 4 + stream.uniform(1) * min(10, options.lampSpacing / 2)
        var number = 0
        while s < line.length - 3 {
            let center = place(frontage, line, at: s, behind: frontage.pavementWidth > 0 ? 0.5 : 1.2)
            let box = OrientedBox(center: center, axis: line.direction(at: s), halfLength: 0.08, halfWidth: 0.08)
            if isFree(box, margin: 0.25), !crossings.touches(center, margin: 0.5) {
                add(.streetLamp, box, height: 7, key: StableHash.combine(frontage.key, UInt64(number) &+ 0x6C61_6D70))
            }
            s += options.lampSpacing
            number += 1
        }
    }

    private mutating func plantTrees(_ frontage: Frontage, _ line: PointChain) {
        let row = stream(SceneryDraft.spacing, frontage.key)
        guard row.uniform() < 0.6 else { return }
        let distance = frontage.pavementWidth > 1.6 ? 0.9 : frontage.pavementWidth + 2.2
        var s = 9 + row.uniform(1) * 5
        var number = 0
        while s < line.length - 9 {
            let stream = stream(SceneryDraft.tree, frontage.key, number)
            let center = place(frontage, line, at: s, behind: distance)
            let box = OrientedBox(center: center, axis: line.direction(at: s), halfLength: 0.16, halfWidth: 0.16)
            // Drivers and walkers at a crossing see each other.
            if stream.uniform(3) < 0.85, isFree(box, margin: 0.3), !crossings.touches(center, margin: 6) {
                let crown = (1.3 + 1.2 * stream.uniform(), 2.3 + 0.8 * stream.uniform(1))
                let key = StableHash.combine(frontage.key, UInt64(number) &+ 0x7472_6565)
                add(.tree, box, height: 5.5 + 4 * stream.uniform(2), key: key, crown: crown)
            }
            s += options.treeSpacing * (0.8 + 0.4 * stream.uniform(4))
            number += 1
        }
    }

    private mutating func putUpGuardRail(_ frontage: Frontage) {
        let line = PointChain(PointChain(frontage.kerbLine).refined(step: 8))
        let moved = ConvexStrips.offset(line.points, by: frontage.side * 1.0)
        for index in moved.indices.dropFirst() {
            let (from, to) = (moved[index - 1], moved[index])
            guard from.distance(to: to) > 0.5 else { continue }
            let box = OrientedBox(
                center: (from + to) / 2, axis: (to - from).normalized, halfLength: from.distance(to: to) / 2,
                halfWidth: 0.08)
            if isFree(box, margin: 0.2) {
                add(.guardRail, box, height: 0.75, key: StableHash.combine(frontage.key, UInt64(index) &+ 0x7261_696C))
            }
        }
    }

    /// Whether a thing may stand here: off the carriageway by `margin` metres, and nothing else stands there.
    private func isFree(_ box: OrientedBox, margin: Double) -> Bool {
        let wide = OrientedBox(
            center: box.center, axis: box.axis, halfLength: box.halfLength + margin, halfWidth: box.halfWidth + margin)
        return !level.overlaps(wide.polygon) && !solid.overlaps(box.polygon)
    }
}
