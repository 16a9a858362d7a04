extension ColumnFan {
    /// Whether a circle may lie within the fan and `far`.
    @inline(__always)
    func mayReach(_ center: SIMD2<Float>, radius: Float, far: Float) -> Bool {
        switch layout {
        case .azimuth:
            return center.x * center.x + center.y * center.y < (far + radius) * (far + radius)
                && wedge.mayHold(center, radius: radius)
        case .plane:
            let (low, high) = (lateralLow, lateralHigh)
            return center.x > nearDepth - radius && center.x < far + radius
                && center.y > low.slope * center.x - radius * low.secant
                && center.y < high.slope * center.x + radius * high.secant
        }
    }

    /// 1 / smallest distance of a convex outline that does not hold the sensor; huge if it does.
    @inline(__always)
    func nearest(_ outline: UnsafePointer<SIMD2<Float>>, _ count: Int) -> (inverse: Float, isInside: Bool) {
        switch layout {
        case .plane:
            var depth = outline[0].x
            for index in 1..<count where outline[index].x < depth { depth = outline[index].x }
            return (1 / max(depth, nearDepth), false)
        case .azimuth:
            var squared: Float = 0
            var isInside = true
            for index in 0..<count {
                let (start, end) = (outline[index], outline[index + 1])
                let (x, y) = (end.x - start.x, end.y - start.y)
                let area = start.x * end.y - start.y * end.x
                let isFront = area < 0 || count == 2
                isInside = isInside && !isFront
                let along = -(start.x * x + start.y * y)
                let length = x * x + y * y
                let corner = min(start.x * start.x + start.y * start.y, end.x * end.x + end.y * end.y)
                // One division, no branch: either the foot of the perpendicular or a corner is nearest.
                let isFoot = along > 0 && along < length
                let inverse = (isFoot ? length : 1) / (isFoot ? area * area : corner)
                squared = max(squared, isFront ? inverse : 0)
            }
            return isInside ? (1 / nearDepth, true) : (min(1 / nearDepth, squared.squareRoot() * 1.000001), false)
        }
    }

    /// An upper bound of 1 / distance of a circle.
    @inline(__always)
    func inverseNearest(_ center: SIMD2<Float>, _ radius: Float) -> Float {
        let distance: Float
        switch layout {
        case .plane: distance = center.x
        case .azimuth: distance = (center.x * center.x + center.y * center.y).squareRoot()
        }
        return 1 / max(nearDepth, distance - radius)
    }

    /// A lower bound of 1 / distance of a circle.
    @inline(__always)
    func inverseFarthest(_ center: SIMD2<Float>, _ radius: Float) -> Float {
        switch layout {
        case .plane: return 1 / (max(0, center.x) + radius)
        case .azimuth: return 1 / ((center.x * center.x + center.y * center.y).squareRoot() + radius)
        }
    }
}
