import Fields
import Geometry

/// Where somebody or something stands, as a file says it. Exactly one of the forms: on a lane, relative to another
/// actor, at a point, on a crossing, in a parking bay.
public struct PlacementSpec: FieldDescribed {
    /// Lane by name, for example `main/-1`, with `s` from its start (negative: from its end) and `t` to the left.
    public var lane: Located<String>?
    public var s = 0.0
    public var t = 0.0
    /// Another actor ahead of which (negative `gap`: behind which) to stand, `gap` metres bumper to bumper.
    public var relativeTo: Located<String>?
    public var gap: Double?
    /// Lanes to the left (negative: to the right) of that actor's lane.
    public var lanesLeft = 0
    /// In the world, metres.
    public var position: Vector2?
    /// Radians counter-clockwise from x; on lanes: against the lane's direction.
    public var heading = 0.0
    /// Crossing by name; `s` runs from its start.
    public var crossing: Located<String>?
    /// Parking bay by name.
    public var bay: Located<String>?
    /// The scene is in a mirror: a crossing runs from where it ends on the map.
    var isMirrored = false

    public init() {}

    public static let fields = FieldTable<Self>(
        "placement", "Where somebody stands: on a lane, relative to an actor, at a point, on a crossing or in a bay."
    ) {
        Field("lane", \.lane, "Name of a lane, for example `main/-1`; `list lanes` prints them.")
        Field("s", \.s, .length, in: -1e5...1e5, "Along the lane or crossing; negative: counted from its end.")
        Field("t", \.t, .length, in: -30...30, "To the left of the lane's centre line.")
        Field("relative_to", \.relativeTo, "Name of the actor to stand ahead of.")
        Field("gap", \.gap, .length, in: -2000...2000, "Bumper to bumper; negative: behind it.")
        Field("lanes_left", \.lanesLeft, in: -8...8, "Lanes to the left of that actor's lane (negative: right).")
        Field("position", \.position, .length, "Point in the world, `[x, y]`.")
        Field("heading", \.heading, .angle, in: -360...360, "Against the lane's direction, or from x at a position.")
        Field("crossing", \.crossing, "Name of a crossing.")
        Field("bay", \.bay, "Name of a parking bay.")
    }
}
