import Geometry

/// How directions around the car are numbered: one bin per LiDAR column, in driving coordinates.
struct HorizonLayout: Sendable {
    /// The middle that directions and distances are measured from, driving coordinates of the ego frame.
    let middle: Vector2
    let count: Int
    /// Azimuth of bin 0 and from one bin to the next (negative where the picture is mirrored), radians.
    let start: Double
    let step: Double

    /// Without a LiDAR there is one bin for all directions.
    static let none = HorizonLayout(middle: Vector2.zero, count: 1, start: 0, step: 2 * .pi)

    /// Bin and distance of a point of the ego frame.
    func polar(of point: Vector2) -> (bin: Int, distance: Double) {
        let way = point - middle
        let bin = Int(((way.yaw - start) / step).rounded()) % count
        return (bin < 0 ? bin + count : bin, way.length)
    }

    /// The direction of a bin, unit vector.
    func direction(_ bin: Int) -> Vector2 { Vector2(yaw: start + step * Double(bin)) }
}
