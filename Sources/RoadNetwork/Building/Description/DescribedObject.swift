import Geometry

/// A thing on or beside the road.
public struct DescribedObject: Sendable {
    /// Unique among objects, for messages.
    public var id: String
    public var randomKey: UInt64
    public var kind: Kind
    public var place: Place
    /// Extent along, across and above, metres; round things have a `radius` instead of length and width.
    public var length: Double
    public var width: Double
    public var height: Double
    public var radius: Double?
    /// Corners of the footprint; empty: a box of `length` × `width`, or a circle of `radius`.
    public var outline: [Corner] = []
    /// The same thing again and again along its road.
    public var repeats: [Repeat] = []
    /// Crossings: rows of pedestrian signals that rule it.
    public var signals: [Int] = []

    public enum Kind: Sendable, Hashable {
        /// `isZebra`: bars are painted and walkers have priority.
        case crossing(isZebra: Bool)
        case building
        case parkingBay
        /// A raised island or median in the carriageway.
        case island
        case furniture(StreetFurniture.Kind)
        /// A painted patch on the ground.
        case paint(PaintPatch.Kind, PaintColour)
        /// A flat piece of other ground.
        case surface(GroundSurface.Material)
        /// Something solid that is none of the above; it becomes a box-shaped wall.
        case obstacle
    }

    /// Where the middle is and where the object's own x axis points.
    public enum Place: Sendable, Hashable {
        case world(Pose2)
        /// Station, offset to the left and heading against the reference line of a road (row).
        case road(Int, s: Double, t: Double, heading: Double)
    }

    /// A corner of an outline.
    public enum Corner: Sendable, Hashable {
        /// In the object's own frame.
        case local(Vector2)
        /// Station and offset to the left on the object's road.
        case road(s: Double, t: Double)
        case world(Vector2)
    }

    /// Copies along the road: at stations `from`, `from + distance`, …; `distance` 0 means one continuous thing.
    public struct Repeat: Sendable, Hashable {
        public var from: Double
        /// Metres of road covered.
        public var length: Double
        public var distance: Double
        /// Offset to the left at the first and last station; in between linear. So are the extents.
        public var t: ClosedEnds
        public var width: ClosedEnds
        public var height: ClosedEnds

        public init(
            from: Double, length: Double, distance: Double, t: ClosedEnds, width: ClosedEnds, height: ClosedEnds
        ) {
            self.from = from
            self.length = length
            self.distance = distance
            self.t = t
            self.width = width
            self.height = height
        }
    }

    /// A value at the start and at the end of a stretch.
    public struct ClosedEnds: Sendable, Hashable, BitwiseCopyable {
        public var start: Double
        public var end: Double

        public init(_ start: Double, _ end: Double) {
            self.start = start
            self.end = end
        }

        public func value(at fraction: Double) -> Double { start + (end - start) * fraction }
    }

    public init(
        id: String, randomKey: UInt64? = nil, kind: Kind, place: Place, length: Double = 0, width: Double = 0,
        height: Double = 0, radius: Double? = nil
    ) {
        self.id = id
        self.randomKey = randomKey ?? StableHash.combine(StableHash.of("object"), StableHash.of(id))
        self.kind = kind
        self.place = place
        self.length = length
        self.width = width
        self.height = height
        self.radius = radius
    }
}
