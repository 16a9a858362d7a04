import Fields
import Geometry

extension Located<String> {
    /// The name of the lane in the place of a lane of a mirrored road: `main/-1` is `main/1`. Other names stay.
    var mirroredLane: Located {
        guard let slash = value.lastIndex(of: "/"), let number = Int(value[value.index(after: slash)...]) else {
            return self
        }
        return Located("\(value[...slash])\(-number)", at: place)
    }
}

extension Vector2 {
    /// The point in a mirror along the x axis, as `RoadDescription.mirrored()` has it.
    var mirrored: Vector2 { Vector2(x, -y) }
}

extension PlacementSpec {
    /// The same place of a mirrored scene.
    var mirrored: PlacementSpec {
        var copy = self
        copy.lane = lane?.mirroredLane
        copy.lanesLeft = -lanesLeft
        copy.position = position?.mirrored
        (copy.t, copy.heading) = (-t, -heading)
        copy.isMirrored = !isMirrored
        return copy
    }
}

extension ScenarioFile {
    /// The same scene in a mirror: roads, places and actions; left is right, and traffic keeps to the other side.
    var mirrored: ScenarioFile {
        var copy = self
        copy.road.isMirrored = !road.isMirrored
        copy.ego.at = ego.at.mirrored
        copy.ego.route.to = ego.route.to?.mirrored
        copy.ego.route.via = ego.route.via.map(\.mirrored)
        for index in actors.indices {
            copy.actors[index].at = actors[index].at.mirrored
            copy.actors[index].route = actors[index].route.map(\.mirroredLane)
        }
        for index in events.indices {
            copy.events[index].when = events[index].when.mirrored()
            copy.events[index].actions = events[index].actions.map { $0.mirrored() }
        }
        return copy
    }
}
