import Geometry

/// Directions from a radar: against its upright axis, which what hides is told by, and as its antennas measure them.
struct RadarFrame {
    let position: Vector3
    /// Of its x axis over the ground.
    let axis: Vector2
    /// From the world into the sensor's frame, for a radar that leans.
    private let leaning: Pose3?

    init(_ worldFromSensor: Pose3) {
        position = worldFromSensor.position
        axis = Vector2(yaw: worldFromSensor.yaw)
        let isUpright = worldFromSensor.pitch == 0 && worldFromSensor.roll == 0
        leaning = isUpright ? nil : worldFromSensor
    }

    /// Counter-clockwise from the axis over the ground, radians.
    @inline(__always)
    func direction(_ away: Vector2) -> Double {
        DeterministicMath.atan2(axis.cross(away), axis.dot(away))
    }

    /// What the antennas measure of a place in a direction over the ground: azimuth in their own plane, and elevation
    /// above it.
    @inline(__always)
    func measured(_ place: Vector3, direction: Double) -> (azimuth: Double, elevation: Double) {
        guard let leaning else { return (direction, elevation(place - position)) }
        let local = leaning.toLocal(place)
        return (DeterministicMath.atan2(local.y, local.x), elevation(local))
    }

    /// The sine of the elevation; the difference matters for nothing that a radar sees.
    @inline(__always)
    private func elevation(_ away: Vector3) -> Double { away.z / max(away.length, 1e-6) }
}
