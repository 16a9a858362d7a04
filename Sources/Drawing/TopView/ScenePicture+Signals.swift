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
        for lane in map.lanes {
            let at = stopPose(of: lane)
            guard view.contains(at.pose.position) else { continue }
            let groups =
                lane.signalGroup.isNone ? groupsAhead(of: lane) : lane.predecessors.isEmpty ? [lane.signalGroup] : []
            for (index, group) in groups.enumerated() {
                // Several lamps rule one lane by where it leads: they share its width, left to right.
                let share = 2 * at.half / Double(groups.count)
                let left = at.half - share * Double(index)
                let across = at.pose.forward.leftNormal
                let bar = Path.line([
                    at.pose.position + across * (left - 0.1), at.pose.position + across * (left - share + 0.1),
                ])
                let colour = Palette.colour(of: shown(moment.world.aspect(of: group), at: moment.time))
                list.stroke(bar, colour.faded(0.25), Stroke(1.3, minimumPixels: 5, cap: .round))
                list.stroke(bar, colour, Stroke(0.42, minimumPixels: 2, cap: .round))
            }
        }
        drawCrossingLamps(of: moment, view: view, into: &list)
    }

    /// Where traffic on a lane waits, and half of the width it has there: the stop line before a junction, else the
    /// lane's end; the start of a ruled lane itself.
    private func stopPose(of lane: Lane) -> (pose: Pose2, half: Double) {
        let s = lane.signalGroup.isNone ? lane.stopLine ?? lane.length : 0
        return (lane.centerline.pose(at: s), lane.halfWidth(at: s) * 0.9)
    }

    /// Distinct groups that rule what follows a lane, from the one that leads farthest left to the one farthest right.
    private func groupsAhead(of lane: Lane) -> [SignalGroupID] {
        let order: [TurnDirection] = [.uTurn, .left, .slightLeft, .straight, .slightRight, .right]
        var groups: [SignalGroupID] = []
        for turn in order {
            for next in lane.successors where map[next].turn == turn && !map[next].signalGroup.isNone {
                if !groups.contains(map[next].signalGroup) { groups.append(map[next].signalGroup) }
            }
        }
        return groups
    }

    private func drawCrossingLamps(of moment: SceneMoment, view: WorldRectangle, into list: inout DisplayList) {
        for crossing in map.crossings where !crossing.signalGroup.isNone {
            let colour = Palette.colour(of: shown(moment.world.aspect(of: crossing.signalGroup), at: moment.time))
            for end in [0, crossing.path.length] where view.contains(crossing.path.point(at: end)) {
                list.fill(.circle(center: crossing.path.point(at: end), radius: 0.45), colour.faded(0.9))
            }
        }
    }

    /// A housing lying on its back, lamps towards the traffic that they are for: red farthest.
    private func draw(_ head: SignalHead, aspect: SignalAspect, lamp: Double, into list: inout DisplayList) {
        guard head.lens != .countdown else { return }
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
