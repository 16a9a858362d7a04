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

    /// Whether this junction has signals.
    var isSignalised: Bool { seenAt > -100 }

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
    }

    /// Takes the lamps of one picture.
    mutating func watch(_ lamps: UnsafeBufferPointer<Lamp>, at place: Place, time: Double) {
        var best: (cost: Double, colour: Lamp.Colour)?
        for lamp in lamps {
            guard let cost = SignalWatch.cost(of: lamp, place), cost < best?.cost ?? .infinity else { continue }
            best = (cost, lamp.colour)
        }
        guard let best else { return }
        seenAt = time
        repeats = best.colour == candidate ? repeats + 1 : 1
        candidate = best.colour
        // Red is believed at once, green at second sight.
        if candidate != .green || repeats >= 2 { shown = candidate }
    }

    /// How far a lamp is from where one for this approach hangs: over the lane beyond the junction or on a pole beside
    /// the stop line; nil if it is for others.
    private static func cost(of lamp: Lamp, _ place: Place) -> Double? {
        let way = lamp.position.horizontal - place.line
        let (ahead, left) = (way.dot(place.direction), place.direction.cross(way))
        // The distance is judged by the size in whole pixels.
        let blur = lamp.position.x / lamp.size * 0.6
        guard ahead > -4 - blur, ahead < 42 + blur else { return nil }
        if lamp.position.z > 3.9 {
            guard left.magnitude < 3.4 + 0.04 * lamp.position.x else { return nil }
            return left.magnitude * 0.3
        }
        guard ahead < 7 + blur, left < -1.2, left > -9 else { return nil }
        return 1.5 + (ahead - 1).magnitude * 0.05
    }
}
