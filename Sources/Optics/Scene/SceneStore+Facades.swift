import Geometry
import RoadNetwork

extension SceneStore {
    private static let glass = LinearColour(0.035, 0.045, 0.055)

    /// Finishes of the sides of one part of a building, then of its roof: rows of windows, doors and shop windows on the
    /// ground floor, posters on some.
    /// - Returns: the row of the first.
    mutating func addFacades(of building: Building, _ part: ConvexPolygon, _ plain: Finish) -> Int32 {
        let count = part.corners.count
        let first = finishes.count
        // Finishes of a solid lie side by side: figures are added first.
        for side in 0...count {
            var finish = plain
            finish.firstDecal = Int32(decals.count)
            if side < count {
                let width = part.corners[side].distance(to: part.corners[side + 1 == count ? 0 : side + 1])
                addWindows(building, width: width, key: StableHash.combine(building.randomKey, UInt64(side)))
            }
            finish.decalCount = UInt16(decals.count - Int(finish.firstDecal))
            finishes.append(finish)
        }
        return Int32(first)
    }

    private mutating func addWindows(_ building: Building, width: Double, key: UInt64) {
        guard width > 3, building.height > 3 else { return }
        let mixed = StableHash.mix(key)
        // One rhythm for the whole building.
        let style = StableHash.mix(building.randomKey)
        let axes = max(1, Int((width - 1) / (2.3 + 0.3 * Double(style & 3))))
        let period = (width - 0.8) / Double(axes)
        let share = min(0.62, (1.1 + 0.15 * Double(style >> 4 & 3)) / period)
        let floors = min(60, Int((building.height - 0.6) / building.floorHeight))
        let base = building.height - building.floorHeight * Double(floors) > 0.9 ? 1.0 : 0.2
        for floor in 0..<floors {
            let sill = base + building.floorHeight * Double(floor) + (floor == 0 ? 0.5 : 0.75)
            let top = min(building.height - 0.3, sill + (floor == 0 ? 1.9 : 1.55))
            guard top > sill + 0.4 else { continue }
            var row = Decal(
                .rectangle, SceneStore.glass, u: (0.4 + 0.5 * (1 - share) * period)...(width - 0.4), z: sill...top,
                .building)
            (row.period, row.share) = (Float(period), Float(share))
            decals.append(row)
        }
        addDoor(at: 0.4 + period * (0.5 + Double(mixed % UInt64(axes))), mixed)
        if mixed >> 32 & 7 == 0, period > 1.8 {
            // Between the axes of the windows hangs a poster.
            let u = 0.4 + period * Double(mixed >> 40 % UInt64(axes))
            let sheet = DecalSheet(
                lowU: max(0.05, u - 0.6), lowZ: 0.5, width: 1.2, height: 1.75, surfaceClass: .building)
            if sheet.lowU + 1.2 < width { addPoster(sheet, key: mixed) }
        }
    }

    private mutating func addDoor(at u: Double, _ mixed: UInt64) {
        let colours = [LinearColour(0.10, 0.05, 0.03), LinearColour(0.03, 0.07, 0.05), LinearColour(0.12, 0.12, 0.13)]
        decals.append(
            Decal(.rectangle, colours[Int(mixed >> 16 % 3)], u: (u - 0.6)...(u + 0.6), z: 0...2.3, .building))
    }
}
