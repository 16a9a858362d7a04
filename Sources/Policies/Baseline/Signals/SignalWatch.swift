import Geometry

/// What the signals of the junction ahead show, as far as they have been seen.
struct SignalWatch: ColumnState {
    /// What they show, `none` while unknown.
    private(set) var shown = Lamp.Colour.none
    /// What the newest pictures show, and for how many in a row.
    private(set) var candidate = Lamp.Colour.none
    private(set) var repeats = 0.0
    /// When a lamp was seen last, seconds; -100 if this junction has shown none.
    private(set) var seenAt = -100.0
    /// When a camera last delivered a picture that shows anything at all, seconds.
    private(set) var pictureAt = -100.0

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("shown", value: &shown)
        visitor.visit("candidate", value: &candidate)
        visitor.visit("repeats", value: &repeats)
        visitor.visit("seenAt", value: &seenAt)
        visitor.visit("pictureAt", value: &pictureAt)
    }

    /// Seconds for which a lamp out of sight is believed.
    private static let patience = 8.0

    /// Whether no camera sees anything at the moment.
    func isBlind(at time: Double) -> Bool { time - pictureAt > 0.6 }

    /// Another junction is announced.
    mutating func forget() {
        let kept = pictureAt
        self = SignalWatch()
        pictureAt = kept
    }

    mutating func sawPicture(at time: Double) { pictureAt = max(pictureAt, time) }

    /// Where the signals of a junction are looked for.
    struct Place {
        /// Stop line: a point in the ego frame and the direction of travel there, driving coordinates.
        var line: Vector2
        var direction: Vector2
        var turn: JunctionAhead.Turn
        /// Whether lenses with arrows are meant for others.
        var isStraightOn: Bool { turn == .straight || turn == .none }

        /// - Parameter pose: of the car when the picture was taken.
        init(_ entry: JunctionAhead.Entry, turn: JunctionAhead.Turn, from pose: Pose2) {
            line = pose.toLocal(entry.position)
            direction = entry.direction.rotated(by: -pose.yaw)
            self.turn = turn
        }
    }

    /// Takes the lamps of one picture.
    mutating func watch(_ lamps: UnsafeBufferPointer<Lamp>, at place: Place, time: Double) {
        var best: (cost: Double, colour: Lamp.Colour)?
        for lamp in lamps {
            // In doubt, red.
            guard var cost = SignalWatch.cost(of: lamp, place) else { continue }
            if lamp.colour == .red { cost -= SignalWatch.caution }
            if cost < best?.cost ?? .infinity { best = (cost, lamp.colour) }
        }
        guard let best else {
            // What has not been seen for long was not meant for this approach.
            let patience = lamps.isEmpty ? SignalWatch.patience : 5 * SignalWatch.patience
            if time - seenAt > patience { shown = .none }
            return
        }
        seenAt = time
        repeats = best.colour == candidate ? repeats + 1 : 1
        candidate = best.colour
        // Red is believed at once, green at second sight.
        if candidate != .green || repeats >= 2 { shown = candidate }
    }

    /// Metres ahead of a place to the nearest lamp that hangs over its lane or stands beside it; nil if there is none.
    static func nearest(_ lamps: UnsafeBufferPointer<Lamp>, at place: Place) -> Double? {
        var best: Double?
        for lamp in lamps where lamp.faces(place.direction) {
            let (above, aside) = (seat(of: lamp, height: overhead, place), seat(of: lamp, height: beside, place))
            let isAbove = (above?.misfit ?? 2) < (aside?.misfit ?? 1) + 0.1
            guard let found = isAbove ? above : aside, found.ahead > 8, found.ahead < 50,
                found.left.magnitude < (isAbove ? 2.8 : 5)
            else { continue }
            best = min(best ?? .infinity, found.ahead)
        }
        return best
    }

    /// How far a lamp is from where one for this approach hangs: over the lane beyond the junction or on a pole beside
    /// the stop line; nil if it is for others.
    private static func cost(of lamp: Lamp, _ place: Place) -> Double? {
        guard lamp.faces(place.direction), place.turn == .left || !lamp.isSideArrow else { return nil }
        // Of two pictures of a lamp, the larger tells more.
        let doubt = 1.5 / lamp.size
        let (above, aside) = (seat(of: lamp, height: overhead, place), seat(of: lamp, height: beside, place))
        if let above, above.misfit < (aside?.misfit ?? 1) + 0.1 {
            // Heads for several lanes hang in their middle; those for other turns lie farther to the left or right.
            let isForOthers = above.left > 0 ? place.turn != .left : place.turn == .left
            let reach = (isForOthers ? 3.6 : 6) + 0.04 * above.ahead
            guard above.ahead > -4, above.ahead < 48, above.left.magnitude < reach else { return nil }
            let looksSmall = place.isStraightOn && lamp.size >= 3 && above.misfit > SignalWatch.arrowMisfit
            // Lanes for turns that begin right before the line are often missed: a disc tells more than their arrow.
            let arrow = looksSmall ? 1.5 : lamp.isSideArrow ? 1 : 0
            return above.left.magnitude * 0.3 + 0.03 * max(0, above.ahead) + 0.5 * above.misfit + doubt + arrow
        }
        guard let aside, aside.ahead > -4, aside.ahead < 9, aside.left.magnitude > 1.2, aside.left.magnitude < 9
        else { return nil }
        return (aside.left < 0 ? 1.5 : 3) + (aside.ahead - 1).magnitude * 0.05 + doubt
    }

    /// Heights at which lamps hang over the road, and stand on poles beside it, metres.
    private static let overhead = 5.4
    private static let beside = 3.0

    /// By how much better a lamp that lets the car go must fit than a red one.
    private static let caution = 0.3
    /// A lens that looks so much smaller than its place tells shows an arrow.
    private static let arrowMisfit = 0.35
    /// Metres between the middles of the lenses of a head.
    private static let lensPitch = 0.34

    /// Where a lamp is if it is mounted at some height.
    private struct Seat {
        /// Metres ahead of the stop line, and to the left.
        var ahead: Double
        var left: Double
        /// By how much of its distance its size does not fit that height.
        var misfit: Double
    }

    /// The direction of a lamp is seen well, its distance, by its size, badly: lenses with arrows look smaller than they
    /// are. nil if it cannot be mounted so high.
    private static func seat(of lamp: Lamp, height: Double, _ place: Place) -> Seat? {
        guard lamp.position.z > lamp.eye.z + 0.3 else { return nil }
        let lens = lamp.colour == .red ? lensPitch : lamp.colour == .green ? -lensPitch : 0
        let share = (height + lens - lamp.eye.z) / (lamp.position.z - lamp.eye.z)
        let blur = 0.6 / lamp.size
        guard share > 0.45 - blur, share < 1.3 + blur else { return nil }
        let way = lamp.eye.horizontal + (lamp.position - lamp.eye).horizontal * share - place.line
        return Seat(
            ahead: way.dot(place.direction), left: place.direction.cross(way), misfit: (1 - share).magnitude)
    }
}
