import Geometry
import Launching
import RoadNetwork
import Scenarios
import Simulation
import World

/// What must really happen in a shipped scenario for it to be the scenario that its page describes.
struct DefiningMoment: Sendable, CustomStringConvertible {
    let scenario: String
    /// In words.
    let description: String
    /// Whether it has happened by the last picture of a drive.
    let hasHappened: @Sendable (DriveFilm) -> Bool

    init(_ scenario: String, _ description: String, _ hasHappened: @escaping @Sendable (DriveFilm) -> Bool) {
        (self.scenario, self.description, self.hasHappened) = (scenario, description, hasHappened)
    }

    static let all: [DefiningMoment] = [
        DefiningMoment("first_drive", "the walker crosses the street before the ego vehicle") { film in
            let sides = film.pictures.filter { $0.progress < film.progressOfCrossing("walker") }
                .map { film.place("walker", in: $0).left }
            return sides.contains { $0 > 2 } && sides.contains { $0 < -1 } && film.firing("sets_off") != nil
        },
        DefiningMoment(
            "first_drive", "others drive near the ego vehicle, whose way leads over two signalised crossroads"
        ) { film in
            let isNear = film.pictures.contains { picture in
                let actors = picture.situation.world.actors
                let here = film.motion("ego", in: picture).pose.position
                return actors.presentActors.contains {
                    $0 != film.ego && actors.speed[$0.index] > 4
                        && Vector2(actors.x[$0.index], actors.y[$0.index]).distance(to: here) < 40
                }
            }
            let signals = film.route.legs.filter { !film.map[$0.lane].signalGroup.isNone }
            return isNear && signals.count == 2
        },
        DefiningMoment("red_light", "the light turns from green to red ahead of the ego vehicle, as late as said") {
            film in
            let seen = film.pictures.compactMap { picture in
                film.junction(from: picture).map { (picture, film.aspect(of: $0.lane, in: picture), $0.ahead) }
            }
            guard let green = seen.last(where: { $0.1 == .green }), let red = seen.last, red.1 == .red else {
                return false
            }
            let yellow = seen.first { $0.1 == .yellow }.map { $0.0.time } ?? .infinity
            return green.2 > 10 && red.2 > 0 && red.0.time > yellow && (red.0.time - yellow - 3).magnitude < 0.35
        },
        DefiningMoment("red_light", "cross traffic drives over while the ego vehicle waits at red") { film in
            film.pictures.contains { picture in
                guard let junction = film.junction(from: picture), junction.ahead > -1 else { return false }
                let crosses = ["from_left", "from_right"].contains { name in
                    let lane = film.lane(name, in: picture)
                    return !lane.isNone && !film.map[lane].junction.isNone && film.motion(name, in: picture).speed > 1
                }
                return crosses && film.aspect(of: junction.lane, in: picture) == .red
                    && film.motion("ego", in: picture).speed < 0.2
            }
        },
        DefiningMoment("unprotected_left", "oncoming cars with green and priority pass before the ego vehicle turns") {
            film in
            let passed = ["first", "second", "third", "fourth"].filter { name in
                film.pictures.contains { picture in
                    guard let mine = film.junction(from: picture), mine.ahead > -3, mine.ahead < 40 else {
                        return false
                    }
                    let theirs = film.lane(name, in: picture)
                    guard !theirs.isNone, film.yields(mine.lane, to: theirs) else { return false }
                    return film.aspect(of: mine.lane, in: picture) == .green
                        && film.aspect(of: theirs, in: picture) == .green
                        && film.motion(name, in: picture).speed > 5
                }
            }
            return passed.count >= 2
        },
        DefiningMoment("roundabout", "somebody in the ring has the right of way as the ego vehicle arrives") { film in
            film.pictures.contains { picture in
                guard let mine = film.junction(from: picture), mine.ahead > -4, mine.ahead < 25 else { return false }
                return ["first", "second", "third"].contains { name in
                    let theirs = film.lane(name, in: picture)
                    return !theirs.isNone && film.map[theirs].isRoundabout && film.motion(name, in: picture).speed > 3
                        && film.entries.contains { film.yields($0, to: theirs) }
                }
            }
        },
        DefiningMoment("cut_in", "the slower car changes from the next lane into the one of the ego vehicle, ahead") {
            film in
            guard let start = film.pictures.first, let last = film.pictures.last, film.firing("cuts_in") != nil else {
                return false
            }
            let (before, after) = (film.place("other", in: start), film.place("other", in: last))
            return before.left.magnitude > 2.5 && before.ahead > 20 && after.left.magnitude < 0.6 && after.ahead > 0
                && after.ahead < 40 && film.motion("other", in: last).speed > 3
        },
        DefiningMoment("child_from_behind_parked_car", "the child is hidden, then steps before the coming car") {
            film in
            guard let time = film.firing("steps_out"), let last = film.pictures.last,
                let start = film.pictures.last(where: { $0.time <= time }), let earlier = film.pictures.first
            else { return false }
            let place = film.place("child", in: last)
            return film.motion("ego", in: start).speed > 3 && film.isHidden("child", in: earlier)
                && film.isHidden("child", in: start) && place.left.magnitude < 1.6 && place.ahead > 0
                && place.ahead < 40
        },
        DefiningMoment("lead_brakes_hard", "the car ahead brakes to a standstill at the rate that the file states") {
            film in
            guard let time = film.firing("brakes"), let last = film.pictures.last else { return false }
            let braking = film.pictures.filter { $0.time > time + 0.25 && film.motion("lead", in: $0).speed > 1 }
            guard let first = braking.first, let end = braking.last, end.time > first.time + 0.5 else { return false }
            let lost = film.motion("lead", in: first).speed - film.motion("lead", in: end).speed
            let rate = lost / (end.time - first.time)
            return (rate / film.number("braking") - 1).magnitude < 0.02 && film.motion("lead", in: last).speed == 0
                && film.place("lead", in: last).ahead > 0
        },
        DefiningMoment("delivery_van_blocks_lane", "the van leaves no room in the lane while somebody comes") { film in
            let lane = film.map[film.route.legs[0].lane]
            return film.pictures.contains { picture in
                let (van, place) = (film.box("blocker", in: picture), film.place("blocker", in: picture))
                let room = lane.halfWidth(at: place.ahead + picture.progress) - place.left - van.halfWidth
                let comes = ["first_oncoming", "second_oncoming"].contains { name in
                    let other = film.motion(name, in: picture)
                    return other.pose.forward.dot(film.motion("ego", in: picture).pose.forward) < -0.9
                        && other.speed > 3 && film.place(name, in: picture).ahead > place.ahead - 10
                }
                return comes && room < film.ready.setting.vehicles[0].model.width && place.ahead > 0
                    && place.ahead < 60
            }
        },
        DefiningMoment("delivery_van_blocks_lane", "the ego vehicle passes the van over the oncoming lane") { film in
            film.pictures.contains { picture in
                let place = film.place("blocker", in: picture)
                let ego = film.box("ego", in: picture).center
                let left = film.route.lateralOffset(of: ego, at: picture.progress + 1.3)
                return place.ahead.magnitude < film.front && left.magnitude > 1.5
            }
        },
    ]
}

extension DriveFilm {
    /// Metres along the route at which an actor on foot crosses it.
    func progressOfCrossing(_ actor: String) -> Double {
        pictures.first.map { route.arcLength(of: box(actor, in: $0).center) - front } ?? 0
    }

    /// Lanes of the route on which somebody else goes first.
    var entries: [LaneID] {
        route.legs.map(\.lane).filter { lane in
            map[lane].conflicts.contains { map.conflicts[Int($0)].view(from: lane).iYield }
        }
    }

    /// Whether a car of the file stands on the line from the ego vehicle's front to an actor.
    func isHidden(_ actor: String, in picture: Picture) -> Bool {
        let pose = motion("ego", in: picture).pose
        let (eye, target) = (pose.position + pose.forward * (front - 1.5), box(actor, in: picture).center)
        let way = target - eye
        let line = OrientedBox(center: (eye + target) * 0.5, yaw: way.yaw, length: way.length, width: 0.02)
        return ["hiding", "before", "first"].contains { box($0, in: picture).overlaps(line) }
    }
}
