import Geometry

/// Lanes (or a crossing) that get the same light at the same time.
public struct SignalGroup: Sendable {
    public var name: String
    public var randomKey: UInt64
    public var controller: SignalControllerID
    /// Pedestrians or cyclists instead of vehicles.
    public var isForPedestrians: Bool

    public init(name: String, randomKey: UInt64, controller: SignalControllerID, isForPedestrians: Bool = false) {
        self.name = name
        self.randomKey = randomKey
        self.controller = controller
        self.isForPedestrians = isForPedestrians
    }
}

/// What a signal shows.
public enum SignalAspect: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case dark = 0
    case red = 1
    case redYellow = 2
    case yellow = 3
    case green = 4
    case flashingYellow = 5
    case flashingGreen = 6

    /// Whether a vehicle may pass the stop line (yellow is a matter of stopping distance).
    public var letsGo: Bool { self == .green || self == .flashingGreen }
}

/// Runs the signals of a junction through fixed phases.
public struct SignalController: Sendable {
    public var name: String
    public var randomKey: UInt64
    public var phases: [SignalPhase]
    /// Seconds by which the programme is shifted: at time t it stands where an unshifted one stands at t + offset.
    public var offset: Double

    public init(name: String, randomKey: UInt64, phases: [SignalPhase], offset: Double = 0) {
        self.name = name
        self.randomKey = randomKey
        self.phases = phases
        self.offset = offset
    }

    /// Seconds of one round.
    public var cycle: Double { phases.reduce(0) { $0 + $1.duration } }

    /// The phase at `time` seconds and the seconds left in it.
    public func phase(at time: Double) -> (index: Int, remaining: Double) {
        let cycle = cycle
        guard cycle > 0 else { return (0, .infinity) }
        var rest = (time + offset).truncatingRemainder(dividingBy: cycle)
        if rest < 0 { rest += cycle }
        for (index, phase) in phases.enumerated() {
            if rest < phase.duration { return (index, phase.duration - rest) }
            rest -= phase.duration
        }
        return (phases.count - 1, 0)
    }

    /// What `group` shows at `time` seconds. Groups that a phase does not name show red.
    public func aspect(of group: SignalGroupID, at time: Double) -> SignalAspect {
        guard !phases.isEmpty else { return .dark }
        return phases[phase(at: time).index].aspect(of: group)
    }
}

/// One step of a signal programme.
public struct SignalPhase: Sendable {
    /// Seconds, > 0.
    public var duration: Double
    /// What the named groups show; all others show red.
    public var aspects: [(group: SignalGroupID, aspect: SignalAspect)]

    public init(duration: Double, aspects: [(group: SignalGroupID, aspect: SignalAspect)]) {
        self.duration = duration
        self.aspects = aspects
    }

    public func aspect(of group: SignalGroupID) -> SignalAspect {
        aspects.first { $0.group == group }?.aspect ?? .red
    }
}

/// Shape of a lamp's lens.
public enum LensShape: String, Sendable, CaseIterable {
    case round, arrowLeft, arrowStraight, arrowRight, pedestrian, bicycle
    /// Two digits: the seconds until the light changes.
    case countdown
}

/// A signal head that hangs over or stands beside the road: red above yellow above green (pedestrians: red, green).
public struct SignalHead: Sendable {
    public var randomKey: UInt64
    public var group: SignalGroupID
    /// Middle of the housing.
    public var position: Vector3
    /// The direction the lamps shine in (towards oncoming traffic), radians.
    public var facing: Double
    public var lens: LensShape
    /// Diameter of a lamp, metres.
    public var lensDiameter: Double

    /// Metres from the lenses back to the axis of a post that carries the head.
    public static let postDistance = 0.28

    public init(
        randomKey: UInt64, group: SignalGroupID, position: Vector3, facing: Double, lens: LensShape = .round,
        lensDiameter: Double = 0.3
    ) {
        self.randomKey = randomKey
        self.group = group
        self.position = position
        self.facing = facing
        self.lens = lens
        self.lensDiameter = lensDiameter
    }
}

/// A sign with a face.
public struct TrafficSign: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case stop, yield, speedLimit, priorityRoad, noEntry, pedestrianCrossing, roundabout, oneWay, roadWorks, parking
        case children, keepRight, keepLeft, busLane, other
    }

    public var randomKey: UInt64
    public var kind: Kind
    /// Number on the face (speed limit in km/h), 0 if none.
    public var value: Double
    /// Middle of the face.
    public var position: Vector3
    /// The direction the face looks in, radians.
    public var facing: Double
    /// Edge length or diameter of the face, metres.
    public var size: Double

    /// Metres from the face back to the axis of its post.
    public static let postDistance = 0.06

    public init(
        randomKey: UInt64, kind: Kind, value: Double = 0, position: Vector3, facing: Double, size: Double = 0.6
    ) {
        self.randomKey = randomKey
        self.kind = kind
        self.value = value
        self.position = position
        self.facing = facing
        self.size = size
    }
}
