import Geometry
import RoadNetwork

/// Everything of a street map that does not move, ready to be drawn piece by piece: made once per map, then asked for
/// the part that a picture or a tile shows.
public struct MapPicture: Sendable {
    /// Pieces of one look, drawn as one shape so that no seams show, with a grid to find those in view.
    struct Sheet: Sendable {
        var look: Look
        var outlines: [[Vector2]]
        var grid: SpatialGrid

        init(look: Look, outlines: [[Vector2]]) {
            self.look = look
            self.outlines = outlines
            grid = SpatialGrid(
                bounds: outlines.map {
                    let box = WorldRectangle(around: $0)
                    return (low: box.low, high: box.high)
                }, cellSize: 30)
        }
    }

    enum Look: Sendable, Hashable {
        case surface(GroundSurface.Material)
        case paint(PaintColour, wear: Int)
        case kerb
        case parkingBay
        case building
    }

    let map: StreetMap
    let ground: [Sheet]
    let paint: [Sheet]
    let kerbs: Sheet
    let bays: Sheet
    /// Footprints of buildings, part by part; `buildingOfPart` gives the row of the building.
    let buildings: Sheet
    let buildingOfPart: [Int]
    let furnitureGrid: SpatialGrid

    /// Paint is sorted into this many steps of wear.
    static let wearSteps = 4
    /// Materials from the lowest to the one on top.
    private static let groundOrder: [GroundSurface.Material] = [
        .grass, .water, .gravel, .pavingStones, .concrete, .asphalt, .cyclePath,
    ]

    /// Complexity: O(elements of the map).
    public init(_ map: StreetMap) {
        self.map = map
        ground = MapPicture.groundOrder.map { material in
            Sheet(look: .surface(material), outlines: MapPicture.outlines(of: material, in: map))
        }
        paint = MapPicture.paintSheets(of: map)
        kerbs = Sheet(look: .kerb, outlines: map.kerbs.map(\.line.points))
        bays = Sheet(look: .parkingBay, outlines: map.parkingBays.map(\.box.corners))
        let parts = map.buildings.indices.flatMap { row in map.buildings[row].parts.map { (row, $0.corners) } }
        buildings = Sheet(look: .building, outlines: parts.map(\.1))
        buildingOfPart = parts.map(\.0)
        furnitureGrid = SpatialGrid(
            bounds: map.furniture.map { item in
                let reach = max(item.footprint.circumradius, item.crownRadius)
                let center = item.footprint.center
                return (low: center - Vector2(reach, reach), high: center + Vector2(reach, reach))
            }, cellSize: 30)
    }

    /// The world rectangle that holds every lane, surface and building.
    public var bounds: WorldRectangle {
        var boxes = (ground + [buildings]).filter { !$0.outlines.isEmpty }.map { sheet in
            WorldRectangle(around: sheet.outlines.joined())
        }
        boxes += map.lanes.map { WorldRectangle(around: $0.centerline.points) }
        return WorldRectangle(around: boxes.flatMap { [$0.low, $0.high] })
    }

    /// Surfaces of a material; a map without surfaces shows the areas of its lanes instead.
    private static func outlines(of material: GroundSurface.Material, in map: StreetMap) -> [[Vector2]] {
        guard map.surfaces.isEmpty else {
            return map.surfaces.filter { $0.material == material }.map(\.outline.corners)
        }
        return map.lanes.filter { MapPicture.material(of: $0.type) == material }.flatMap { lane in
            quadrilaterals(left: lane.border(side: 1).points, right: lane.border(side: -1).points)
        }
    }

    private static func material(of type: LaneType) -> GroundSurface.Material? {
        switch type {
        case .sidewalk: return .pavingStones
        case .biking: return .cyclePath
        case .median, .restricted: return .grass
        case .none: return nil
        default: return .asphalt
        }
    }

    /// The band between two lines of equally many points, as pieces that wind the same way.
    private static func quadrilaterals(left: [Vector2], right: [Vector2]) -> [[Vector2]] {
        guard left.count == right.count, left.count >= 2 else { return [right + left.reversed()] }
        return (1..<left.count).map { [right[$0 - 1], right[$0], left[$0], left[$0 - 1]] }
    }

    private static func paintSheets(of map: StreetMap) -> [Sheet] {
        PaintColour.allCases.flatMap { colour in
            (0..<wearSteps).compactMap { step -> Sheet? in
                let patches = map.paint.filter {
                    $0.colour == colour && min(wearSteps - 1, Int($0.wear * Float(wearSteps))) == step
                }
                guard !patches.isEmpty else { return nil }
                return Sheet(look: .paint(colour, wear: step), outlines: patches.map(\.outline.corners))
            }
        }
    }
}
