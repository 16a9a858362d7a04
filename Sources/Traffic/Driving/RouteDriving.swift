import Geometry
import RoadNetwork
import World

/// The rules of the road for somebody who drives a known route and sees the world, but not what traffic intends: for
/// privileged drivers. The same assessment as for traffic actors, on the lanes of the route.
public enum RouteDriving {
    /// What such a driver remembers between two decisions.
    public struct Memory: ColumnState, Hashable {
        /// Time since which the vehicle stands, stands and yields, and stands at its line, s; negative = not.
        public var standingSince = -1.0
        public var yieldsSince = -1.0
        public var lineStop = -1.0
        /// Row of `DrivingReason` that counted last.
        public var reason: UInt8 = 0

        public init() {}

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("standingSince", value: &standingSince)
            visitor.visit("yieldsSince", value: &yieldsSince)
            visitor.visit("lineStop", value: &lineStop)
            visitor.visit("reason", value: &reason)
        }
    }

    /// How far around the vehicle others are looked at, metres.
    static let sight = 130.0

    /// How strongly the vehicle may accelerate now.
    ///
    /// - Parameters:
    ///   - routePosition: arc length of the vehicle's reference point on the route's path, metres.
    ///   - offset: to the left of the lane's middle where the vehicle means to drive, metres (passing an obstacle).
    ///   - ignored: actors that the vehicle is passing and that are therefore not in its way.
    ///   - step: seconds until the next decision.
    public static func assess(
        _ vehicle: ActorID, on route: Route, at routePosition: Double, offset: Double = 0, ignored: [ActorID] = [],
        world: WorldState, model: TrafficModel, profile: DriverProfile, step: Double, memory: inout Memory,
        scratch: inout TrafficScratch
    ) -> DrivingAssessment {
        let body = model.bodies[Int(world.actors.model[vehicle.index])]
        var seen = world
        for actor in ignored where actor != vehicle { seen.actors.flags[actor.index] = 0 }
        look(around: vehicle, world: seen, model: model, scratch: &scratch)
        scratch.scene.putOnRoute(vehicle.index, route, at: routePosition, body: body, model)
        scratch.scene.recall(vehicle.index, memory, profile)
        let driver = DriverView(
            row: vehicle.index, scene: scratch.scene, profile: profile, body: body, step: step, restOffset: offset,
            keptOffset: offset)
        let result = scratch.scene.assess(driver, model: model)
        memory.note(result, speed: driver.speed, time: world.clock.time)
        return result
    }

    /// Looks at everybody around a vehicle as they are now, for questions before the first assessment of a tick: what a
    /// scratch memory holds from an earlier tick must not count.
    public static func look(
        around vehicle: ActorID, world: WorldState, model: TrafficModel, scratch: inout TrafficScratch
    ) {
        let motion = world.actors.motion(of: vehicle, at: world.clock.tick, clock: world.clock)
        scratch.scene.observe(
            world, traffic: TrafficState(), model: model, around: motion.pose.position, radius: sight)
    }

    /// Metres that a vehicle can drive along footprints that it will have before it touches somebody, standing or on its
    /// way; nil if it touches nobody. Looks at the scene of the last look or assessment.
    ///
    /// - Parameters:
    ///   - reach: metres of the way that are looked at.
    ///   - way: makes the footprints with the metres that lie before each, ascending; asked only if somebody is near.
    public static func obstruction(
        of vehicle: ActorID, within reach: Double, speed: Double, scratch: TrafficScratch,
        way: () -> [(travelled: Double, box: OrientedBox)]
    ) -> Double? {
        guard vehicle.index < scratch.scene.actors.count else { return nil }
        let bodies = scratch.scene.bodies(near: vehicle.index, reach: reach)
        guard bodies.count > 0 else { return nil }
        var free = 0.0
        for place in way() {
            let found = scratch.scene.body(
                under: place.box, of: vehicle.index, speed: speed, after: place.travelled, among: bodies)
            if found != nil { return free }
            free = place.travelled
        }
        return nil
    }
}

extension RouteDriving.Memory {
    /// Writes down since when the vehicle stands, and why.
    fileprivate mutating func note(_ result: DrivingAssessment, speed: Double, time: Double) {
        let stands = speed < 0.05
        standingSince = !stands ? -1 : standingSince < 0 ? time : standingSince
        yieldsSince = !(stands && result.reason == .yield) ? -1 : yieldsSince < 0 ? time : yieldsSince
        if result.lineDistance >= 2.5 {
            lineStop = -1
        } else if speed < 0.3, lineStop < 0 {
            lineStop = time
        }
        reason = result.reason.rawValue
    }
}

extension TrafficScene {
    /// Makes a driven vehicle's way known: the pieces of its route from where it is.
    fileprivate mutating func putOnRoute(
        _ row: Int, _ route: Route, at position: Double, body: BodyRecord, _ model: TrafficModel
    ) {
        // Distances count from the middle of the vehicle.
        let middle = position + body.centerOffset
        let outlook = max(Self.shortestOutlook, actors[row].speed * Self.outlook) + actors[row].halfLength
        let first = min(route.leg(at: middle), route.legs.count - 1)
        actors[row].chainStart = Int32(links.count)
        for index in first..<route.legs.count {
            let leg = route.legs[index]
            let start = route.legStarts[index] - middle
            guard start < outlook else { break }
            links.append(ChainLink(lane: leg.lane.row, start: start - leg.from, from: leg.from, to: leg.to))
        }
        actors[row].chainCount = Int32(links.count) - actors[row].chainStart
        actors[row].chainEnd = .open
        let leg = route.legs[first]
        let place = model.lanes.project(actors[row].position, on: leg.lane.row)
        (actors[row].lane, actors[row].s, actors[row].t) = (leg.lane.row, place.s, place.t)
        let turn = Angle.difference(from: place.yaw, to: actors[row].yaw)
        actors[row].turn = turn
        actors[row].reach = actors[row].halfWidth + actors[row].halfLength * min(1, turn.magnitude)
    }

    /// Gives a driven vehicle what its driver remembers.
    fileprivate mutating func recall(_ row: Int, _ memory: RouteDriving.Memory, _ profile: DriverProfile) {
        actors[row].standingSince = memory.standingSince
        actors[row].yieldsSince = memory.yieldsSince
        actors[row].lineStop = memory.lineStop
        actors[row].reason = DrivingReason(rawValue: memory.reason) ?? .free
        actors[row].speedShare = 1
        actors[row].pickup = profile.acceleration
        actors[row].lateralAcceleration = profile.lateralAcceleration
    }
}
