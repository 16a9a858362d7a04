import Geometry

/// The intelligent driver model: how strongly a driver accelerates behind a leader.
///
/// Treiber, Hennecke, Helbing: "Congested traffic states in empirical observations and microscopic simulations",
/// Physical Review E 62 (2000), equations 2 and 3.
public enum IntelligentDriver {
    /// Acceleration on a free road, m/s²: a · (1 − (v/v₀)⁴), but never harder braking than `deceleration`.
    ///
    /// - Parameters:
    ///   - speed: m/s, ≥ 0.
    ///   - desiredSpeed: m/s, > 0.
    ///   - acceleration: strongest acceleration a, m/s².
    ///   - deceleration: m/s², > 0.
    @inlinable
    public static func freeAcceleration(
        speed: Double, desiredSpeed: Double, acceleration: Double, deceleration: Double
    ) -> Double {
        let ratio = speed / desiredSpeed
        let squared = ratio * ratio
        return max(-deceleration, acceleration * (1 - squared * squared))
    }

    /// Share of the strongest acceleration that a leader takes away: (s*/s)² with
    /// s* = s₀ + max(0, v·T + v·Δv / (2·√(a·b))).
    ///
    /// - Parameters:
    ///   - speed: own speed, m/s, ≥ 0.
    ///   - gap: bumper to bumper, metres; values below 0.1 m count as 0.1 m.
    ///   - leaderSpeed: m/s (negative: comes towards us).
    @inlinable
    public static func interaction(
        speed: Double, gap: Double, leaderSpeed: Double, standstillGap: Double, timeHeadway: Double,
        acceleration: Double, deceleration: Double
    ) -> Double {
        let approach = speed * (speed - leaderSpeed) / (2 * (acceleration * deceleration).squareRoot())
        let wished = standstillGap + max(0, speed * timeHeadway + approach)
        let ratio = wished / max(0.1, gap)
        return ratio * ratio
    }

    /// Acceleration behind a leader, m/s².
    @inlinable
    public static func acceleration(
        speed: Double, desiredSpeed: Double, gap: Double, leaderSpeed: Double, profile: DriverProfile,
        accelerationShare: Double = 1
    ) -> Double {
        let strongest = profile.acceleration * accelerationShare
        let free = freeAcceleration(
            speed: speed, desiredSpeed: desiredSpeed, acceleration: strongest, deceleration: profile.deceleration)
        return free
            - strongest
            * interaction(
                speed: speed, gap: gap, leaderSpeed: leaderSpeed, standstillGap: profile.standstillGap,
                timeHeadway: profile.timeHeadway, acceleration: strongest, deceleration: profile.deceleration)
    }

    /// The gap at which the model neither accelerates nor brakes behind a leader of the same speed, metres:
    /// (s₀ + v·T) / √(1 − (v/v₀)⁴). Infinite at or above the desired speed.
    @inlinable
    public static func equilibriumGap(speed: Double, desiredSpeed: Double, profile: DriverProfile) -> Double {
        let ratio = speed / desiredSpeed
        let rest = 1 - ratio * ratio * ratio * ratio
        return rest > 0 ? (profile.standstillGap + speed * profile.timeHeadway) / rest.squareRoot() : .infinity
    }
}
