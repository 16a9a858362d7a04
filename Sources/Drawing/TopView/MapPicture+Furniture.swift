import Geometry
import RoadNetwork

extension MapPicture {
    /// Everything along the street but trees.
    func drawFurniture(
        into list: inout DisplayList, visible: WorldRectangle, palette: Palette, light: Vector2, pixelsPerMetre: Double
    ) {
        guard pixelsPerMetre > 1.5 else { return }
        for row in furniture(near: visible) {
            let item = map.furniture[row]
            let corners = item.footprint.corners
            let shadow = light * min(4, 0.4 * item.height)
            switch item.kind {
            case .tree: continue
            case .bush:
                let radius = max(item.crownRadius, item.footprint.halfLength)
                list.fill(.circle(center: item.footprint.center, radius: radius), palette.tree)
            case .pole, .streetLamp, .bollard, .cone:
                let radius = max(0.14, item.footprint.halfWidth)
                list.stroke(
                    .line([item.footprint.center, item.footprint.center + shadow]), palette.shadow,
                    Stroke(radius, minimumPixels: 0.6, cap: .round))
                let colour = item.kind == .cone ? Colour(0xE8702A) : palette.furniture
                list.fill(.circle(center: item.footprint.center, radius: radius), colour)
            case .guardRail, .wall, .fence, .waterBarrier, .busShelter, .kiosk:
                if let hull = ConvexPolygon(hullOf: corners + corners.map { $0 + shadow }) {
                    list.fill(.polygon(hull.corners), palette.shadow)
                }
                list.fill(.polygon(corners), MapPicture.colour(of: item.kind, palette))
                list.stroke(.polygon(corners), palette.shadow, .pixels(0.8))
            }
        }
    }

    /// Trees, over everything that stands lower.
    func drawTrees(
        into list: inout DisplayList, visible: WorldRectangle, palette: Palette, light: Vector2, pixelsPerMetre: Double
    ) {
        let trees = furniture(near: visible.grown(by: 6)).map { map.furniture[$0] }
            .filter { $0.kind == .tree && $0.crownRadius > 0 }
        var shadows = Path()
        for tree in trees {
            let offset = light * min(5, 0.3 * tree.height)
            shadows.addCircle(center: tree.footprint.center + offset, radius: tree.crownRadius * 0.95)
        }
        list.fill(shadows, palette.shadow.faded(0.8))
        for tree in trees {
            let center = tree.footprint.center
            let variety = Double(tree.randomKey & 255) / 255
            let leaves = palette.tree.mixed(with: variety < 0.5 ? .black : .white, 0.12 * (variety - 0.5).magnitude * 2)
            list.fill(crown(of: tree, at: center, scale: 1), leaves.mixed(with: .black, 0.14).faded(0.94))
            guard pixelsPerMetre > 2.5 else { continue }
            list.fill(crown(of: tree, at: center - light * (tree.crownRadius * 0.16), scale: 0.78), leaves.faded(0.9))
            let top = center - light * (tree.crownRadius * 0.34)
            list.fill(crown(of: tree, at: top, scale: 0.42), leaves.mixed(with: .white, 0.14).faded(0.8))
        }
    }

    /// A crown seen from above: a soft wreath of lobes, as many and turned as the tree's random key says.
    private func crown(of tree: StreetFurniture, at center: Vector2, scale: Double) -> Path {
        let lobes = 7 + Int(tree.randomKey >> 8 & 3)
        let turn = Double(tree.randomKey >> 16 & 255) / 255 * 2 * .pi
        let radius = tree.crownRadius * scale
        func at(_ step: Double, _ distance: Double) -> Vector2 {
            center + Vector2(yaw: turn + step / Double(lobes) * 2 * .pi) * (radius * distance)
        }
        var path = Path()
        path.move(to: at(0, 0.93))
        for lobe in 0..<lobes {
            let base = Double(lobe)
            path.curve(at(base + 0.25, 1.09), at(base + 0.75, 1.09), to: at(base + 1, 0.93))
        }
        path.close()
        return path
    }

    private func furniture(near visible: WorldRectangle) -> [Int] {
        furnitureGrid.candidates(from: visible.low, to: visible.high)
    }

    private static func colour(of kind: StreetFurniture.Kind, _ palette: Palette) -> Colour {
        switch kind {
        case .waterBarrier: return Colour(0xD9544A)
        case .busShelter: return palette.furniture.mixed(with: Colour(0x8FB7D0), 0.5)
        case .kiosk: return palette.building.mixed(with: palette.furniture, 0.3)
        default: return palette.furniture
        }
    }
}
