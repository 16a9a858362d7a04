import Geometry

/// Tells two carriageways with a median between them from one for both directions.
enum Median {
    /// What a look across the road tells.
    enum Finding {
        /// Not enough of the ground has been seen.
        case unknown
        /// The road ends for good on this side.
        case none
        /// A kerbed strip, and behind it another carriageway.
        case found
    }

    /// Step of a look, metres.
    private static let step = 0.5
    /// Widths that a median may have, metres.
    private static let widths = 0.6...9.0

    /// Looks from a point on the road to one side.
    /// - Parameters:
    ///   - aside: unit vector across the road.
    ///   - reach: how far to look, metres.
    ///   - carriageway: metres of asphalt behind the strip that make it a median.
    static func look(
        _ cells: GroundCells, from point: Vector2, aside: Vector2, reach: Double, carriageway: Double
    ) -> Finding {
        var (begins, ends, beyond) = (0.0, 0.0, 0.0)
        for distance in stride(from: 1.0, through: reach, by: step) {
            let cell = cells.place(of: point + aside * distance)
            guard cell >= 0 else { break }
            let road = cells.road[cell]
            if road < 0 {
                if beyond > 0 { break }
                if begins == 0 { begins = distance }
                ends = distance
                if ends - begins + step > widths.upperBound { return .none }
            } else if road > 0, begins > 0, distance > ends + step {
                beyond += step
                if beyond >= carriageway { return ends - begins + step >= widths.lowerBound ? .found : .none }
            }
        }
        return .unknown
    }
}
