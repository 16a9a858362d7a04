import Fields
import Geometry
import RoadNetwork
import World

/// Where the vehicle under test starts, and the way it shall go.
struct PlacedEgo {
    var pose: Pose2
    var lane: StreetMap.LanePosition?
    var model: ActorModel
    var modelRow: Int32
    var route: Route
}

extension ScenarioAssembly {
    /// Model, start and route of the vehicle under test; nil if they cannot be found (reported).
    func placeEgo(_ diagnostics: inout Diagnostics) -> PlacedEgo? {
        let spec = file.ego
        guard let row = catalogue.model(named: spec.model, &diagnostics) else { return nil }
        let model = catalogue.models[Int(row)]
        if let wishes = spec.route.generate { return generated(wishes, model: model, row: row, &diagnostics) }
        let resolver = PlacementResolver(map: map)
        let place = spec.model.place
        guard let start = resolver.resolve(spec.at, model: model, at: place, &diagnostics) else { return nil }
        guard let lane = start.lane else {
            diagnostics.error(ScenarioCode.placement, "the ego vehicle must start on a lane", at: place)
            return nil
        }
        guard let route = route(from: lane, resolver, &diagnostics) else { return nil }
        return PlacedEgo(pose: start.pose, lane: lane, model: model, modelRow: row, route: route)
    }

    private func route(
        from start: StreetMap.LanePosition, _ resolver: PlacementResolver, _ diagnostics: inout Diagnostics
    ) -> Route? {
        let place = file.ego.model.place
        guard let goalSpec = file.ego.route.to else {
            diagnostics.error(ScenarioCode.route, "a route needs 'to' or 'generate'", at: place)
            return nil
        }
        guard let goal = resolver.lanePosition(goalSpec, at: place, &diagnostics) else { return nil }
        let via = file.ego.route.via.compactMap { resolver.lanePosition($0, at: place, &diagnostics) }
        guard via.count == file.ego.route.via.count else { return nil }
        do {
            return try RoutePlanner(map: map).route(
                from: .position(start), through: via.map { .position($0) }, to: .position(goal))
        } catch {
            diagnostics.error(ScenarioCode.route, "\(error)", at: goalSpec.lane?.place ?? place)
            return nil
        }
    }

    private func generated(
        _ spec: GeneratedRouteSpec, model: ActorModel, row: Int32, _ diagnostics: inout Diagnostics
    ) -> PlacedEgo? {
        var wishes = RoutePlanner.Wishes()
        (wishes.minimumLength, wishes.junctions) = (spec.length, spec.junctions)
        (wishes.leftTurns, wishes.rightTurns) = (spec.leftTurns, spec.rightTurns)
        guard let route = RoutePlanner(map: map).generated(seed: seed, wishes: wishes) else {
            diagnostics.error(
                ScenarioCode.route,
                "the road has no route of \(Quantity.text(spec.length, .length)) with \(spec.junctions) junctions",
                at: file.ego.model.place)
            return nil
        }
        let leg = route.legs[0]
        let position = StreetMap.LanePosition(lane: leg.lane, s: leg.from)
        let pose = route.path.pose(at: 0)
        return PlacedEgo(
            pose: Pose2(pose.position, yaw: Angle.wrapped(pose.yaw)), lane: position, model: model, modelRow: row,
            route: route)
    }
}
