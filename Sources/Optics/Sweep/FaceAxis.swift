/// The horizontal axis of a face in the sensor's frame: what places figures on it.
struct FaceAxis {
    /// First corner.
    var x: Float
    var y: Float
    /// Unit vector to the second corner.
    var alongX: Float
    var alongY: Float

    /// The axis of side `side` of a prism or panel.
    @inline(__always)
    init(side: Int, of solid: Solid, store: SceneStore, view: SweepView) {
        let corners = store.corners.start + Int(solid.firstCorner)
        let center = view.turned(Float(solid.x - view.x), Float(solid.y - view.y))
        let start = corners[side]
        let end = corners[side + 1 == Int(solid.cornerCount) ? 0 : side + 1]
        let first = center + view.turned(start.x, start.y)
        let along = view.turned(end.x - start.x, end.y - start.y)
        let scale = 1 / max(1e-9, (along.x * along.x + along.y * along.y).squareRoot())
        (x, y) = (first.x, first.y)
        (alongX, alongY) = (along.x * scale, along.y * scale)
    }

    /// Metres from the first corner to where eight columns meet the face at 1 / distance `entry`.
    @inline(__always)
    func position(_ entry: Lanes, _ directionX: Lanes, _ directionY: Lanes) -> Lanes {
        let away = 1 / select(entry .> Lanes(), entry, Lanes(repeating: 1e-30))
        return (directionX * away - x) * alongX + (directionY * away - y) * alongY
    }
}

extension Decal {
    /// The heights between which the figure covers the face at eight positions along it, and where it does so at all.
    @inline(__always)
    func heights(at u: Lanes, lines: UnsafePointer<SIMD2<Float>>) -> (isCovered: LaneMask, low: Lanes, high: Lanes) {
        var isWithin = (u .>= Lanes(repeating: lowU)) .& (u .< Lanes(repeating: highU))
        var low = Lanes(repeating: lowZ)
        var high = Lanes(repeating: highZ)
        if shape == .disc {
            let offset = (u - 0.5 * (lowU + highU)) * (2 / (highU - lowU))
            let square = lanesMax(Lanes(repeating: 1) - offset * offset, Lanes())
            let half = lanesSquareRoot(square) * (0.5 * (highZ - lowZ))
            let middle = Lanes(repeating: 0.5 * (lowZ + highZ))
            return (isWithin, middle - half, middle + half)
        }
        if period > 0 {
            let turns = lanesMax((u - lowU) * (1 / period), Lanes())
            let part = turns - Lanes(lanesRounded(turns - 0.5))
            isWithin = both(isWithin, part .< Lanes(repeating: share))
        }
        // Rectangles have no lines.
        for line in 0..<Int(upperLineCount) {
            high = lanesMin(high, lineHeight(line, u, lines))
        }
        for line in 0..<Int(lowerLineCount) {
            low = lanesMax(low, lineHeight(Int(upperLineCount) + line, u, lines))
        }
        return (isWithin .& (low .< high), low, high)
    }

    @inline(__always)
    private func lineHeight(_ line: Int, _ u: Lanes, _ lines: UnsafePointer<SIMD2<Float>>) -> Lanes {
        let numbers = lines[Int(firstLine) + line]
        return u * numbers.y + numbers.x
    }
}
