import Fields
import Geometry
import RoadNetwork

extension NativeLayout {
    /// A short piece of carriageway.
    private struct Footprint {
        var road: Int
        var box: OrientedBox
    }

    /// Reports pieces whose carriageways lie on each other without being joined.
    mutating func findOverlaps() {
        guard !diagnostics.hasErrors else { return }
        let footprints = composer.description.roads.indices.flatMap { self.footprints(of: $0) }
        let bounds = footprints.map { footprint in
            let reach = Vector2(footprint.box.circumradius, footprint.box.circumradius)
            return (low: footprint.box.center - reach, high: footprint.box.center + reach)
        }
        let grid = SpatialGrid(bounds: bounds, cellSize: 12)
        var reported: [(Int, Int)] = []
        for (row, mine) in footprints.enumerated() {
            for other in grid.candidates(from: bounds[row].low, to: bounds[row].high) where other > row {
                let theirs = footprints[other]
                let pair = (owners[mine.road], owners[theirs.road])
                guard pair.0 != pair.1, mine.box.overlaps(theirs.box), !areJoined(mine.road, theirs.road),
                    !reported.contains(where: { $0 == pair })
                else { continue }
                reported.append(pair)
                report(mine, theirs)
            }
        }
    }

    private mutating func report(_ mine: Footprint, _ theirs: Footprint) {
        // The later piece is the one to move.
        let (first, second) = mine.road < theirs.road ? (mine, theirs) : (theirs, mine)
        let place = second.box.center
        error(
            .overlappingPieces,
            "\(quoted(owner(of: second.road).value)) lies on \(quoted(owner(of: first.road).value)) near "
                + "[\(Quantity.text(place.x.rounded(), .length)), \(Quantity.text((place.y * sign).rounded(), .length))]",
            at: owner(of: second.road).place)
    }

    private func areJoined(_ a: Int, _ b: Int) -> Bool {
        func touches(_ link: DescribedLink?, _ road: Int) -> Bool {
            if case .road(road, _) = link { return true }
            return false
        }
        let (first, second) = (composer.description.roads[a], composer.description.roads[b])
        return touches(first.predecessor, b) || touches(first.successor, b) || touches(second.predecessor, a)
            || touches(second.successor, a)
    }

    /// Boxes of at most four metres along the road, a little smaller than its carriageway.
    private func footprints(of road: Int) -> [Footprint] {
        let described = composer.description.roads[road]
        let offset = described.laneOffset.first?.value(at: 0) ?? 0
        let (left, right) = levelExtents(described)
        var result: [Footprint] = []
        for piece in described.plan {
            let count = max(1, Int((piece.length / 4).rounded(.up)))
            let step = piece.length / Double(count)
            for index in 0..<count {
                let pose = piece.pose(at: (Double(index) + 0.5) * step)
                let middle = pose.toOuter(Vector2(0, offset + (left - right) / 2))
                result.append(
                    Footprint(
                        road: road,
                        box: OrientedBox(
                            center: middle, yaw: pose.yaw, length: step * 0.9, width: max(0.2, left + right - 0.3))))
            }
        }
        return result
    }

    /// Metres from lane 0 to the borders of the carriageway, where the road begins.
    private func levelExtents(_ road: DescribedRoad) -> (left: Double, right: Double) {
        var (left, right) = (0.0, 0.0)
        for lane in road.sections[0].lanes where lane.type.isCarriageway || lane.type == .median {
            let width = lane.widths.first?.value(at: 0) ?? 0
            if lane.number > 0 { left += width } else { right += width }
        }
        return (left, right)
    }
}
