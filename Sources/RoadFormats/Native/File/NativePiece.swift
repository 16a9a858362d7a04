import Fields
import Geometry
import RoadNetwork

/// A piece of a native road file. A new kind is one type and one line in `NativePieceRegistry`.
public protocol NativePiece: FieldDescribed {
    /// Lays the piece; problems go to the layout's diagnostics.
    func lay(_ layout: inout NativeLayout, _ name: Located<String>)
}

/// Every kind of piece.
public enum NativePieceRegistry {
    public static let all: [any NativePiece.Type] = [
        StraightPiece.self, BendPiece.self, PathPiece.self, LinkPiece.self, TaperPiece.self, FourWayPiece.self,
        TJunctionPiece.self, JunctionPiece.self, ForkPiece.self, MergePiece.self, RoundaboutPiece.self,
        UTurnOpeningPiece.self,
    ]
}

extension FieldChoice<any NativePiece> {
    static let nativePiece = FieldChoice("piece", "A piece of road.", types: NativePieceRegistry.all)
}

/// Where a piece starts.
public struct NativeStart: FieldDescribed {
    /// End of an earlier piece; nil: where the piece before leads.
    public var from: Located<String>?
    /// A pose of its own instead.
    public var at: Pose2?
    public var profile: Located<String>?

    public init() {}

    public static let fields = FieldTable<Self>("start", "Where a piece starts and which lanes it has.") {
        Field("from", \.from, "The end it starts at, such as `main.end`; left out: where the piece before leads.")
        Field("at", \.at, "Start at a place of its own: `[x, y, yaw]`.")
        Field("profile", \.profile, "Its lanes; left out: those of the end it starts at, or `street`.")
    }
}

/// A straight road.
public struct StraightPiece: NativePiece {
    public var start = NativeStart()
    public var length = 50.0
    public var equipment = NativeEquipment()

    public init() {}

    public static let fields = FieldTable<Self>("straight", "A straight road. Ends: `start`, `end`.") {
        Field("length", \.length, .length, in: 1...20_000, "From start to end.").required().shorthand()
        Field.inline(\.start)
        Field.inline(\.equipment)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        guard let from = layout.start(start, name) else { return }
        let piece = PlanPiece(start: from.pose, length: length, curve: .line)
        layout.road(name, along: [piece], from: from, equipment: equipment)
    }
}

/// A bend of constant radius, with clothoids at its ends if wanted.
public struct BendPiece: NativePiece {
    public var start = NativeStart()
    /// Positive to the left.
    public var angle = Double.pi / 2
    public var radius = 20.0
    public var transition = 0.0
    public var equipment = NativeEquipment()

    public init() {}

    public static let fields = FieldTable<Self>("bend", "A bend. Ends: `start`, `end`.") {
        Field("angle", \.angle, .angle, in: -2 * Double.pi...2 * Double.pi, "Turn, positive to the left.").required()
        Field("radius", \.radius, .length, in: 4...5000, "Radius of the line between both directions.").required()
        Field("transition", \.transition, .length, in: 0...500, "Length of the clothoid at each end.")
        Field.inline(\.start)
        Field.inline(\.equipment)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        guard let from = layout.start(start, name) else { return }
        let turn = layout.sign * angle
        let inner = turn > 0 ? from.section.levelExtent(.left) : from.section.levelExtent(.right)
        guard radius > inner + 1 else {
            return layout.error(
                .impossibleCurve, "the radius is smaller than the \(Quantity.text(inner, .length)) of road inside it",
                at: name.place)
        }
        let curvature = (turn < 0 ? -1 : 1) / radius
        // Each clothoid turns by half of its length over the radius.
        let lead = min(transition, turn.magnitude * radius)
        let arc = turn.magnitude * radius - lead
        var pieces: [PlanPiece] = []
        func add(_ length: Double, _ curve: PlanCurve) {
            guard length > 1e-6 else { return }
            pieces.append(PlanPiece(start: pieces.last?.end ?? from.pose, length: length, curve: curve))
        }
        add(lead, .clothoid(start: 0, end: curvature))
        add(arc, .arc(curvature: curvature))
        add(lead, .clothoid(start: curvature, end: 0))
        guard !pieces.isEmpty else {
            return layout.error(.impossibleCurve, "a bend by no angle is no bend; use 'straight'", at: name.place)
        }
        layout.road(name, along: pieces, from: from, equipment: equipment)
    }
}

/// A road drawn by points of the plan.
public struct PathPiece: NativePiece {
    public var start = NativeStart()
    public var points: [Vector2] = []
    public var equipment = NativeEquipment()

    public init() {}

    public static let fields = FieldTable<Self>("path", "A smooth road through points. Ends: `start`, `end`.") {
        Field("points", \.points, .length, in: 1...1000, "Places on the line between both directions.").required()
        Field.inline(\.start)
        Field.inline(\.equipment)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        var points = points.map { Vector2($0.x, $0.y * layout.sign) }
        var begin = start
        if start.from == nil, start.at == nil, points.count > 1 {
            // Drawn on its own: it begins at the first point, towards the second.
            let first = points.removeFirst()
            begin.at = Pose2(Vector2(first.x, first.y * layout.sign), yaw: (points[0] - first).yaw * layout.sign)
        }
        guard let from = layout.start(begin, name) else { return }
        var pieces: [PlanPiece] = []
        var pose = from.pose
        for (index, point) in points.enumerated() {
            guard point.distance(to: pose.position) > 1 else {
                return layout.error(
                    .impossibleCurve, "point \(index + 1) is less than 1 m from the one before", at: name.place)
            }
            let before = index > 0 ? points[index - 1] : from.pose.position
            let direction = index + 1 < points.count ? points[index + 1] - before : point - before
            let next = Pose2(point, yaw: direction.yaw)
            pieces.append(ConnectingCurve.spline(from: pose, to: next))
            pose = next
        }
        guard layout.canFollow(pieces, from.section, name) else { return }
        layout.road(name, along: pieces, from: from, equipment: equipment)
    }
}

/// A road between two ends.
public struct LinkPiece: NativePiece {
    public var start = NativeStart()
    public var to = Located("")
    public var equipment = NativeEquipment()

    public init() {}

    public static let fields = FieldTable<Self>("link", "A road that joins two ends. Ends: none.") {
        Field("to", \.to, "The end where it arrives, such as `cross.left`.").required()
        Field.inline(\.start)
        Field.inline(\.equipment)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        guard let from = layout.start(start, name), let target = layout.end(to) else { return }
        guard target.section.reversed.fits(from.section) else {
            return layout.error(
                .profileMismatch, "the two ends have other lanes; put a 'taper' before one of them", at: to.place)
        }
        let gap = from.pose.position.distance(to: target.pose.position)
        if gap < 0.01 {
            if let road = from.end?.road, let contact = from.end?.contact {
                layout.composer.join(target, road, contact)
            }
            return
        }
        let arrival = Pose2(target.pose.position, yaw: Angle.wrapped(target.pose.yaw + .pi))
        let plan = ConnectingCurve.plan(from: from.pose, to: arrival)
        guard layout.canFollow(plan, from.section, name) else { return }
        layout.road(name, along: plan, from: from, equipment: equipment, to: target)
    }
}

/// A change of lanes over a stretch.
public struct TaperPiece: NativePiece {
    public var start = NativeStart()
    public var length = 40.0
    public var to = Located("")
    public var side = NativeSide.right

    public init() {}

    public static let fields = FieldTable<Self>(
        "taper", "Lanes end, begin or change their width. Ends: `start`, `end`."
    ) {
        Field("to", \.to, "The profile behind it.").required()
        Field("length", \.length, .length, in: 5...500, "From start to end.")
        Field("side", \.side, "On which side of their direction's lanes lanes end or begin.")
        Field.inline(\.start)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        guard let from = layout.start(start, name), let profile = layout.profile(to) else { return }
        let target = profile.section(flipped: layout.isFlipped)
        let dropsInner = (side == .left) != layout.isFlipped
        let plan = [PlanPiece(start: from.pose, length: length, curve: .line)]
        let section = TaperSection(from: from.section, to: target, length: length, dropsInner: dropsInner)
        layout.road(
            name, along: plan, from: from, section: section.described, last: target, speedLimit: profile.speed)
    }
}
