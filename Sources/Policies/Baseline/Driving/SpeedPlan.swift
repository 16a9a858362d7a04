import Geometry

/// Why a car goes no faster.
enum SpeedReason: UInt8, BitwiseCopyable {
    case free, limit, curve, junction, signal, obstacle, crossing, goal, blindness
}

/// The acceleration that every reason to go slower still allows: each reason lowers it.
struct SpeedPlan {
    /// m/s, ≥ 0.
    let speed: Double
    /// m/s²; what is allowed so far.
    private(set) var acceleration: Double
    /// The reason that allows least.
    private(set) var reason = SpeedReason.free

    /// m/s².
    static let comfortable = 1.8
    static let braking = 1.9
    /// Seconds and metres kept from whoever drives ahead.
    private static let timeGap = 1.3
    private static let standingGap = 2.2

    init(speed: Double) {
        self.speed = max(0, speed)
        acceleration = SpeedPlan.comfortable
    }

    private mutating func lower(to value: Double, _ why: SpeedReason) {
        guard value < acceleration else { return }
        (acceleration, reason) = (value, why)
    }

    /// Not faster than `limit`, m/s (intelligent driver model, Treiber et al. 2000: free road).
    mutating func limit(to limit: Double, _ why: SpeedReason) {
        let ratio = speed / max(0.1, limit)
        lower(
            to: ratio < 1
                ? SpeedPlan.comfortable * (1 - ratio * ratio * ratio * ratio) : max(-2.5, (limit - speed) * 0.8),
            why)
    }

    /// Not faster than `limit` m/s once `distance` metres ahead.
    mutating func limit(to limit: Double, after distance: Double, _ why: SpeedReason) {
        let allowed = (limit * limit + 2 * 1.5 * max(0, distance)).squareRoot()
        lower(to: max(-3.5, (allowed - speed) / 0.7), why)
    }

    /// Standing at the latest `distance` metres ahead of the front bumper.
    mutating func stop(in distance: Double, _ why: SpeedReason) {
        if distance < 0.3, speed < 0.5 { return lower(to: -1.5, why) }
        let needed = speed * speed / (2 * max(0.05, distance))
        if needed >= 0.85 * SpeedPlan.braking { return lower(to: -min(9, needed * 1.04), why) }
        let allowed = (2 * SpeedPlan.braking * 0.85 * max(0, distance)).squareRoot()
        lower(to: (allowed - speed) / 0.8, why)
    }

    /// Behind something that moves on at `other` m/s (along the path), `gap` metres ahead of the front bumper
    /// (intelligent driver model: interaction).
    mutating func follow(gap: Double, speed other: Double) {
        let free = max(0.2, gap)
        let closing = speed - other
        let braking = 2 * (SpeedPlan.comfortable * SpeedPlan.braking).squareRoot()
        let wanted = SpeedPlan.standingGap + max(0, speed * SpeedPlan.timeGap + speed * closing / braking)
        lower(to: max(-9, SpeedPlan.comfortable * (1 - wanted * wanted / (free * free))), .obstacle)
    }
}
