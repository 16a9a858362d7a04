import Geometry
import RoadNetwork
import World

/// Draws a moment from above: the part of the picture that changes, over what `MapPicture` draws.
public struct ScenePicture: Sendable {
    public var map: StreetMap
    public var palette: Palette
    public var layers: SceneLayers
    /// Direction of the light on the ground, radians; the same as for the map.
    public var sun: Double

    public init(map: StreetMap, palette: Palette, layers: SceneLayers = .all, sun: Double = 2.3) {
        self.map = map
        self.palette = palette
        self.layers = layers
        self.sun = sun
    }

    /// Draws route, trails, signals, actors, sensor returns and belief, in pixels.
    public func draw(_ moment: SceneMoment, camera: MapCamera, into list: inout DisplayList) {
        list.transformed(camera.pixelsFromWorld) { list in
            if layers.contains(.route) { drawRoute(of: moment, into: &list) }
            if layers.contains(.trails) { drawTrails(of: moment, into: &list) }
            drawSignals(of: moment, camera: camera, into: &list)
            if layers.contains(.belief) { drawBelief(of: moment, into: &list) }
            drawActors(of: moment, camera: camera, into: &list)
            if layers.contains(.lidar) { drawLidar(of: moment, camera: camera, into: &list) }
            if layers.contains(.radar) { drawRadar(of: moment, into: &list) }
        }
    }

    /// Actors in view, small ones over large ones, the ego over all. Ties go to the random key.
    private func drawActors(of moment: SceneMoment, camera: MapCamera, into list: inout DisplayList) {
        let view = camera.visible.grown(by: 20)
        let light = -Vector2(yaw: sun)
        let actors = moment.world.actors
        let sketches = actors.presentActors.compactMap { actor -> ActorSketch? in
            let motion = actors.motion(of: actor, atTime: moment.time, clock: moment.world.clock)
            let row = actor.index
            guard view.contains(motion.pose.position), moment.catalogue.models.indices.contains(Int(actors.model[row]))
            else { return nil }
            let flags = actors.flags(of: actor)
            let model = moment.catalogue.models[Int(actors.model[row])]
            let age = moment.time - moment.world.clock.time(of: actors.stamp[row])
            return ActorSketch(
                model: model, motion: motion, lights: actors.lights(of: actor), isDriven: flags.contains(.driven),
                articulation: model.articulation.map {
                    actors.articulationAngle(ofRow: row, joint: $0, after: age)
                } ?? 0,
                steeringAngle: actors.steeringAngle[row], gaze: Double(actors.gaze[row]),
                doors: (actors.leftDoor[row], actors.rightDoor[row]), randomKey: actors.randomKey[row],
                time: moment.time, pixelsPerMetre: camera.pixelsPerMetre, palette: palette, light: light)
        }
        let ordered = sketches.sorted {
            ($0.isDriven ? 1 : 0, -$0.model.length, $0.randomKey) < (
                $1.isDriven ? 1 : 0, -$1.model.length, $1.randomKey
            )
        }
        for sketch in ordered { sketch.draw(into: &list) }
    }

    private func drawRoute(of moment: SceneMoment, into list: inout DisplayList) {
        guard let route = moment.route else { return }
        let from = moment.egoMotion.map { route.path.project($0.pose.position).s } ?? 0
        let rest = route.path.length - from > 0.5 ? route.path.part(from: from, to: route.path.length) : route.path
        list.stroke(
            .line(rest.points), palette.accent.faded(0.22), Stroke(1.5, minimumPixels: 4, cap: .round, join: .round))
        list.stroke(
            .line(rest.points), palette.accent.faded(0.75),
            Stroke(0.22, minimumPixels: 1.6, cap: .butt, dashes: [1.6, 1.6]))
        let goal = route.path.points[route.path.points.count - 1]
        list.fill(.circle(center: goal, radius: 2.2), palette.accent.faded(0.25))
        list.fill(.circle(center: goal, radius: 1.0), palette.accent)
        list.fill(.circle(center: goal, radius: 0.45), .white)
    }

    private func drawTrails(of moment: SceneMoment, into list: inout DisplayList) {
        for trail in moment.trails where trail.count >= 2 {
            // Older pieces are fainter.
            let pieces = min(6, trail.count - 1)
            for piece in 0..<pieces {
                let first = piece * (trail.count - 1) / pieces
                let last = (piece + 1) * (trail.count - 1) / pieces
                let strength = 0.45 * Double(piece + 1) / Double(pieces)
                list.stroke(
                    .line(trail[first...last]), palette.accent.faded(strength), Stroke(0.3, minimumPixels: 1.5))
            }
        }
    }
}
