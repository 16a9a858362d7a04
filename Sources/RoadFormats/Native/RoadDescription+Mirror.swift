import Geometry
import RoadNetwork

extension RoadDescription {
    /// The same streets in a mirror along the x axis: left is right, and traffic keeps to the other side. Ids and random
    /// keys stay.
    public func mirrored() -> RoadDescription {
        var copy = self
        copy.drivingSide = drivingSide == .right ? .left : .right
        copy.roads = roads.map(\.mirrored)
        for index in copy.junctions.indices {
            for connection in copy.junctions[index].connections.indices {
                copy.junctions[index].connections[connection].laneLinks = junctions[index].connections[connection]
                    .laneLinks.map { .init(from: -$0.from, to: -$0.to) }
            }
        }
        copy.signals = signals.map(\.mirrored)
        copy.objects = objects.map(\.mirrored)
        return copy
    }
}

extension Pose2 {
    fileprivate var mirrored: Pose2 { Pose2(x: position.x, y: -position.y, yaw: -yaw) }
}

extension Cubic {
    fileprivate var negated: Cubic { Cubic(-a, -b, -c, -d) }
}

extension PlanPiece {
    fileprivate var mirrored: PlanPiece {
        let turned: PlanCurve
        switch curve {
        case .line: turned = .line
        case .arc(let curvature): turned = .arc(curvature: -curvature)
        case .clothoid(let start, let end): turned = .clothoid(start: -start, end: -end)
        case .cubic(let cubic): turned = .cubic(cubic.negated)
        case .parametricCubic(let u, let v, let range): turned = .parametricCubic(u: u, v: v.negated, range: range)
        }
        return PlanPiece(start: start.mirrored, length: length, curve: turned)
    }
}

extension DescribedRoad {
    fileprivate var mirrored: DescribedRoad {
        var copy = self
        copy.plan = plan.map(\.mirrored)
        copy.laneOffset = laneOffset.map { StationCubic(from: $0.from, $0.cubic.negated) }
        for section in copy.sections.indices {
            copy.sections[section].centreMarks = sections[section].centreMarks.map(\.mirrored)
            copy.sections[section].lanes = sections[section].lanes.map(\.mirrored)
        }
        return copy
    }
}

extension DescribedLane {
    fileprivate var mirrored: DescribedLane {
        var copy = self
        copy.number = -number
        copy.predecessors = predecessors.map { -$0 }
        copy.successors = successors.map { -$0 }
        copy.borders = borders.map { StationCubic(from: $0.from, $0.cubic.negated) }
        copy.marks = marks.map(\.mirrored)
        return copy
    }
}

extension DescribedMark {
    fileprivate var mirrored: DescribedMark {
        var copy = self
        switch kind {
        case .solidBroken: copy.kind = .brokenSolid
        case .brokenSolid: copy.kind = .solidBroken
        default: break
        }
        switch laneChange {
        case .increase: copy.laneChange = .decrease
        case .decrease: copy.laneChange = .increase
        default: break
        }
        return copy
    }
}

extension DescribedSignal {
    fileprivate var mirrored: DescribedSignal {
        var copy = self
        copy.places = places.map { place in
            var moved = place
            moved.t = -place.t
            moved.heading = -place.heading
            moved.lanes = place.lanes.map { -$0 }
            return moved
        }
        switch meaning {
        case .light(let turns): copy.meaning = .light(turns: turns.map(\.mirrored))
        case .sign(.keepLeft, let value): copy.meaning = .sign(.keepRight, value: value)
        case .sign(.keepRight, let value): copy.meaning = .sign(.keepLeft, value: value)
        default: break
        }
        return copy
    }
}

extension TurnDirection {
    fileprivate var mirrored: TurnDirection {
        switch self {
        case .left: return .right
        case .right: return .left
        case .slightLeft: return .slightRight
        case .slightRight: return .slightLeft
        case .straight, .uTurn: return self
        }
    }
}

extension DescribedObject {
    fileprivate var mirrored: DescribedObject {
        var copy = self
        switch place {
        case .world(let pose): copy.place = .world(pose.mirrored)
        case .road(let road, let s, let t, let heading): copy.place = .road(road, s: s, t: -t, heading: -heading)
        }
        // Reversed, so that the winding stays.
        copy.outline = outline.reversed().map { corner in
            switch corner {
            case .local(let point): return .local(Vector2(point.x, -point.y))
            case .road(let s, let t): return .road(s: s, t: -t)
            case .world(let point): return .world(Vector2(point.x, -point.y))
            }
        }
        copy.repeats = repeats.map { row in
            var moved = row
            moved.t = ClosedEnds(-row.t.start, -row.t.end)
            return moved
        }
        return copy
    }
}
