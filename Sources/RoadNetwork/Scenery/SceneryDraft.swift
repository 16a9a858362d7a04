import Geometry

/// Scenery in the making.
struct SceneryDraft {
    let map: StreetMap
    let options: Scenery.Options
    let sections: StreetSections
    /// Junction areas with their arms, by junction row.
    let areas: [JunctionArea]
    let crossings: CrossingFootprints
    /// Whether each section has a lane for motor vehicles: else it is a path or a track.
    let isStreet: [Bool]
    /// Hard ground at carriageway level.
    var level: OccupancyBins
    /// Pavements, medians and islands.
    var raised: OccupancyBins
    /// Raised surfaces of the source.
    var islands: OccupancyBins
    /// Buildings and things that stand on the ground.
    var solid: OccupancyBins
    /// Both sides of every street, in an order that depends on random keys only.
    var frontages: [Frontage] = []
    /// Row of the left frontage of each section (the right one follows); -1 for none.
    var firstFrontage: [Int32]

    var surfaces: [GroundSurface] = []
    var kerbs: [Kerb] = []
    var paint: [PaintPatch] = []
    var signs: [TrafficSign] = []
    var furniture: [StreetFurniture] = []
    var buildings: [Building] = []
    var notes: [String] = []

    init(map: StreetMap, options: Scenery.Options) {
        self.map = map
        self.options = options
        sections = StreetSections(map: map)
        areas = JunctionArea.all(in: map, sections: sections)
        crossings = CrossingFootprints(map: map)
        isStreet = sections.all.map { section in
            section.members.contains { map.lanes[$0.lane.index].type.isDrivable }
        }
        firstFrontage = Array(repeating: -1, count: sections.all.count)
        var low = Vector2(.infinity, .infinity)
        var high = Vector2(-.infinity, -.infinity)
        for lane in map.lanes {
            for point in lane.centerline.points {
                low = Vector2(min(low.x, point.x), min(low.y, point.y))
                high = Vector2(max(high.x, point.x), max(high.y, point.y))
            }
        }
        let margin = Vector2(40, 40)
        level = OccupancyBins(low: low - margin, high: high + margin)
        raised = level
        islands = level
        solid = level
    }

    /// Rows of junctions in the order of their random keys.
    var junctionOrder: [Int] {
        map.junctions.indices.sorted { (map.junctions[$0].randomKey, $0) < (map.junctions[$1].randomKey, $1) }
    }

    func stream(_ purpose: RandomPurpose, _ key: UInt64, _ number: Int = 0) -> RandomStream {
        RandomStream(seed: options.seed, purpose: purpose, key: key, tick: number)
    }
}

/// One side of a street, outside junctions.
struct Frontage {
    var key: UInt64
    var section: Int
    /// +1: to the left of the section, -1: to its right.
    var side: Double
    /// The border of the carriageway, along the section.
    var kerbLine: [Vector2]
    /// Metres from the carriageway to the far edge of the pavement; 0 without pavement.
    var pavementWidth: Double
    /// The road's speed limit, m/s.
    var speedLimit: Double
    /// Traffic beside this frontage drives along the section (false: against it).
    var isForward: Bool
}

/// Where people cross the carriageway, as boxes.
struct CrossingFootprints {
    let boxes: [OrientedBox]
    private let grid: SpatialGrid

    init(map: StreetMap) {
        boxes = map.crossings.map { crossing in
            let points = crossing.path.points
            let (from, to) = (points[0], points[points.count - 1])
            return OrientedBox(
                center: (from + to) / 2, yaw: (to - from).yaw, length: from.distance(to: to) + 2, width: crossing.width)
        }
        let bounds = boxes.map { box in
            let reach = Vector2(box.circumradius, box.circumradius)
            return (low: box.center - reach, high: box.center + reach)
        }
        grid = SpatialGrid(bounds: bounds, cellSize: 20)
    }

    /// Rows of crossings that may touch the rectangle, ascending.
    func near(_ low: Vector2, _ high: Vector2) -> [Int] {
        boxes.isEmpty ? [] : grid.candidates(from: low, to: high)
    }

    /// Stretches of a chain within crossings widened by `margin` metres along the road, ascending and apart.
    func intervals(of chain: PointChain, margin: Double) -> [(from: Double, to: Double)] {
        guard !boxes.isEmpty else { return [] }
        var found: [(from: Double, to: Double)] = []
        for index in chain.points.indices.dropFirst() {
            let (a, b) = (chain.points[index - 1], chain.points[index])
            let low = Vector2(min(a.x, b.x) - margin, min(a.y, b.y) - margin)
            let high = Vector2(max(a.x, b.x) + margin, max(a.y, b.y) + margin)
            for row in near(low, high) {
                var box = boxes[row]
                box.halfWidth += margin
                guard let cut = box.clip(from: a, to: b) else { continue }
                let (start, length) = (chain.stations[index - 1], chain.stations[index] - chain.stations[index - 1])
                found.append((start + cut.from * length, start + cut.to * length))
            }
        }
        found.sort { ($0.from, $0.to) < ($1.from, $1.to) }
        var merged: [(from: Double, to: Double)] = []
        for interval in found {
            if let last = merged.last, interval.from <= last.to + 0.3 {
                merged[merged.count - 1].to = max(last.to, interval.to)
            } else {
                merged.append(interval)
            }
        }
        return merged
    }

    /// Whether a crossing lies within `margin` metres of the point.
    func touches(_ point: Vector2, margin: Double) -> Bool {
        guard !boxes.isEmpty else { return false }
        return grid.candidates(near: point, radius: margin).contains { row in
            let box = boxes[row]
            let wide = OrientedBox(
                center: box.center, axis: box.axis, halfLength: box.halfLength + margin,
                halfWidth: box.halfWidth + margin)
            return wide.contains(point)
        }
    }
}
