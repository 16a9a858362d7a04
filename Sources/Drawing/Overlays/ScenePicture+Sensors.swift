import DrivingInterface
import Geometry
import World

extension ScenePicture {
    /// LiDAR returns as dots: on the ground faint, above it by height.
    func drawLidar(of moment: SceneMoment, camera: MapCamera, into list: inout DisplayList) {
        for frame in moment.frames where moment.mounts.indices.contains(frame.mount) {
            guard let pattern = LidarPattern(moment.mounts[frame.mount]), let scan = LidarScan(frame),
                let ego = moment.egoMotion(at: frame.measuredAt), scan.layers == pattern.layers,
                scan.columns == pattern.columns
            else { continue }
            list.points(cloud(scan, pattern, from: ego.pose, dot: camera.pixelsPerMetre > 12 ? 3 : 2))
        }
    }

    private func cloud(_ scan: LidarScan, _ pattern: LidarPattern, from ego: Pose2, dot: Int) -> PointCloud {
        let worldFromEgo = PlaneTransform(ego)
        var positions: [Vector2] = []
        var colours: [Colour] = []
        positions.reserveCapacity(scan.ranges.count)
        colours.reserveCapacity(scan.ranges.count)
        for layer in 0..<scan.layers {
            for column in 0..<scan.columns {
                let range = scan.range(layer: layer, column: column)
                guard range > 0 else { continue }
                let point = pattern.point(layer: layer, column: column, range: Double(range))
                positions.append(worldFromEgo.apply(point.horizontal))
                colours.append(ScenePicture.colour(ofHeight: point.z))
            }
        }
        return PointCloud(positions: positions, colours: colours, size: dot)
    }

    /// Blue-green near the ground, then yellow to red at 3 m: a short ramp that reads on light and dark ground.
    private static func colour(ofHeight height: Double) -> Colour {
        let ramp: [Colour] = [Colour(0x1BA8C9), Colour(0x28C76F), Colour(0xF4C20D), Colour(0xF0533A)]
        guard height > 0.2 else { return ramp[0].faded(0.30) }
        let place = min(2.999, max(0, (height - 0.2) / 2.8 * 3))
        let step = Int(place)
        return ramp[step].mixed(with: ramp[step + 1], place - Double(step)).faded(0.85)
    }

    /// Radar detections as rings with a tick along the radial speed: towards the ego red, away blue.
    func drawRadar(of moment: SceneMoment, into list: inout DisplayList) {
        for frame in moment.frames where moment.mounts.indices.contains(frame.mount) {
            let mount = moment.mounts[frame.mount]
            guard mount.kind == "radar", let scan = RadarScan(frame), let ego = moment.egoMotion(at: frame.measuredAt)
            else { continue }
            for detection in scan.detections {
                let inEgo = detection.position(egoFromSensor: mount.egoFromSensor)
                let center = ego.pose.toOuter(inEgo)
                // Over ground: the radial speed without what the ego's own motion adds.
                let direction = (center - ego.pose.toOuter(mount.egoFromSensor.position.horizontal)).normalized
                let overGround = detection.radialVelocity + ego.velocity.dot(direction)
                let colour =
                    overGround.magnitude < 0.5
                    ? Colour(0x9B8CF0) : overGround < 0 ? Colour(0xF0436A) : Colour(0x3D7BF5)
                list.stroke(.circle(center: center, radius: 0.55), colour, Stroke(0.14, minimumPixels: 1.4))
                guard overGround.magnitude >= 0.5 else { continue }
                let tip = center + direction * (overGround * 0.5)
                list.stroke(.line([center, tip]), colour, Stroke(0.14, minimumPixels: 1.4, cap: .round))
            }
        }
    }

    /// What the policy believes: road lines, objects with their velocity, its plan.
    func drawBelief(of moment: SceneMoment, into list: inout DisplayList) {
        guard let belief = moment.belief, let pose = moment.beliefPose ?? moment.egoMotion?.pose else { return }
        let colour = Colour(0xB14CE0)
        list.transformed(PlaneTransform(pose)) { list in
            for line in belief.roadLines where line.count >= 2 {
                list.stroke(.line(line), colour.faded(0.75), Stroke(0.16, minimumPixels: 1.3, dashes: [0.8, 0.5]))
            }
            for object in belief.objects {
                list.fill(.polygon(object.box.corners), colour.faded(0.14))
                list.stroke(.polygon(object.box.corners), colour.faded(0.9), Stroke(0.1, minimumPixels: 1.2))
                guard object.velocity.length > 0.5 else { continue }
                list.stroke(
                    .line([object.box.center, object.box.center + object.velocity]), colour.faded(0.9),
                    Stroke(0.12, minimumPixels: 1.2, cap: .round))
            }
            if belief.plan.count >= 2 {
                list.stroke(
                    .line(belief.plan), palette.accent.faded(0.9),
                    Stroke(0.4, minimumPixels: 2.2, cap: .round, join: .round))
            }
        }
    }
}
