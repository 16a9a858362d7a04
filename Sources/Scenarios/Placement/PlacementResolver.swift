import Fields
import Geometry
import RoadNetwork
import World

/// Finds the pose that a placement of a file means on a map.
struct PlacementResolver {
    let map: StreetMap
    /// Actors placed so far, for placements relative to them.
    private(set) var placed: [Placed] = []

    init(map: StreetMap) { self.map = map }

    /// An actor with its place.
    struct Placed {
        var name: String
        var model: ActorModel
        var pose: Pose2
        var lane: StreetMap.LanePosition?
    }

    /// Where an actor of a model stands; nil if the place cannot be found (reported).
    func resolve(_ spec: PlacementSpec, model: ActorModel, at place: SourcePlace, _ diagnostics: inout Diagnostics)
        -> (pose: Pose2, lane: StreetMap.LanePosition?)?
    {
        let forms = [
            spec.lane != nil, spec.relativeTo != nil, spec.position != nil, spec.crossing != nil, spec.bay != nil,
        ]
        guard forms.count(where: { $0 }) == 1 else {
            diagnostics.error(
                ScenarioCode.placement,
                "a placement needs exactly one of 'lane', 'relative_to', 'position', 'crossing' and 'bay'", at: place)
            return nil
        }
        if let lane = spec.lane { return onLane(lane, spec, &diagnostics) }
        if let other = spec.relativeTo { return relative(to: other, spec, model: model, &diagnostics) }
        if let position = spec.position {
            let pose = Pose2(position, yaw: spec.heading)
            return (pose, map.lane(for: pose))
        }
        if let crossing = spec.crossing { return onCrossing(crossing, spec, &diagnostics) }
        return spec.bay.flatMap { inBay($0, spec, model: model, &diagnostics) }
    }

    /// A lane position, for goals and ways; nil if it cannot be found (reported).
    func lanePosition(_ spec: PlacementSpec, at place: SourcePlace, _ diagnostics: inout Diagnostics)
        -> StreetMap.LanePosition?
    {
        guard let name = spec.lane else {
            diagnostics.error(ScenarioCode.placement, "a goal is a place on a lane: `{lane: …, s: …}`", at: place)
            return nil
        }
        return lanePosition(name, s: spec.s, t: spec.t, &diagnostics)
    }

    mutating func note(_ actor: Placed) { placed.append(actor) }

    private func onLane(_ name: Located<String>, _ spec: PlacementSpec, _ diagnostics: inout Diagnostics)
        -> (Pose2, StreetMap.LanePosition?)?
    {
        guard let position = lanePosition(name, s: spec.s, t: spec.t, &diagnostics) else { return nil }
        return (pose(at: position, heading: spec.heading), position)
    }

    private func lanePosition(
        _ name: Located<String>, s: Double, t: Double, _ diagnostics: inout Diagnostics
    ) -> StreetMap.LanePosition? {
        guard let id = map.laneID(named: name.value) else {
            let hint = NearestName.hint(for: name.value, among: map.lanes.map(\.name))
            let help = map.lanes.prefix(12).map(\.name).joined(separator: ", ")
            diagnostics.error(
                ScenarioCode.unknownLane, "the road has no lane named '\(name.value)'\(hint)", at: name.place,
                help: "lanes are \(help)\(map.lanes.count > 12 ? ", …" : "")")
            return nil
        }
        let length = map[id].length
        let along = s < 0 ? length + s : s
        guard (0...length).contains(along) else {
            diagnostics.error(
                ScenarioCode.placement,
                "s = \(Quantity.text(s, .length)) is not on lane '\(name.value)', which is "
                    + "\(Quantity.text((length * 100).rounded() / 100, .length)) long", at: name.place)
            return nil
        }
        return StreetMap.LanePosition(lane: id, s: along, t: t)
    }

    private func pose(at position: StreetMap.LanePosition, heading: Double) -> Pose2 {
        let line = map[position.lane].centerline
        let pose = line.pose(at: position.s)
        return Pose2(line.point(at: position.s, offset: position.t), yaw: Angle.wrapped(pose.yaw + heading))
    }

    private func relative(
        to other: Located<String>, _ spec: PlacementSpec, model: ActorModel, _ diagnostics: inout Diagnostics
    ) -> (Pose2, StreetMap.LanePosition?)? {
        guard let partner = placed.first(where: { $0.name == other.value }) else {
            let hint = NearestName.hint(for: other.value, among: placed.map(\.name))
            diagnostics.error(
                ScenarioCode.unknownActor, "no actor named '\(other.value)' stands before this one\(hint)",
                at: other.place)
            return nil
        }
        guard let start = partner.lane else {
            diagnostics.error(ScenarioCode.placement, "'\(other.value)' stands on no lane", at: other.place)
            return nil
        }
        let gap = spec.gap ?? 0
        // Bumper to bumper: from the partner's facing bumper to this actor's facing bumper.
        let way =
            gap >= 0
            ? gap + partner.model.centerOffset + partner.model.length / 2 - (model.centerOffset - model.length / 2)
            : gap + partner.model.centerOffset - partner.model.length / 2 - (model.centerOffset + model.length / 2)
        guard let lane = neighbour(of: start.lane, lanesLeft: spec.lanesLeft),
            let position = advance(StreetMap.LanePosition(lane: lane, s: start.s, t: spec.t), by: way)
        else {
            diagnostics.error(
                ScenarioCode.placement, "there is no lane at that place relative to '\(other.value)'", at: other.place)
            return nil
        }
        return (pose(at: position, heading: spec.heading), position)
    }

    private func neighbour(of lane: LaneID, lanesLeft: Int) -> LaneID? {
        var current = lane
        for _ in 0..<lanesLeft.magnitude {
            let row = map[current]
            let next = lanesLeft > 0 ? row.leftNeighbour : row.rightNeighbour
            if next.isNone { return nil }
            current = next
        }
        return current
    }

    /// Moves along lanes, straight on where there is a choice; nil where the road ends.
    private func advance(_ start: StreetMap.LanePosition, by way: Double) -> StreetMap.LanePosition? {
        var position = start
        position.s += way
        for _ in 0..<200 {
            let lane = map[position.lane]
            if position.s < 0 {
                guard let before = straightest(lane.predecessors) else { return nil }
                position.lane = before
                position.s += map[before].length
            } else if position.s > lane.length {
                guard let after = straightest(lane.successors) else { return nil }
                position.s -= lane.length
                position.lane = after
            } else {
                return position
            }
        }
        return nil
    }

    private func straightest(_ lanes: [LaneID]) -> LaneID? {
        lanes.min { a, b in
            func cost(_ id: LaneID) -> Double {
                let line = map[id].centerline
                return Angle.difference(from: line.headings[0], to: line.headings[line.headings.count - 1]).magnitude
            }
            return (cost(a), map[a].randomKey) < (cost(b), map[b].randomKey)
        }
    }

    private func onCrossing(_ name: Located<String>, _ spec: PlacementSpec, _ diagnostics: inout Diagnostics)
        -> (Pose2, StreetMap.LanePosition?)?
    {
        guard let crossing = map.crossings.first(where: { $0.name == name.value }) else {
            let hint = NearestName.hint(for: name.value, among: map.crossings.map(\.name))
            diagnostics.error(
                ScenarioCode.unknownPlace, "the road has no crossing named '\(name.value)'\(hint)", at: name.place)
            return nil
        }
        // Before its start is on the pavement, which is where people wait. In a mirror it begins at its other end.
        let s = spec.isMirrored ? crossing.path.length - spec.s : spec.s
        let yaw = crossing.path.pose(at: s).yaw + (spec.isMirrored ? .pi : 0)
        let position = crossing.path.point(at: s, offset: spec.isMirrored ? -spec.t : spec.t)
        return (Pose2(position, yaw: Angle.wrapped(yaw + spec.heading)), nil)
    }

    private func inBay(
        _ name: Located<String>, _ spec: PlacementSpec, model: ActorModel, _ diagnostics: inout Diagnostics
    ) -> (Pose2, StreetMap.LanePosition?)? {
        guard let bay = map.parkingBays.first(where: { $0.name == name.value }) else {
            let hint = NearestName.hint(for: name.value, among: map.parkingBays.map(\.name))
            diagnostics.error(
                ScenarioCode.unknownPlace, "the road has no parking bay named '\(name.value)'\(hint)", at: name.place)
            return nil
        }
        let yaw = Angle.wrapped(bay.box.axis.yaw + spec.heading)
        // The middle of the vehicle stands in the middle of the bay.
        return (Pose2(bay.box.center - Vector2(yaw: yaw) * model.centerOffset, yaw: yaw), nil)
    }
}
