import Geometry

/// How somebody drives: parameters of following, stopping, yielding and changing lanes.
///
/// Following is the intelligent driver model (Treiber, Hennecke, Helbing 2000). The defaults of acceleration,
/// deceleration, time headway and standstill gap meet saturation flow, start-up and platoon targets together
/// (`reference/traffic.md`, section 8).
public struct DriverProfile: Sendable, Hashable {
    /// Unique name for scenario files.
    public var name: String
    /// Strongest acceleration from standstill of a usual car, m/s² (scaled by the vehicle's own ability).
    public var acceleration = 2.84
    /// Deceleration that the driver aims at when approaching a leader, m/s², > 0.
    public var deceleration = 3.40
    /// Time headway wished for, s.
    public var timeHeadway = 0.94
    /// Gap kept to a standing leader, bumper to bumper, metres.
    public var standstillGap = 2.62
    /// From the moment a standing driver could go until the vehicle moves, s.
    public var startUpDelay = 0.75
    /// Deceleration at which braking for a known stopping point begins, m/s², > 0.
    public var stopDeceleration = 1.6
    /// Hardest deceleration at which the driver still stops for yellow, m/s², > 0.
    public var yellowDeceleration = 3.0
    /// Lateral acceleration accepted in curves, m/s².
    public var lateralAcceleration = 2.0
    /// Wished speed as a share of the limit: mean and standard deviation over drivers; never above `speedShareLimit`.
    public var speedShare = 0.96
    public var speedShareDeviation = 0.06
    public var speedShareLimit = 1.0
    /// Time left before the other arrives when passing ahead, and after the other has gone when passing behind, s.
    public var gapAhead = 1.5
    public var gapBehind = 0.4
    /// Seconds of waiting after which the demanded gaps have shrunk to half.
    public var patience = 40.0
    /// Advantage in acceleration that makes a lane change worthwhile, m/s²; weight of the followers' losses, 0–1.
    public var changeThreshold = 0.35
    public var politeness = 0.3

    /// The usual driver under another name.
    public init(name: String) { self.name = name }

    /// Profiles that ship, sorted by name.
    public static let all: [DriverProfile] = [aggressive, cautious, learner, normal]

    /// The usual driver.
    public static let normal = DriverProfile(name: "normal")

    /// Keeps small gaps, accelerates hard, takes small gaps at junctions.
    public static let aggressive: DriverProfile = {
        var profile = DriverProfile(name: "aggressive")
        (profile.acceleration, profile.timeHeadway, profile.standstillGap) = (3.4, 0.75, 2.0)
        (profile.startUpDelay, profile.stopDeceleration, profile.yellowDeceleration) = (0.5, 2.4, 2.4)
        (profile.lateralAcceleration, profile.speedShare, profile.speedShareDeviation) = (2.5, 1.0, 0.03)
        (profile.gapAhead, profile.gapBehind, profile.changeThreshold, profile.politeness) = (1.0, 0.2, 0.2, 0.05)
        return profile
    }()

    /// Keeps large gaps and brakes early.
    public static let cautious: DriverProfile = {
        var profile = DriverProfile(name: "cautious")
        (profile.acceleration, profile.timeHeadway, profile.standstillGap) = (2.0, 1.5, 3.0)
        (profile.startUpDelay, profile.stopDeceleration, profile.yellowDeceleration) = (1.0, 1.3, 3.2)
        (profile.lateralAcceleration, profile.speedShare, profile.speedShareDeviation) = (1.6, 0.9, 0.05)
        (profile.gapAhead, profile.gapBehind, profile.changeThreshold, profile.politeness) = (2.5, 0.8, 0.6, 0.6)
        return profile
    }()

    /// Slow in everything.
    public static let learner: DriverProfile = {
        var profile = DriverProfile(name: "learner")
        (profile.acceleration, profile.timeHeadway, profile.standstillGap) = (1.4, 1.8, 3.5)
        (profile.startUpDelay, profile.stopDeceleration, profile.yellowDeceleration) = (1.6, 1.2, 3.2)
        (profile.lateralAcceleration, profile.speedShare, profile.speedShareDeviation) = (1.4, 0.8, 0.05)
        (profile.gapAhead, profile.gapBehind, profile.changeThreshold, profile.politeness) = (3.0, 1.0, 0.9, 0.8)
        return profile
    }()
}
