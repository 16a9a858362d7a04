import Geometry

/// Speeds and decelerations at which a stop in time is certain.
public enum SafeSpeed {
    /// Highest speed from which one can still stop behind a leader that brakes as hard as it can, m/s, ≥ 0.
    ///
    /// Solves v·τ + v²/(2·b) = gap + vₗ²/(2·bₗ) for v (Gipps 1981, with the leader's own braking).
    ///
    /// - Parameters:
    ///   - gap: metres to the place or bumper not to be reached.
    ///   - leaderSpeed: m/s, ≥ 0; 0 for a fixed place.
    ///   - deceleration: own, m/s², > 0.
    ///   - leaderDeceleration: m/s², > 0.
    ///   - reaction: time τ before braking begins, s, ≥ 0.
    @inlinable
    public static func behind(
        gap: Double, leaderSpeed: Double, deceleration: Double, leaderDeceleration: Double, reaction: Double
    ) -> Double {
        let room = gap + leaderSpeed * leaderSpeed / (2 * leaderDeceleration)
        guard room > 0 else { return 0 }
        let lost = deceleration * reaction
        return max(0, (lost * lost + 2 * deceleration * room).squareRoot() - lost)
    }

    /// Acceleration for coming to rest at a fixed place, m/s²: free (infinite) as long as braking with `deceleration`
    /// is still enough, then exactly the constant deceleration that ends there.
    ///
    /// - Parameters:
    ///   - speed: m/s, ≥ 0.
    ///   - distance: metres to the stopping place; ≤ 0 = passed.
    ///   - deceleration: at which braking begins, m/s², > 0.
    ///   - reaction: time until the next decision, s, > 0.
    ///   - hardest: deceleration that the vehicle is able to, m/s².
    @inlinable
    public static func stopping(
        speed: Double, distance: Double, deceleration: Double, reaction: Double, hardest: Double
    ) -> Double {
        guard distance > 0 else { return speed > 0 ? -hardest : -0.0 }
        let safe = behind(
            gap: distance, leaderSpeed: 0, deceleration: deceleration, leaderDeceleration: 1, reaction: reaction)
        let needed = speed * speed / (2 * distance)
        return max((safe - speed) / reaction, -min(hardest, needed))
    }

    /// Metres until rest from `speed` with a constant deceleration.
    @inlinable
    public static func stoppingDistance(speed: Double, deceleration: Double) -> Double {
        speed * speed / (2 * deceleration)
    }

    /// Seconds to cover a distance when accelerating from `speed` up to `cruise` (or slowing down to it evenly).
    @inlinable
    public static func travelTime(distance: Double, speed: Double, acceleration: Double, cruise: Double) -> Double {
        guard distance > 0 else { return 0 }
        guard speed < cruise else { return distance / max(0.1, (speed + cruise) / 2) }
        let reached = (speed * speed + 2 * acceleration * distance).squareRoot()
        if reached <= cruise { return (reached - speed) / acceleration }
        let ramp = (cruise * cruise - speed * speed) / (2 * acceleration)
        return (cruise - speed) / acceleration + (distance - ramp) / cruise
    }
}
