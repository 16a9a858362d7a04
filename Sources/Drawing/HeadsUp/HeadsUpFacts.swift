import DrivingInterface

/// What the panels over the scene say.
public struct HeadsUpFacts: Sendable {
    /// Scenario and variant.
    public var title: String
    /// Policy, seed and the like.
    public var subtitle: String
    /// Simulated seconds.
    public var time: Double
    /// m/s.
    public var speed: Double
    /// m/s; nil where unknown.
    public var speedLimit: Double?
    /// Directions; nil for none.
    public var guidance: RouteGuidance?
    /// Last command carried out: road wheel angle, radians, and acceleration, m/s².
    public var steering: Double
    public var acceleration: Double
    /// Largest road wheel angle, radians, > 0.
    public var maximumSteering: Double
    public var indicator: Indicator
    public var mode: DrivingMode
    /// Short words beside the clock, for example `paused` or `× 2`.
    public var state: String
    /// Newest last; shown at the left.
    public var events: [Event]

    /// Something that happened.
    public struct Event: Sendable, Hashable {
        public var time: Double
        public var text: String
        public var isBad: Bool

        public init(time: Double, text: String, isBad: Bool) {
            self.time = time
            self.text = text
            self.isBad = isBad
        }
    }

    public init(title: String = "", subtitle: String = "", time: Double = 0, speed: Double = 0) {
        self.title = title
        self.subtitle = subtitle
        self.time = time
        self.speed = speed
        (speedLimit, guidance) = (nil, nil)
        (steering, acceleration, maximumSteering) = (0, 0, 0.6)
        (indicator, mode, state, events) = (.off, .driving, "", [])
    }
}
