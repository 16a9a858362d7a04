import Geometry
import RoadNetwork

extension StaticScene {
    /// Whether something that stands still on the map hides one point from another: buildings, walls, trees, hedges,
    /// shelters, advertising pillars.
    ///
    /// Posts and other things narrower than a person are looked past. Costs what stands near the line, not what stands in
    /// the city.
    /// - Parameters:
    ///   - eye: metres, z above ground; `point` too.
    public func hides(_ point: Vector3, from eye: Vector3) -> Bool {
        let line = SightLine(from: eye, to: point)
        let region = ConvexRegion(apex: eye.horizontal, point.horizontal, point.horizontal)
        var isHidden = false
        let look = { (rows: Range<Int>) in
            if !isHidden { isHidden = content.hides(line, rows) }
        }
        content.solidIndex.forEachRun(region, look)
        if !isHidden { content.detailIndex.forEachRun(region, look) }
        return isHidden
    }
}

extension StaticContent {
    /// Half a person's width, metres: what is narrower hides nobody.
    private static let narrowest: Float = 0.25

    @inline(__always)
    fileprivate func hides(_ line: SightLine, _ rows: Range<Int>) -> Bool {
        for row in rows {
            let solid = store.solids.start[row]
            guard solid.radius >= StaticContent.narrowest,
                line.mayTouch(solid.x, solid.y, radius: Double(solid.radius)), meets(line, solid)
            else { continue }
            return true
        }
        return false
    }

    private func meets(_ line: SightLine, _ solid: Solid) -> Bool {
        let corners = store.corners.start + Int(solid.firstCorner)
        let (bottom, top) = (Double(solid.bottom), Double(solid.top))
        func corner(_ index: Int) -> Vector2 {
            Vector2(solid.x + Double(corners[index].x), solid.y + Double(corners[index].y))
        }
        switch solid.form {
        case .prism: return line.meetsPrism(Int(solid.cornerCount), bottom: bottom, top: top, corner: corner)
        case .panel: return line.meetsPanel(corner(0), corner(1), bottom: bottom, top: top)
        case .round:
            return line.meetsRound(
                Vector2(solid.x, solid.y), Double(corners[0].x), Double(corners[0].y), Double(corners[1].x),
                bottom: bottom, top: top)
        }
    }
}
