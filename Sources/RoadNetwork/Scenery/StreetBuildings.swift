import Geometry

extension SceneryDraft {
    private static let street = RandomPurpose("scenery.street")
    private static let house = RandomPurpose("scenery.building")

    /// Façades of towns in temperate climates, linear RGB, and their reflectivity in the near infrared.
    private static let facades: [(colour: LinearColour, reflectivity: Float)] = [
        (LinearColour(0.62, 0.58, 0.50), 0.48), (LinearColour(0.45, 0.41, 0.33), 0.42),
        (LinearColour(0.30, 0.12, 0.08), 0.35), (LinearColour(0.36, 0.34, 0.32), 0.38),
        (LinearColour(0.50, 0.36, 0.18), 0.40), (LinearColour(0.22, 0.24, 0.28), 0.30),
        (LinearColour(0.66, 0.66, 0.64), 0.52), (LinearColour(0.40, 0.22, 0.15), 0.36),
    ]

    /// Rows of houses behind the pavements. Where the source has any building, none is derived.
    mutating func putUpBuildings() {
        guard map.buildings.isEmpty, options.buildingDensity > 0 else { return }
        for frontage in frontages where frontage.speedLimit > 0 && frontage.speedLimit < 19 { putUpRow(frontage) }
        notes.append("derived buildings along the streets: \(buildings.count)")
    }

    private mutating func putUpRow(_ frontage: Frontage) {
        let style = stream(SceneryDraft.street, frontage.key)
        let setback = frontage.pavementWidth + (frontage.pavementWidth > 0 ? 0.4 + 2.6 * style.uniform() : 3.5)
        let floors = 2 + style.integer(below: 4, 1)
        let isClosed = style.uniform(2) < 0.6
        let line = PointChain(frontage.kerbLine)
        // Clear of the corner, so that cross traffic is seen in time.
        var s = min(4, line.length * 0.1)
        var number = 0
        while s < line.length - 6 {
            let stream = stream(SceneryDraft.house, frontage.key, number)
            let width = min(9 + 13 * stream.uniform(), line.length - s - min(4, line.length * 0.1))
            number += 1
            guard width > 6, stream.uniform(1) < options.buildingDensity else {
                s += 8
                continue
            }
            let wishedDepth = 9 + 5 * stream.uniform(2)
            if let box = freeBox(frontage, line, s...(s + width), setback: setback, depth: wishedDepth) {
                let key = StableHash.combine(frontage.key, UInt64(number) &+ 0x686F_7573)
                build(box, key: key, floors: max(1, floors + stream.integer(below: 3, 3) - 1), stream)
            }
            s += width + (isClosed ? 0.02 : 2 + 5 * stream.uniform(4))
        }
    }

    private mutating func build(_ box: OrientedBox, key: UInt64, floors: Int, _ stream: RandomStream) {
        solid.insert(box.polygon)
        let facade = stream.choice(SceneryDraft.facades, 5)
        let height = 1.2 + 3.1 * Double(floors) + stream.uniform(6)
        buildings.append(
            Building(
                randomKey: key, parts: [box.polygon], height: height, colour: facade.colour,
                reflectivity: facade.reflectivity, floorHeight: 3.1))
    }

    /// The largest of a few footprints behind a stretch of kerb that touches nothing, or nil.
    private func freeBox(
        _ frontage: Frontage, _ line: PointChain, _ stretch: ClosedRange<Double>, setback: Double, depth: Double
    ) -> OrientedBox? {
        let (from, to) = (line.point(at: stretch.lowerBound), line.point(at: stretch.upperBound))
        let axis = (to - from).normalized
        let outward = axis.leftNormal * frontage.side
        // On the inner side of a bend the kerb bulges beyond the chord.
        let middle = line.point(at: (stretch.lowerBound + stretch.upperBound) / 2)
        let bulge = max(0, (middle - from).dot(outward))
        for (depth, extra) in [(depth, 0.0), (depth * 0.7, 0), (5.5, 0), (depth, 3), (5.5, 3), (depth, 6), (5.5, 6)] {
            let distance = setback + bulge + extra + depth / 2
            let box = OrientedBox(
                center: (from + to) / 2 + outward * distance, axis: axis,
                halfLength: from.distance(to: to) / 2 - 0.005, halfWidth: depth / 2)
            let wide = OrientedBox(
                center: box.center, axis: axis, halfLength: box.halfLength + 0.3, halfWidth: box.halfWidth + 0.3)
            if !level.overlaps(wide.polygon), !raised.overlaps(wide.polygon), !solid.overlaps(box.polygon),
                !crossings.touches(box.center, margin: 0)
            {
                return box
            }
        }
        return nil
    }
}
