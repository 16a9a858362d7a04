import Geometry
import Optics
import RoadNetwork
import World

extension RadarWorld {
    /// Adds the images of targets in walls and guard rails (Kraus et al., "The Radar Ghost Dataset", 2024): over the
    /// mirror on both ways (the image itself), and on one way only (halfway between target and image, in the target's
    /// direction).
    func addGhosts(_ moment: SensingMoment, _ memory: RadarMemory) {
        let eye = position.horizontal
        moment.stage.radarMirrors.collect(around: eye, reach: 50, count: 8, into: &memory.mirrors)
        for target in memory.targets {
            let center = target.center
            guard (center - eye).length < RadarWorld.ghostReach else { continue }
            for (number, face) in memory.mirrors.enumerated() where face.distance(of: center) > target.body.halfWidth {
                let image = face.mirrored(center)
                guard let turn = face.crossing(eye, image), reaches(turn, memory),
                    !isCut(turn, center, by: memory.mirrors, but: number)
                else { continue }
                addGhosts(of: target, in: face, image: image, memory)
            }
        }
    }

    private func addGhosts(
        of target: RadarTarget, in face: RadarMirrors.Face, image: Vector2, _ memory: RadarMemory
    ) {
        let key = StableHash.combine(target.key, 0x6d69_7272_6f72)
        let level = target.body.crossSection
        let height = min(max(position.z, target.body.bottom), target.body.top)
        // The mirror moves the image: its velocity is the target's, mirrored.
        let mirrored = face.mirroredVector(target.motion.velocity)
        guard
            let twice = scatterer(
                at: image, height: height, velocity: mirrored, level: level - 2 * parameters.reflectionLoss, key: key,
                part: 100, actor: target.actor)
        else { return }
        memory.scatterers.append(twice)
        guard !view.isBehindWall(target.center, of: self, memory.outlook),
            var once = scatterer(
                at: target.center, height: height, velocity: target.motion.velocity,
                level: level - parameters.reflectionLoss, key: key, part: 101, actor: target.actor)
        else { return }
        // Half of the way there and back, and half of its change.
        once.range = (once.range + twice.range) / 2
        once.velocity = (once.velocity + twice.velocity) / 2
        if once.range <= parameters.maximumRange { memory.scatterers.append(once) }
    }

    /// Whether the wave gets as far as the place on the mirror.
    private func reaches(_ place: Vector2, _ memory: RadarMemory) -> Bool {
        let away = place - position.horizontal
        guard let column = view.column(frame.direction(away)) else { return false }
        let reached = Double(memory.standing.ranges[view.levelRow(column)])
        return reached == 0 || reached > away.length - 0.5
    }

    /// Whether another face stands between the mirror and the target.
    private func isCut(_ from: Vector2, _ to: Vector2, by faces: [RadarMirrors.Face], but number: Int) -> Bool {
        faces.indices.contains { $0 != number && faces[$0].crossing(from, to) != nil }
    }
}
