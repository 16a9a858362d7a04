import Fields
import Geometry
import RoadNetwork

/// What all kinds of junctions have in common.
public struct NativeJunctionOptions: FieldDescribed {
    public var control = NativeControl.priority
    public var cornerRadius = 7.0
    public var armLength = 20.0
    public var crossings = NativeCrossingKind.none
    public var crossingWidth = 4.0
    public var uTurns = false
    /// Arms with priority; empty: the straight way through.
    public var major: [Located<String>] = []
    public var turns: [Named<[[NativeTurn]]>] = []
    public var signals = NativeSignals()

    public init() {}

    public static let fields = FieldTable<Self>("junction options", "What all junctions have in common.") {
        Field("control", \.control, "Who goes first.")
        Field("corner_radius", \.cornerRadius, .length, in: 1...40, "Radius of the kerbs at the corners.")
        Field("arm_length", \.armLength, .length, in: 8...300, "Length of road that belongs to each arm.")
        Field("crossings", \.crossings, "Crossings on the arms.")
        Field("crossing_width", \.crossingWidth, .length, in: 2...15, "Width of the crossings.")
        Field("u_turns", \.uTurns, "Vehicles may turn back from the innermost lane.")
        Field("major", \.major, in: 0...8, "Arms that have priority; left out: the straight way through.")
        Field(
            "turns", \.turns, .map(of: .list(of: .list(of: .choice, count: 1...4), count: 1...8), count: 0...8),
            "By arm: the turns of each lane that leads in, from the middle of the road outwards.")
        Field("signals", \.signals, "The signal programme.")
    }
}

/// Who goes first at a junction.
public enum NativeControl: String, Sendable, CaseIterable {
    case signals, priority
    case priorityStop = "priority_stop"
    case allWayStop = "all_way_stop"
    case rightBeforeLeft = "right_before_left"
    case free

    var described: DescribedJunction.Control {
        switch self {
        case .signals: return .signals
        case .priority: return .priority
        case .priorityStop: return .priorityStop
        case .allWayStop: return .allWayStop
        case .rightBeforeLeft: return .rightBeforeLeft
        case .free: return .free
        }
    }
}

/// Directions of a lane in files.
public enum NativeTurn: String, Sendable, CaseIterable {
    case left, straight, right
    case uTurn = "u_turn"

    func direction(flipped: Bool) -> TurnDirection {
        switch self {
        case .straight: return .straight
        case .uTurn: return .uTurn
        case .left: return flipped ? .right : .left
        case .right: return flipped ? .left : .right
        }
    }
}

/// Crossings on the arms of a junction.
public enum NativeCrossingKind: String, Sendable, CaseIterable {
    case none, plain, zebra
}

/// Four arms: `back` (where it starts), `left`, `ahead`, `right`.
public struct FourWayPiece: NativePiece {
    public var start = NativeStart()
    public var cross: Located<String>?
    public var ahead: Located<String>?
    public var skew = 0.0
    public var offset = 0.0
    public var options = NativeJunctionOptions()

    public init() {}

    public static let fields = FieldTable<Self>(
        "four_way", "A crossroads. Ends: `left`, `ahead`, `right`, and `back` if it starts at no end."
    ) {
        Field("cross", \.cross, "Profile of the crossing road, which runs from left to right; left out: the same.")
        Field("ahead", \.ahead, "Profile of the road ahead; left out: the same.")
        Field("skew", \.skew, .angle, in: -1...1, "Turns the crossing road to the left.")
        Field("offset", \.offset, .length, in: -8...8, "Shifts the arm ahead to the left.")
        Field.inline(\.start)
        Field.inline(\.options)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        var arms = [
            NativeArm("left", angle: .pi / 2 + skew, profile: cross, leadsIn: true),
            NativeArm("ahead", angle: 0, profile: ahead), NativeArm("right", angle: skew - .pi / 2, profile: cross),
        ]
        arms[1].shift = offset
        layout.junction(name, start, arms, options)
    }
}

/// Three arms: `back` and two of `left`, `ahead`, `right`.
public struct TJunctionPiece: NativePiece {
    public var start = NativeStart()
    public var missing = NativeArmName.ahead
    public var cross: Located<String>?
    public var skew = 0.0
    public var options = NativeJunctionOptions()

    public init() {}

    public static let fields = FieldTable<Self>("t_junction", "A T junction. Ends: two of `left`, `ahead`, `right`.") {
        Field("missing", \.missing, "The arm that a crossroads would have and this junction has not.")
        Field("cross", \.cross, "Profile of the roads to the left and right; left out: the same.")
        Field("skew", \.skew, .angle, in: -1...1, "Turns the arms to the left and right.")
        Field.inline(\.start)
        Field.inline(\.options)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        let arms = [
            NativeArm("left", angle: .pi / 2 + skew, profile: cross, leadsIn: true), NativeArm("ahead", angle: 0),
            NativeArm("right", angle: skew - .pi / 2, profile: cross),
        ].filter { $0.name != missing.rawValue }
        layout.junction(name, start, arms, options)
    }
}

/// Arms of the usual junctions.
public enum NativeArmName: String, Sendable, CaseIterable {
    case left, ahead, right
}

/// Any arms at any angles.
public struct JunctionPiece: NativePiece {
    /// One arm.
    public struct Arm: FieldDescribed {
        public var angle = 0.0
        public var profile: Located<String>?
        public var shift = 0.0
        public var leadsIn = false

        public init() {}

        public static let fields = FieldTable<Self>("arm", "An arm of a junction.") {
            Field("angle", \.angle, .angle, in: -Double.pi...Double.pi, "To the left of straight ahead.").required()
            Field("profile", \.profile, "Its lanes, seen from the junction; left out: the same as `back`.")
            Field("shift", \.shift, .length, in: -10...10, "Shifts the arm to its left.")
            Field("leads_in", \.leadsIn, "The profile is seen towards the junction instead.")
        }
    }

    public var start = NativeStart()
    public var arms: [Named<Arm>] = []
    public var options = NativeJunctionOptions()

    public init() {}

    public static let fields = FieldTable<Self>(
        "junction", "A junction with arms at any angle. Ends: the names of the arms."
    ) {
        Field("arms", \.arms, in: 1...7, "The arms besides `back`, by name.").required()
        Field.inline(\.start)
        Field.inline(\.options)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        let arms = arms.map { arm in
            var plan = NativeArm(
                arm.name, angle: arm.value.angle, profile: arm.value.profile, leadsIn: arm.value.leadsIn)
            plan.shift = arm.value.shift
            return plan
        }
        layout.junction(name, start, arms, options)
    }
}

/// A road that leaves another at a small angle.
public struct ForkPiece: NativePiece {
    public var start = NativeStart()
    public var side = NativeSide.right
    public var angle = 0.26
    public var branch: Located<String>?
    public var ahead: Located<String>?
    public var armLength = 20.0

    public init() {}

    public static let fields = FieldTable<Self>("fork", "A branch leaves the road. Ends: `ahead`, `branch`.") {
        Field("side", \.side, "Where the branch leaves.")
        Field("angle", \.angle, .angle, in: 0.1...0.9, "Between the branch and straight ahead.")
        Field("branch", \.branch, "Profile of the branch.").required()
        Field("ahead", \.ahead, "Profile of the road ahead; left out: the same.")
        Field("arm_length", \.armLength, .length, in: 8...300, "Length of road that belongs to each arm.")
        Field.inline(\.start)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        layout.slip(name, start, side: side, angle: angle, branch: branch, ahead: ahead, armLength, leadsIn: false)
    }
}

/// A road that joins another at a small angle.
public struct MergePiece: NativePiece {
    public var start = NativeStart()
    public var side = NativeSide.right
    public var angle = 0.26
    public var branch: Located<String>?
    public var ahead: Located<String>?
    public var armLength = 20.0

    public init() {}

    public static let fields = FieldTable<Self>("merge", "A road joins this one. Ends: `ahead`, `branch`.") {
        Field("side", \.side, "From which side it comes.")
        Field("angle", \.angle, .angle, in: 0.1...0.9, "Between both directions of travel.")
        Field("branch", \.branch, "Profile of the joining road, seen along its traffic.").required()
        Field("ahead", \.ahead, "Profile of the road ahead; left out: the same.")
        Field("arm_length", \.armLength, .length, in: 8...300, "Length of road that belongs to each arm.")
        Field.inline(\.start)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        layout.slip(name, start, side: side, angle: angle, branch: branch, ahead: ahead, armLength, leadsIn: true)
    }
}

/// A gap in the median where vehicles turn back.
public struct UTurnOpeningPiece: NativePiece {
    public var start = NativeStart()
    public var length = 16.0
    public var armLength = 15.0

    public init() {}

    public static let fields = FieldTable<Self>(
        "u_turn_opening", "A gap in the median where vehicles turn back. Ends: `ahead`."
    ) {
        Field("length", \.length, .length, in: 6...60, "Of the gap.")
        Field("arm_length", \.armLength, .length, in: 8...300, "Length of road that belongs to each side.")
        Field.inline(\.start)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        var options = NativeJunctionOptions()
        options.control = .priority
        options.armLength = armLength
        options.uTurns = true
        layout.junction(name, start, [NativeArm("ahead", angle: 0)], options, leastMouth: length / 2)
    }
}
