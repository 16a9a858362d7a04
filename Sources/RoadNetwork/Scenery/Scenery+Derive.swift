import Geometry

extension StreetMapAssembler {
    /// The finished, indexed map with everything derived that makes it a street: `assemble`, then `Scenery.derive`.
    public static func furnished(_ description: RoadDescription, options: Options = Options()) -> StreetMap {
        var map = assemble(description, options: options)
        Scenery.derive(for: &map, options: description.scenery)
        return map
    }
}

/// Gives a network of lanes the look of a street: ground, kerbs, paint, signs, lamps, trees and buildings, as far as
/// the source has none of its own.
///
/// Derived things depend on the map's geometry and random keys only, never on names or rows; each gets a random key of
/// its own from the element that it belongs to. Complexity: linear in the size of the map.
public enum Scenery {
    /// What to derive.
    public struct Options: Sendable {
        /// Another seed gives other buildings and trees on the same streets.
        public var seed: UInt64 = 0
        /// Share of buildings, 0 (open country) to 1 (closed rows of houses).
        public var buildingDensity = 0.85
        /// Metres between trees of a row; 0 for none.
        public var treeSpacing = 14.0
        /// Metres between street lamps; 0 for none.
        public var lampSpacing = 28.0
        /// Mean wear of paint, 0 fresh to 1 gone.
        public var paintWear = 0.15
        /// Metres of pavement where the source has none; 0 for none.
        public var pavementWidth = 2.5

        public init() {}
    }

    /// Kerbs stand this high above the carriageway, metres.
    public static let kerbHeight = 0.12
    /// Kerbs at crossings, metres.
    public static let droppedKerbHeight = 0.03

    /// Adds what the map lacks, and a note for everything that was derived. The map's lanes, junctions, crossings and
    /// signals must be complete; call `StreetMap.indexed()` before or after.
    public static func derive(for map: inout StreetMap, options: Options = Options()) {
        guard !map.lanes.isEmpty else { return }
        var draft = SceneryDraft(map: map, options: options)
        draft.layGround()
        draft.paintRoads()
        draft.putUpSigns()
        draft.putUpFurniture()
        draft.putUpBuildings()
        map.surfaces += draft.surfaces
        map.kerbs += draft.kerbs
        map.paint += draft.paint
        map.signs += draft.signs
        map.furniture += draft.furniture
        map.buildings += draft.buildings
        map.notes += draft.notes
    }
}
