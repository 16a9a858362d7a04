import Geometry
import RoadNetwork

extension SceneBuilder {
    /// Ground materials, raised surfaces and paint; worn paint lets through what lies under its middle.
    mutating func addGround(_ map: StreetMap) {
        let tones = map.surfaces.map { GroundTone($0.material, height: $0.height) }
        for (surface, tone) in zip(map.surfaces, tones) {
            addPatch(surface.outline, tone: tone, key: surface.randomKey)
        }
        let grid = SpatialGrid(bounds: map.surfaces.map { SceneBuilder.bounds(of: $0.outline) }, cellSize: 12)
        for paint in map.paint where paint.wear < 1 {
            let middle = paint.outline.middle
            var under = GroundTone.bare
            grid.forEach(from: middle, to: middle) { row in
                if under.precedes(tones[row]), map.surfaces[row].outline.contains(middle) { under = tones[row] }
            }
            addPatch(paint.outline, tone: GroundTone(paint, over: under), key: paint.randomKey)
        }
    }

    private static func bounds(of outline: ConvexPolygon) -> (low: Vector2, high: Vector2) {
        var (low, high) = (outline.corners[0], outline.corners[0])
        for corner in outline.corners {
            low = Vector2(min(low.x, corner.x), min(low.y, corner.y))
            high = Vector2(max(high.x, corner.x), max(high.y, corner.y))
        }
        return (low, high)
    }

    mutating func addBuildings(_ map: StreetMap) {
        for (row, building) in map.buildings.enumerated() {
            let plain = Finish(building.colour, reflectivity: building.reflectivity, .building)
            let finish = store.add(plain)
            for part in building.parts {
                let hasWindows = building.floorHeight > 0
                store.addPrism(
                    part, bottom: 0, top: building.height,
                    finish: hasWindows ? store.addFacades(of: building, part, plain) : finish,
                    finishStride: hasWindows ? 1 : 0, owner: SceneOwner(.building, row: row))
            }
            close(building.randomKey)
        }
    }

    /// Kerb faces look to the right of their line, down to the carriageway.
    mutating func addKerbs(_ map: StreetMap) {
        guard !map.kerbs.isEmpty else { return }
        let finish = store.add(Finish(LinearColour(0.40, 0.39, 0.36), reflectivity: 0.32, .kerb))
        for (row, kerb) in map.kerbs.enumerated() {
            for index in 1..<kerb.line.points.count {
                store.addPanel(
                    from: kerb.line.points[index - 1], to: kerb.line.points[index], bottom: 0, top: kerb.height,
                    finish: finish, owner: SceneOwner(.kerb, row: row), detailRange: 150)
            }
            close(kerb.randomKey)
        }
    }
}
