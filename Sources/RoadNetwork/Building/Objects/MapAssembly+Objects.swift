import Geometry

extension MapAssembly {
    /// Copies of repeated objects that one map gets at most.
    private static let copyLimit = 100_000

    /// Makes buildings, parking bays, islands, furniture, paint and ground of the described objects.
    mutating func buildObjects() {
        var copies = 0
        for object in description.objects {
            if case .crossing = object.kind { continue }
            if object.repeats.isEmpty {
                add(object)
                continue
            }
            for pattern in object.repeats where copies < MapAssembly.copyLimit {
                let made = self.copies(of: object, pattern, atMost: MapAssembly.copyLimit - copies)
                copies += made.count
                for copy in made { add(copy) }
            }
        }
        if copies >= MapAssembly.copyLimit {
            notes.lines.append("Only the first \(MapAssembly.copyLimit) copies of repeated objects were placed")
        }
    }

    private mutating func add(_ object: DescribedObject) {
        switch object.kind {
        case .crossing: return
        case .furniture(let kind): addFurniture(object, kind)
        case .obstacle: addFurniture(object, .wall)
        case .parkingBay: addParkingBay(object)
        default: addArea(object, ConvexDecomposition.parts(of: footprint(of: object)))
        }
    }

    private mutating func addArea(_ object: DescribedObject, _ parts: [ConvexPolygon]) {
        guard !parts.isEmpty else { return notes.note("Objects without an area were left out", object.id) }
        switch object.kind {
        case .building:
            let stream = RandomStream(seed: 0, purpose: MapAssembly.facadePurpose, key: object.randomKey)
            let tone = Float(stream.uniform(in: 0.25...0.6))
            map.buildings.append(
                Building(
                    randomKey: object.randomKey, parts: parts, height: object.height > 1 ? min(object.height, 300) : 9,
                    colour: LinearColour(tone, tone * 0.92, tone * 0.82), floorHeight: 3.1))
        case .paint(let kind, let colour):
            for (index, part) in parts.enumerated() {
                map.paint.append(
                    PaintPatch(randomKey: key(object, index), kind: kind, colour: colour, outline: part))
            }
        case .surface(let material):
            for (index, part) in parts.enumerated() {
                map.surfaces.append(GroundSurface(randomKey: key(object, index), material: material, outline: part))
            }
        default: addIsland(object, parts)
        }
    }

    private static let facadePurpose = RandomPurpose("building.facade")

    private func key(_ object: DescribedObject, _ ordinal: Int) -> UInt64 {
        StableHash.combine(object.randomKey, UInt64(ordinal))
    }

    /// Raised ground with a kerb all around.
    private mutating func addIsland(_ object: DescribedObject, _ parts: [ConvexPolygon]) {
        let height = object.height > 0.02 ? min(object.height, 0.3) : 0.12
        for (index, part) in parts.enumerated() {
            map.surfaces.append(
                GroundSurface(
                    randomKey: key(object, index), material: .pavingStones, height: height, outline: part))
        }
        let corners = footprint(of: object)
        guard let line = Polyline(corners + [corners[0]]) else { return }
        map.kerbs.append(Kerb(randomKey: StableHash.mix(object.randomKey), line: line, height: height))
    }

    private mutating func addFurniture(_ object: DescribedObject, _ kind: StreetFurniture.Kind) {
        guard let pose = pose(of: object.place), pose.position.x.isFinite, pose.position.y.isFinite else { return }
        var box = OrientedBox(
            center: pose.position, yaw: pose.yaw, length: max(object.length, 0.1), width: max(object.width, 0.1))
        let corners = footprint(of: object)
        if object.outline.count >= 3, !corners.isEmpty {
            box = MapAssembly.box(around: corners, yaw: pose.yaw)
        } else if let radius = object.radius {
            box = OrientedBox(center: pose.position, yaw: pose.yaw, length: 2 * radius, width: 2 * radius)
        }
        box.halfLength = min(box.halfLength, 250)
        box.halfWidth = min(box.halfWidth, 250)
        var item = StreetFurniture(
            randomKey: object.randomKey, kind: kind, footprint: box,
            height: object.height > 0.05 ? min(object.height, 60) : kind.usualHeight)
        if kind == .tree {
            item.crownRadius = max(0.8, min(6, max(box.halfLength, box.halfWidth, item.height * 0.25)))
            item.crownBase = item.height * 0.35
            item.footprint.halfLength = max(0.1, item.height * 0.02)
            item.footprint.halfWidth = item.footprint.halfLength
        }
        map.furniture.append(item)
    }

    /// The box with a given heading that holds all corners.
    static func box(around corners: [Vector2], yaw: Double) -> OrientedBox {
        let axis = Vector2(yaw: yaw)
        var low = Vector2(.infinity, .infinity)
        var high = Vector2(-.infinity, -.infinity)
        for corner in corners {
            let local = Vector2(corner.dot(axis), axis.cross(corner))
            low = Vector2(min(low.x, local.x), min(low.y, local.y))
            high = Vector2(max(high.x, local.x), max(high.y, local.y))
        }
        let middle = (low + high) / 2
        return OrientedBox(
            center: axis * middle.x + axis.leftNormal * middle.y, axis: axis, halfLength: (high.x - low.x) / 2,
            halfWidth: (high.y - low.y) / 2)
    }

    private mutating func addParkingBay(_ object: DescribedObject) {
        guard let pose = pose(of: object.place) else { return }
        let corners = footprint(of: object)
        guard !corners.isEmpty else { return notes.note("Objects without an area were left out", object.id) }
        var bay = ParkingBay(
            name: object.id, randomKey: object.randomKey, box: MapAssembly.box(around: corners, yaw: pose.yaw))
        let reach = max(bay.box.halfLength, bay.box.halfWidth) + 4
        var best = Double.infinity
        for position in map.lanes(at: bay.box.center, margin: reach) {
            let lane = map.lanes[position.lane.index]
            guard lane.type.isDrivable, position.t.magnitude < best else { continue }
            (best, bay.lane, bay.s) = (position.t.magnitude, position.lane, position.s)
        }
        map.parkingBays.append(bay)
    }
}

extension MapAssembly {
    /// The copies of an object along its road: single ones at a distance, or short pieces of a continuous thing.
    private func copies(of object: DescribedObject, _ pattern: DescribedObject.Repeat, atMost limit: Int)
        -> [DescribedObject]
    {
        guard case .road(let row, let s, _, let heading) = object.place, lines.indices.contains(row),
            let line = lines[row], pattern.length.isFinite, pattern.distance.isFinite, pattern.from.isFinite
        else { return [object] }
        let isContinuous = pattern.distance <= 1e-3
        let from = min(line.length, max(0, pattern.from))
        let length = min(line.length - from, max(0, pattern.length))
        let step = isContinuous ? 4 : pattern.distance
        let count = Int(min(1e6, length / step).rounded(isContinuous ? .up : .down)) + (isContinuous ? 0 : 1)
        var result: [DescribedObject] = []
        for index in 0..<max(1, min(count, limit)) {
            let start = from + Double(index) * step
            let end = isContinuous ? min(from + length, start + step) : start
            let fraction = length > 0 ? ((start + end) / 2 - from) / length : 0
            var copy = object
            copy.repeats = []
            copy.randomKey = key(object, index + 1)
            copy.place = .road(row, s: (start + end) / 2, t: pattern.t.value(at: fraction), heading: heading)
            copy.width = pattern.width.value(at: fraction)
            copy.height = pattern.height.value(at: fraction)
            if isContinuous {
                copy.length = end - start + 0.05
                copy.outline = []
                copy.radius = nil
            } else {
                // Corners on the road move with the copy.
                copy.outline = object.outline.map { corner in
                    guard case .road(let station, let t) = corner else { return corner }
                    return .road(s: station - s + start, t: t)
                }
            }
            result.append(copy)
        }
        return result
    }
}

extension StreetFurniture.Kind {
    /// Height where a source gives none, metres.
    var usualHeight: Double {
        switch self {
        case .tree: return 7
        case .pole: return 3
        case .streetLamp: return 8
        case .guardRail, .cone, .waterBarrier: return 0.8
        case .wall, .fence: return 1.5
        case .bollard, .bush: return 1
        case .busShelter, .kiosk: return 2.6
        }
    }
}
