import Geometry
import RoadNetwork
import World

extension ScenePicture {
    /// Signals twice: a bar in the lamp's colour across each lane that it rules, and the head with its lit lamp.
    func drawSignals(of moment: SceneMoment, camera: MapCamera, into list: inout DisplayList) {
        let view = camera.visible.grown(by: 5)
        drawBars(of: moment, view: view, into: &list)
        guard camera.pixelsPerMetre > 2.5 else { return }
        let size = max(0.34, 4.2 / camera.pixelsPerMetre)
        for head in map.signalHeads where view.contains(head.position.horizontal) {
            let aspect = shown(moment.world.aspect(of: head.group), at: moment.time)
            draw(head, aspect: aspect, lamp: size, into: &list)
        }
    }

    private func drawBars(of moment: SceneMoment, view: WorldRectangle, into list: inout DisplayList) {
        for lane in map.lanes where !lane.signalGroup.isNone {
            let start = lane.centerline.pose(at: 0)
            guard view.contains(start.position) else { continue }
            let colour = Palette.colour(of: shown(moment.world.aspect(of: lane.signalGroup), at: moment.time))
            let half = lane.halfWidth(at: 0) * 0.86
            let across = start.forward.leftNormal * half
            let bar = Path.line([start.position + across, start.position - across])
            list.stroke(bar, colour.faded(0.25), Stroke(1.3, minimumPixels: 5, cap: .round))
            list.stroke(bar, colour, Stroke(0.42, minimumPixels: 2, cap: .round))
        }
        for crossing in map.crossings where !crossing.signalGroup.isNone {
            let colour = Palette.colour(of: shown(moment.world.aspect(of: crossing.signalGroup), at: moment.time))
            for end in [0, crossing.path.length] where view.contains(crossing.path.point(at: end)) {
                list.fill(.circle(center: crossing.path.point(at: end), radius: 0.45), colour.faded(0.9))
            }
        }
    }

    /// A housing lying on its back, lamps towards the traffic that they are for: red farthest.
    private func draw(_ head: SignalHead, aspect: SignalAspect, lamp: Double, into list: inout DisplayList) {
        let lamps: [(isLit: Bool, colour: Colour)] =
            head.lens == .pedestrian
            ? [(aspect == .red, Palette.colour(of: .red)), (aspect.letsGo, Palette.colour(of: .green))]
            : [
                (aspect == .red || aspect == .redYellow, Palette.colour(of: .red)),
                (aspect == .yellow || aspect == .redYellow || aspect == .flashingYellow, Palette.colour(of: .yellow)),
                (aspect.letsGo, Palette.colour(of: .green)),
            ]
        let place = PlaneTransform(Pose2(head.position.horizontal, yaw: head.facing))
        let length = lamp * 2.3 * Double(lamps.count)
        list.transformed(place) { list in
            list.fill(
                .rectangle(
                    from: Vector2(-length / 2, -lamp * 1.25), to: Vector2(length / 2, lamp * 1.25), radius: lamp * 0.7),
                Colour(0x14181C))
            for (index, item) in lamps.enumerated() {
                let center = Vector2(-length / 2 + lamp * (1.15 + 2.3 * Double(index)), 0)
                if item.isLit {
                    list.fill(
                        .circle(center: center, radius: lamp * 2.4),
                        .radial(center: center, radius: lamp * 2.4, item.colour.faded(0.7), item.colour.faded(0)))
                }
                list.fill(
                    .circle(center: center, radius: lamp * 0.86),
                    item.isLit ? item.colour : item.colour.mixed(with: .black, 0.76))
            }
        }
    }

    /// Flashing lamps are dark half of each second.
    private func shown(_ aspect: SignalAspect, at time: Double) -> SignalAspect {
        guard aspect == .flashingYellow || aspect == .flashingGreen else { return aspect }
        return time.truncatingRemainder(dividingBy: 1) < 0.5 ? aspect : .dark
    }
}
