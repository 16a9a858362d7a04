import Geometry

/// How directions around the car are numbered: one bin per LiDAR column, in driving coordinates. LiDARs that see less
/// than a full turn have no bins for the rest.
struct HorizonLayout: Sendable {
    /// The middle that directions and distances are measured from, driving coordinates of the ego frame.
    let middle: Vector2
    let count: Int
    /// Azimuth of bin 0 and from one bin to the next (negative where the picture is mirrored), radians.
    let start: Double
    let step: Double

    /// Without a LiDAR there is one bin for all directions.
    static let none = HorizonLayout(middle: Vector2.zero, count: 1, start: 0, step: 2 * .pi)

    /// Bin and distance of a point of the ego frame; no bin where the LiDAR does not look.
    func polar(of point: Vector2) -> (bin: Int?, distance: Double) {
        let way = point - middle
        let turn = max(count, Int((2 * .pi / step.magnitude).rounded()))
        let bin = Int(((way.yaw - start) / step).rounded()) % turn
        let place = bin < 0 ? bin + turn : bin
        return (place < count ? place : nil, way.length)
    }

    /// The direction of a bin, unit vector.
    func direction(_ bin: Int) -> Vector2 { Vector2(yaw: start + step * Double(bin)) }
}
