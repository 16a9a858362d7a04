import Geometry
import RoadNetwork
import World

/// How a driven vehicle moved lately: one entry per tick in a ring, so that a frame's exact time, which may lie between
/// two ticks or a sweep earlier, finds its pose.
public struct MotionHistory: ColumnState {
    /// One tick.
    public struct Entry: Sendable, BitwiseCopyable {
        public var tick: Int64
        /// Reference point in the world, metres; yaw in radians, unwrapped.
        public var x: Double
        public var y: Double
        public var yaw: Double
        /// Along the heading, m/s, and sideways, left positive.
        public var speed: Double
        public var lateralSpeed: Double
        /// rad/s.
        public var yawRate: Double
        /// Along the heading, m/s².
        public var acceleration: Double
        /// Front road wheel, radians, left positive.
        public var steeringAngle: Double
    }

    /// Entry of tick t at t mod capacity; empty ones have tick -1.
    public private(set) var entries: [Entry]
    public private(set) var newest: Int64 = -1

    /// - Parameters:
    ///   - reach: seconds to look back.
    ///   - tickDuration: seconds per tick.
    public init(reach: Double, tickDuration: Double) {
        let capacity = Int((reach / tickDuration).rounded(.up)) + 3
        entries = Array(
            repeating: Entry(
                tick: -1, x: 0, y: 0, yaw: 0, speed: 0, lateralSpeed: 0, yawRate: 0, acceleration: 0,
                steeringAngle: 0), count: capacity)
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("entries", &entries)
        visitor.visit("newest", value: &newest)
    }

    /// Notes where a vehicle is at the world's tick; to be called at every tick, oldest first.
    public mutating func record(_ vehicle: ActorID, of world: WorldState) {
        let row = vehicle.index
        let tick = world.clock.tick
        let motion = world.actors.motion(of: vehicle, at: tick, clock: world.clock)
        entries[slot(tick)] = Entry(
            tick: tick, x: motion.pose.position.x, y: motion.pose.position.y, yaw: motion.pose.yaw,
            speed: motion.speed, lateralSpeed: motion.lateralSpeed, yawRate: motion.yawRate,
            acceleration: motion.acceleration, steeringAngle: world.actors.steeringAngle[row])
        newest = tick
    }

    private func slot(_ tick: Int64) -> Int { Int(tick % Int64(entries.count)) }

    private func entry(_ tick: Int64) -> Entry? {
        guard tick >= 0 else { return nil }
        let entry = entries[slot(tick)]
        return entry.tick == tick ? entry : nil
    }
}

/// Motion of the own vehicle at an exact time, with what inertial sensors feel.
public struct OwnMotion: Sendable, BitwiseCopyable {
    /// Of the reference point (middle of the rear axle).
    public var motion: ActorMotion
    /// Sideways acceleration of the reference point, m/s², left positive.
    public var lateralAcceleration: Double
    /// Change of the yaw rate, rad/s².
    public var yawAcceleration: Double
    /// Front road wheel, radians, left positive.
    public var steeringAngle: Double
}

extension MotionHistory {
    /// Motion at `time` seconds: between two ticks by cubic Hermite interpolation of the poses with the velocities at
    /// both ends, and linear interpolation of the rest; before the oldest entry backwards along its arc.
    ///
    /// At least one tick must have been recorded.
    public func motion(at time: Double, clock: Clock) -> OwnMotion {
        let ticks = time / clock.tickDuration
        // A frame's time may miss its tick by rounding.
        let nearest = ticks.rounded()
        let exact = (ticks - nearest).magnitude < 1e-6
        let low = min(newest, Int64(exact ? nearest : ticks.rounded(.down)))
        guard let start = entry(low) else { return extrapolated(to: time, clock: clock) }
        let fraction = exact ? 0 : ticks - Double(low)
        guard fraction > 0, let end = entry(low + 1) else {
            let base = entry(low - 1) ?? start
            return own(start, slopeFrom: base, to: start, clock: clock)
        }
        return interpolated(start, end, fraction, clock: clock)
    }

    private func interpolated(_ a: Entry, _ b: Entry, _ fraction: Double, clock: Clock) -> OwnMotion {
        let dt = clock.tickDuration
        let (va, vb) = (a.velocity, b.velocity)
        func hermite(_ p: Double, _ m: Double, _ q: Double, _ n: Double) -> Double {
            let t = fraction
            let (t2, t3) = (t * t, t * t * t)
            return p * (2 * t3 - 3 * t2 + 1) + m * dt * (t3 - 2 * t2 + t) + q * (3 * t2 - 2 * t3) + n * dt * (t3 - t2)
        }
        func linear(_ p: Double, _ q: Double) -> Double { p + (q - p) * fraction }
        var middle = a
        middle.x = hermite(a.x, va.x, b.x, vb.x)
        middle.y = hermite(a.y, va.y, b.y, vb.y)
        middle.yaw = hermite(a.yaw, a.yawRate, b.yaw, b.yawRate)
        middle.speed = linear(a.speed, b.speed)
        middle.lateralSpeed = linear(a.lateralSpeed, b.lateralSpeed)
        middle.yawRate = linear(a.yawRate, b.yawRate)
        middle.acceleration = linear(a.acceleration, b.acceleration)
        middle.steeringAngle = linear(a.steeringAngle, b.steeringAngle)
        return own(middle, slopeFrom: a, to: b, clock: clock)
    }

    private func own(_ entry: Entry, slopeFrom a: Entry, to b: Entry, clock: Clock) -> OwnMotion {
        let dt = clock.tickDuration
        return OwnMotion(
            motion: entry.motion,
            lateralAcceleration: entry.speed * entry.yawRate + (b.lateralSpeed - a.lateralSpeed) / dt,
            yawAcceleration: (b.yawRate - a.yawRate) / dt, steeringAngle: entry.steeringAngle)
    }

    private func extrapolated(to time: Double, clock: Clock) -> OwnMotion {
        var oldest = entries[slot(newest)]
        while let earlier = entry(oldest.tick - 1) { oldest = earlier }
        let duration = time - clock.time(of: oldest.tick)
        let pose = ArcMotion.pose(
            from: oldest.motion.pose,
            displacement: Vector2(oldest.speed * duration, oldest.lateralSpeed * duration),
            turn: oldest.yawRate * duration)
        oldest.x = pose.position.x
        oldest.y = pose.position.y
        oldest.yaw = pose.yaw
        return own(oldest, slopeFrom: oldest, to: oldest, clock: clock)
    }
}

extension MotionHistory.Entry {
    fileprivate var motion: ActorMotion {
        ActorMotion(
            pose: Pose2(x: x, y: y, yaw: yaw), speed: speed, lateralSpeed: lateralSpeed, yawRate: yawRate,
            acceleration: acceleration)
    }

    fileprivate var velocity: Vector2 { motion.velocity }
}
