import Geometry

/// What a source says about streets, before anything is derived: plain values in the shape of OpenDRIVE.
///
/// Importers and generators write it, `StreetMapAssembler` turns it into a `StreetMap`. Elements refer to each other by
/// their row in the arrays below; a row that does not exist counts as absent (the assembler never traps). Every element
/// has a `randomKey` that the map element made of it keeps: derive it from something that stays when a person renames
/// things, for example a hash of the id in the source file, or a path of parent keys and ordinals.
public struct RoadDescription: Sendable {
    /// Name for people, for example the file's name.
    public var name: String
    public var drivingSide: DrivingSide
    public var roads: [DescribedRoad] = []
    public var junctions: [DescribedJunction] = []
    /// Traffic lights, signs and stop lines.
    public var signals: [DescribedSignal] = []
    public var controllers: [DescribedController] = []
    /// Crossings, buildings, trees, barriers, parking bays and other things beside or on the road.
    public var objects: [DescribedObject] = []
    /// How to derive the scenery that the source lacks.
    public var scenery = Scenery.Options()
    /// Things that the source's reader repaired or left out, in words for a person.
    public var notes: [String] = []

    public init(name: String, drivingSide: DrivingSide = .right) {
        self.name = name
        self.drivingSide = drivingSide
    }

    /// Adds a road and returns its row.
    public mutating func add(_ road: DescribedRoad) -> Int {
        roads.append(road)
        return roads.count - 1
    }

    /// Adds a junction and returns its row. Connecting roads point back by `DescribedRoad.junction`.
    public mutating func add(_ junction: DescribedJunction) -> Int {
        junctions.append(junction)
        return junctions.count - 1
    }

    /// Adds a signal and returns its row.
    public mutating func add(_ signal: DescribedSignal) -> Int {
        signals.append(signal)
        return signals.count - 1
    }
}

/// A cubic that holds from a station on: value(s) = a + b·ds + c·ds² + d·ds³ with ds = s − `from`.
public struct StationCubic: Sendable, Hashable, BitwiseCopyable {
    /// Metres along the reference line: from the road's start, or from the section's start where a lane holds it.
    public var from: Double
    public var cubic: Cubic

    public init(from: Double, _ cubic: Cubic) {
        self.from = from
        self.cubic = cubic
    }

    /// A constant from the start on.
    public init(_ value: Double) { self.init(from: 0, Cubic(value)) }

    public func value(at s: Double) -> Double { cubic.value(at: s - from) }
    public func slope(at s: Double) -> Double { cubic.slope(at: s - from) }
}
