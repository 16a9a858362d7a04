/// Where pieces of level ground fall in a picture.
struct GroundProjection {
    let focal: Float
    let principalRow: Float
    let principalColumn: Float
    private let stripCount: Int

    init(_ camera: UprightCamera) {
        focal = Float(camera.focalLength)
        principalRow = Float(camera.principalRow)
        principalColumn = Float(camera.principalColumn)
        stripCount = camera.columns.stripCount
    }

    /// The outline of a piece in picture coordinates, cut off in front of the lowest row.
    ///
    /// - Parameters:
    ///   - source: corners around `center`, turned like the world.
    ///   - center: in the camera's frame.
    ///   - fall: of the ground below the camera, metres.
    ///   - nearDepth: where it is cut off, metres.
    ///   - target: room for `count + 2` corners.
    /// - Returns: how many corners are left, and their bounds.
    @inline(__always)
    func outline(
        _ source: UnsafePointer<SIMD2<Float>>, count: Int, center: SIMD2<Float>, view: SweepView, fall: Float,
        nearDepth: Float, into target: UnsafeMutablePointer<SIMD2<Float>>
    ) -> (used: Int, low: SIMD2<Float>, high: SIMD2<Float>) {
        outline(count, fall: fall, nearDepth: nearDepth, into: target) {
            center + view.turned(source[$0].x, source[$0].y)
        }
    }

    /// The same for corners by number, in the camera's frame.
    @inline(__always)
    func outline(
        _ count: Int, fall: Float, nearDepth: Float, into target: UnsafeMutablePointer<SIMD2<Float>>,
        corner: (Int) -> SIMD2<Float>
    ) -> (used: Int, low: SIMD2<Float>, high: SIMD2<Float>) {
        var used = 0
        var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
        func add(_ corner: SIMD2<Float>) {
            let inverse = focal / corner.x
            let point = SIMD2(principalColumn - corner.y * inverse, principalRow + fall * inverse)
            low = SIMD2(min(low.x, point.x), min(low.y, point.y))
            high = SIMD2(max(high.x, point.x), max(high.y, point.y))
            target[used] = point
            used += 1
        }
        var previous = corner(count - 1)
        for index in 0..<count {
            let corner = corner(index)
            if (corner.x > nearDepth) != (previous.x > nearDepth) {
                let share = (nearDepth - previous.x) / (corner.x - previous.x)
                add(SIMD2(nearDepth, previous.y + (corner.y - previous.y) * share))
            }
            if corner.x > nearDepth { add(corner) }
            previous = corner
        }
        return (used, low, high)
    }

    /// Whether some strip between the bounds of an outline is not blocked before the nearest corner.
    @inline(__always)
    func isOpen(_ low: SIMD2<Float>, _ high: SIMD2<Float>, fall: Float, blocked: UnsafePointer<Float>) -> Bool {
        let nearest = (high.y - principalRow) / (focal * fall)
        let last = min(stripCount - 1, Int(min(high.x, 1e6)) / laneCount)
        var strip = max(0, Int(max(low.x, 0)) / laneCount)
        while strip <= last {
            if blocked[strip] <= nearest { return true }
            strip += 1
        }
        return false
    }
}
