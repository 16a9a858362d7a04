import Geometry
import RoadNetwork
import World

extension PopulationState {
    /// Notes what is to be kept up.
    mutating func keep(_ request: PopulationRequest) {
        vehicles = Int64(request.vehicles)
        pedestrians = Int64(request.pedestrians)
        (heavyShare, cycleShare) = (request.heavyShare, request.cycleShare)
    }
}

extension TrafficModel {
    /// Seconds between two looks at the numbers.
    private static let keepUpPeriod = 1.0
    /// Seconds that somebody stands at the end of its road before it leaves the map.
    private static let leavingTime = 1.0
    /// Closer than this to a driven vehicle, metres, it would be seen to vanish and waits for so long, s, but not for ever:
    /// a queue at the edge of the map would block the road for whoever is told to go there.
    private static let leavingDistance = 30.0
    private static let patientLeavingTime = 4.0

    /// Takes out who has come to the end of its road, and puts new actors on the map, out of sight of driven vehicles.
    /// Does something once a second only.
    func keepUp(world: inout WorldState, traffic: inout TrafficState) {
        let every = max(1, Int64(Self.keepUpPeriod / world.clock.tickDuration))
        guard traffic.population.vehicles > 0 || traffic.population.pedestrians > 0,
            world.clock.tick % every < Int64(parameters.decisionTicks)
        else { return }
        let driven = (0..<world.actors.count).filter { world.actors.isDriven(ActorID($0)) }
            .map { Vector2(world.actors.x[$0], world.actors.y[$0]) }
        removeLeavers(driven, &world, &traffic)
        let wanted = traffic.population
        let present = count(world, traffic)
        guard present.vehicles < wanted.vehicles || present.pedestrians < wanted.pedestrians else { return }
        var places = FreePlaces(world: world, model: self, clearance: wanted.sight)
        var added: [ActorID] = []
        for _ in present.vehicles..<max(present.vehicles, wanted.vehicles) {
            let key = TrafficPlacement.nextKey(&traffic, self)
            let kind = TrafficPlacement.chooseModel(key, wanted.heavyShare, wanted.cycleShare, self)
            guard let actor = TrafficPlacement.addVehicle(key, kind, room: 18, &places, &world, &traffic, self) else {
                break
            }
            added.append(actor)
        }
        TrafficPlacement.settleSpeeds(of: added, places, &world, self)
        for _ in present.pedestrians..<max(present.pedestrians, wanted.pedestrians) {
            guard TrafficPlacement.addPedestrian(&places, &world, &traffic, self) else { break }
        }
    }

    private func removeLeavers(_ driven: [Vector2], _ world: inout WorldState, _ traffic: inout TrafficState) {
        for row in 0..<world.actors.count where traffic.why.reason[row] == DrivingReason.laneEnd.rawValue {
            let flags = ActorFlags(rawValue: world.actors.flags[row])
            guard flags.contains(.present), flags.isDisjoint(with: [.driven, .scripted]) else { continue }
            let position = Vector2(world.actors.x[row], world.actors.y[row])
            let isNear = driven.contains { $0.distance(to: position) < Self.leavingDistance }
            let since = traffic.wait.standingSince[row]
            guard since >= 0,
                world.clock.time - since >= (isNear ? Self.patientLeavingTime : Self.leavingTime)
            else { continue }
            world.actors.despawn(ActorID(row))
            traffic.forget(ActorID(row))
        }
    }

    /// Background vehicles and people present.
    private func count(_ world: WorldState, _ traffic: TrafficState) -> (vehicles: Int64, pedestrians: Int64) {
        var (vehicles, pedestrians): (Int64, Int64) = (0, 0)
        for row in 0..<world.actors.count where traffic.behaviour[row] > 0 {
            let flags = ActorFlags(rawValue: world.actors.flags[row])
            guard flags.contains(.present), flags.isDisjoint(with: [.driven, .scripted, .parked]) else { continue }
            if bodies[Int(world.actors.model[row])].actorClass.isPedestrian { pedestrians += 1 } else { vehicles += 1 }
        }
        return (vehicles, pedestrians)
    }
}
