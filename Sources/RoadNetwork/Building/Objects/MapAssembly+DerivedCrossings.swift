import Geometry

extension MapAssembly {
    /// Lays crossings over the arms of signalled junctions that have pavements on both sides and no crossing yet.
    mutating func deriveCrossings(at sites: [SignalSite]) {
        for site in sites {
            for approach in site.approaches where approach.junction != nil {
                guard let row = approach.lanes.first(where: { map.lanes[$0].type.isDrivable }) else { continue }
                let lane = map.lanes[row]
                guard lane.length > 12, lane.speedLimit < 20 else { continue }
                let middle = lane.centerline.pose(at: lane.length - 2.5)
                let isTaken = map.crossings.contains { $0.path.project(middle.position).distance < 15 }
                guard !isTaken else { continue }
                let half = lane.halfWidth(at: lane.length - 2.5)
                let area = OrientedBox(center: middle.position, yaw: middle.yaw, length: 3.5, width: 2 * half)
                let count = map.crossings.count
                addCrossing(
                    name: "\(site.name)/\(description.roads[approach.road].id)/crossing",
                    key: StableHash.combine(StableHash.mix(approach.randomKey), site.randomKey),
                    area: ConvexPolygon(counterClockwise: area.corners), roadYaw: middle.yaw, isZebra: true, margin: 25)
                guard map.crossings.count > count, let crossing = map.crossings.last else { continue }
                if joinsPavements(crossing.path) {
                    notes.note("Crossings were derived at", site.name)
                } else {
                    map.crossings.removeLast()
                }
            }
        }
    }

    /// Whether there is a pavement half a metre behind both ends of a crossing.
    private func joinsPavements(_ path: Polyline) -> Bool {
        [-0.5, path.length + 0.5].allSatisfy { s in
            map.lanes(at: path.point(at: s), margin: 0.1).contains { map.lanes[$0.lane.index].type == .sidewalk }
        }
    }
}
