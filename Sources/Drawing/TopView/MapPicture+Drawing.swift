import Geometry
import RoadNetwork

extension MapPicture {
    /// Draws what does not move and lies in a rectangle, in world coordinates: call it inside the camera's transform.
    ///
    /// - Parameters:
    ///   - pixelsPerMetre: decides what is too small to be drawn.
    ///   - sun: direction of the light on the ground, from which shadows point away, radians.
    ///   - up: world direction that points up in the picture, radians; signs stand upright along it.
    public func draw(
        into list: inout DisplayList, visible: WorldRectangle, pixelsPerMetre: Double, palette: Palette,
        sun: Double = 2.3, up: Double = .pi / 2
    ) {
        let light = -Vector2(yaw: sun)
        for sheet in ground { draw(sheet, colour(of: sheet.look, palette), into: &list, visible: visible) }
        drawBays(into: &list, visible: visible, palette: palette)
        if pixelsPerMetre > 1 {
            for sheet in paint { draw(sheet, colour(of: sheet.look, palette), into: &list, visible: visible) }
        }
        if pixelsPerMetre > 2 { drawKerbs(into: &list, visible: visible, palette: palette) }
        drawFurniture(into: &list, visible: visible, palette: palette, light: light, pixelsPerMetre: pixelsPerMetre)
        drawBuildings(into: &list, visible: visible, palette: palette, light: light)
        drawTrees(into: &list, visible: visible, palette: palette, light: light, pixelsPerMetre: pixelsPerMetre)
        drawSigns(
            into: &list, visible: visible, palette: palette, pixelsPerMetre: pixelsPerMetre, up: Vector2(yaw: up))
    }

    private func colour(of look: Look, _ palette: Palette) -> Colour {
        switch look {
        case .surface(let material): return palette.colour(of: material)
        case .paint(let colour, let wear):
            return palette.colour(of: colour).faded(1 - 0.8 * (Double(wear) + 0.5) / Double(MapPicture.wearSteps))
        case .kerb: return palette.kerb
        case .parkingBay: return palette.whitePaint.faded(0.7)
        case .building: return palette.building
        }
    }

    private func draw(_ sheet: Sheet, _ colour: Colour, into list: inout DisplayList, visible: WorldRectangle) {
        var path = Path()
        for row in sheet.grid.candidates(from: visible.low, to: visible.high) {
            path.addPolygon(sheet.outlines[row])
        }
        list.fill(path, colour)
    }

    private func drawBays(into list: inout DisplayList, visible: WorldRectangle, palette: Palette) {
        var path = Path()
        for row in bays.grid.candidates(from: visible.low, to: visible.high) {
            path.addPolygon(bays.outlines[row])
        }
        list.stroke(path, colour(of: .parkingBay, palette), Stroke(0.1, minimumPixels: 0.6))
    }

    private func drawKerbs(into list: inout DisplayList, visible: WorldRectangle, palette: Palette) {
        var path = Path()
        for row in kerbs.grid.candidates(from: visible.low, to: visible.high) {
            path.addLine(kerbs.outlines[row])
        }
        list.stroke(path, palette.kerb, Stroke(0.15, minimumPixels: 0.7, join: .bevel))
    }

    private func drawBuildings(
        into list: inout DisplayList, visible: WorldRectangle, palette: Palette, light: Vector2
    ) {
        let rows = parts(near: visible)
        // Shadows of growing length, each faint: a soft edge.
        for share in [0.94, 0.97, 1.0, 1.03, 1.06] {
            var shadow = Path()
            for row in rows {
                let reach = min(14, 0.4 * map.buildings[buildingOfPart[row]].height) * share
                shadow.addPolygon(swept(buildings.outlines[row], by: light * reach))
            }
            list.fill(shadow, palette.shadow.faded(0.2))
        }
        var roofs = Path()
        for row in rows { roofs.addPolygon(buildings.outlines[row]) }
        list.stroke(roofs, palette.buildingEdge, Stroke(0.5, minimumPixels: 1.2))
        for row in rows {
            let building = map.buildings[buildingOfPart[row]]
            // A breath of the façade's own colour; taller ones a little lighter.
            let own = Colour(linear: building.colour)
            let roof = palette.building.mixed(with: own, 0.10).mixed(with: .white, min(0.08, building.height / 600))
            list.fill(.polygon(buildings.outlines[row]), roof)
        }
    }

    private func parts(near visible: WorldRectangle) -> [Int] {
        let wide = visible.grown(by: 26)
        return buildings.grid.candidates(from: wide.low, to: wide.high)
    }

    /// The area that a convex outline covers while it moves by an offset, counter-clockwise.
    private func swept(_ outline: [Vector2], by offset: Vector2) -> [Vector2] {
        ConvexPolygon(hullOf: outline + outline.map { $0 + offset })?.corners ?? outline
    }
}
