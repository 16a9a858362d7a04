/// Where eight columns enter and leave a footprint, as inverse distances.
struct LaneSpan {
    /// 1 / distance of entry; 0 where the column misses the footprint.
    var entry: Lanes
    /// 1 / distance of exit; 0 for never.
    var exit: Lanes
    /// Which of the sides that face the sensor is entered: its place among them, -1 for none (inside).
    var side: SIMD8<Int32>
    /// Distance of that side's line from the sensor: entry · this = cosine of incidence in the plane.
    var sideDistance: Lanes
}

/// Stands for "right at the sensor" in inverse distances.
let atSensor: Float = 1e30

extension SweptEdge {
    /// Clips eight columns against the sides of a convex footprint: those that face the sensor stand first.
    @inline(__always)
    static func span(
        of edges: UnsafePointer<SweptEdge>, front: Int, back: Int, _ x: Lanes, _ y: Lanes
    ) -> LaneSpan {
        var entry = Lanes(repeating: atSensor)
        var side = SIMD8<Int32>(repeating: -1)
        var sideDistance = Lanes(repeating: 0)
        for row in 0..<front {
            let edge = edges[row]
            let w = edge.inverseDistance(x, y)
            let isLater = w .< entry
            entry = select(isLater, w, entry)
            side = select(isLater, SIMD8(repeating: Int32(truncatingIfNeeded: row)), side)
            sideDistance = select(isLater, Lanes(repeating: edge.distance), sideDistance)
        }
        var exit = Lanes(repeating: 0)
        for row in front..<(front + back) { exit = lanesMax(exit, edges[row].inverseDistance(x, y)) }
        entry = select(entry .< exit, Lanes(), entry)
        return LaneSpan(entry: lanesMax(entry, Lanes()), exit: exit, side: side, sideDistance: sideDistance)
    }

    /// The same without noting which side is entered.
    @inline(__always)
    static func distances(
        of edges: UnsafePointer<SweptEdge>, front: Int, back: Int, _ x: Lanes, _ y: Lanes
    ) -> (entry: Lanes, exit: Lanes) {
        var entry = Lanes(repeating: atSensor)
        for row in 0..<front { entry = lanesMin(entry, edges[row].inverseDistance(x, y)) }
        var exit = Lanes(repeating: 0)
        for row in front..<(front + back) { exit = lanesMax(exit, edges[row].inverseDistance(x, y)) }
        entry = select(entry .< exit, Lanes(), entry)
        return (lanesMax(entry, Lanes()), exit)
    }

    /// A panel's three rows: its line, and the directions between its ends.
    @inline(__always)
    static func panelEntry(_ edges: UnsafePointer<SweptEdge>, _ x: Lanes, _ y: Lanes) -> Lanes {
        let w = edges[0].inverseDistance(x, y)
        let isBetween =
            (edges[1].inverseDistance(x, y) .>= Lanes()) .& (edges[2].inverseDistance(x, y) .>= Lanes())
        return select(isBetween .& (w .> Lanes()), w, Lanes())
    }
}

extension SweptRound {
    /// Cylinder of the largest radius: entry and exit as inverse distances, 0 where missed.
    @inline(__always)
    func span(_ x: Lanes, _ y: Lanes) -> (entry: Lanes, exit: Lanes) {
        let constant = self.x * self.x + self.y * self.y - radiusSquared
        let along = x * self.x + y * self.y
        let discriminant = along * along - (x * x + y * y) * constant
        let inverse = 1 / constant
        if constant < 0 {
            // The sensor stands within: every column leaves, none enters.
            return (Lanes(repeating: atSensor), (along - lanesSquareRoot(discriminant)) * inverse)
        }
        let isHit = (discriminant .>= Lanes()) .& (along .> Lanes())
        let root = lanesSquareRoot(select(isHit, discriminant, Lanes()))
        return (select(isHit, (along + root) * inverse, Lanes()), select(isHit, (along - root) * inverse, Lanes()))
    }

    /// Hits of eight rays with the side, and with the flat top.
    ///
    /// - Parameters:
    ///   - slope: rise per unit of distance.
    ///   - along: direction · axis position.
    ///   - square: squared length of the direction in the plane.
    /// - Returns: inverse distance, 0 where missed; and the root of the quadratic, which is the numerator of the cosine
    ///   of incidence (0 on the top).
    @inline(__always)
    func hit(slope: Lanes, along: Lanes, square: Lanes, bottom: Float, top: Float) -> (w: Lanes, root: Lanes) {
        let linear = along + slope * (0.5 * b)
        let discriminant = linear * linear - (square - slope * c * slope) * constant
        let isReal = discriminant .>= Lanes()
        let root = lanesSquareRoot(select(isReal, discriminant, Lanes()))
        let near = (linear + root) * inverseConstant
        let far = (linear - root) * inverseConstant
        var w = select(isReal .& isBetween(far, slope, bottom, top), far, Lanes())
        w = select(isReal .& isBetween(near, slope, bottom, top), near, w)
        guard top < 0, lowestLane(slope) < 0 else { return (w, root) }
        let isDown = slope .< Lanes()
        let distance = top / select(isDown, slope, Lanes(repeating: -1))
        let radiusSquared = max(0, a + top * (b + top * c))
        let gap = square * (distance * distance) - along * (distance * 2) + (x * x + y * y)
        let isOnTop = isDown .& (gap .<= Lanes(repeating: radiusSquared)) .& (w .< 1 / distance)
        return (select(isOnTop, 1 / distance, w), select(isOnTop, Lanes(), root))
    }

    /// Whether height slope / w lies between two heights, for w > 0.
    @inline(__always)
    private func isBetween(_ w: Lanes, _ slope: Lanes, _ bottom: Float, _ top: Float) -> LaneMask {
        (w .> Lanes()) .& (slope .>= w * bottom) .& (slope .<= w * top)
    }
}
