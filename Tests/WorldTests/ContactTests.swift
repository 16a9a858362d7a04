import Foundation
import Geometry
import RoadNetwork
import Testing
import World

@Suite("Contacts")
struct ContactTests {
    private let catalogue = Catalogue(models: [.testCar, .articulatedTestBus, .testPerson])

    private func world(_ placements: [ActorPlacement]) -> WorldState {
        var world = WorldState()
        for placement in placements { _ = world.actors.spawn(placement) }
        return world
    }

    private func car(_ key: UInt64, at pose: Pose2, speed: Double = 0, flags: ActorFlags = []) -> ActorPlacement {
        ActorPlacement(model: 0, randomKey: key, flags: flags, pose: pose, speed: speed)
    }

    @Test("A rear-end contact names bodies, point, normal, depth and closing speed")
    func rearEnd() throws {
        // Car: 1 m behind to 3.5 m ahead of its rear axle, 1.8 m wide.
        let world = world([
            car(2, at: Pose2(x: 0, y: 0, yaw: 0), speed: 10, flags: .driven),
            car(1, at: Pose2(x: 4.4, y: 0.4, yaw: 0), speed: 4),
        ])
        var finder = ContactFinder()
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        let contact = try #require(finder.contacts.first)
        #expect(finder.contacts.count == 1)
        #expect(contact.first == ActorID(0) && contact.second == ActorID(1))
        #expect((contact.depth - 0.1).magnitude < 1e-12)
        #expect(contact.normal.distance(to: Vector2(1, 0)) < 1e-12)
        #expect(contact.point.distance(to: Vector2(3.45, 0.2)) < 1e-9)
        #expect((contact.impactSpeed - 6).magnitude < 1e-12)
        #expect((contact.timeSinceTouch - 0.1 / 6).magnitude < 1e-9)
    }

    @Test("The closing speed of a turning car counts the turn at the point")
    func turningContact() throws {
        var world = world([
            car(1, at: .identity, speed: 5, flags: .driven),
            car(2, at: Pose2(x: 3, y: 2.5, yaw: .pi / 2)),
        ])
        world.actors.yawRate[0] = 1
        var finder = ContactFinder()
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        // The other's rear reaches down to y = 1.5, no contact; 0.7 m lower it is inside the front left corner.
        #expect(finder.contacts.isEmpty)
        world.actors.y[1] = 1.8
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        let contact = try #require(finder.contacts.first)
        let atPoint = Vector2(5, 0) + contact.point.leftNormal
        #expect(contact.relativeVelocity.distance(to: -atPoint) < 1e-12)
    }

    @Test("Actors between stamps touch where their arcs have brought them")
    func alongArcs() {
        var world = world([
            car(1, at: .identity, flags: .driven), car(2, at: Pose2(x: 25, y: 0, yaw: .pi), speed: 10),
        ])
        world.actors.acceleration[1] = -1
        var finder = ContactFinder()
        // Gap 18 m: 10·t − t²/2 = 18 at t = 2 s.
        for (tick, touches) in [(199, false), (201, true)] {
            world.clock.tick = Int64(tick)
            world.actors.stamp[0] = Int64(tick)
            finder.findDriven(in: world, catalogue: catalogue, at: Int64(tick))
            #expect(finder.contacts.isEmpty == !touches)
        }
    }

    @Test("Sweep and brute force find the same pairs", arguments: 0..<20)
    func againstBruteForce(seed: Int) {
        let stream = RandomStream(seed: UInt64(seed), purpose: RandomPurpose("test.contacts"))
        let placements = (0..<60).map { index in
            ActorPlacement(
                model: Int32(stream.integer(below: 3, index)), randomKey: stream.bits(index + 100),
                pose: Pose2(
                    x: stream.uniform(in: -30...30, index + 200), y: stream.uniform(in: -30...30, index + 300),
                    yaw: stream.uniform(in: -4...4, index + 400)), speed: stream.uniform(in: 0...10, index + 500))
        }
        var world = world(placements)
        for row in 0..<60 {
            world.actors.articulation[row] = stream.uniform(in: -0.8...0.8, row + 600)
            world.actors.curvature[row] = stream.uniform(in: -0.1...0.1, row + 700)
        }
        var finder = ContactFinder()
        for tick: Int64 in [0, 10, 20] {
            finder.findAll(in: world, catalogue: catalogue, at: tick)
            var expected: [(Int, Int)] = []
            let boxes = (0..<60).map { self.boxes(of: $0, in: world, at: tick) }
            for one in 0..<60 {
                for other in (one + 1)..<60
                where boxes[one].contains(where: { box in boxes[other].contains { box.overlaps($0) } }) {
                    expected.append((one, other))
                }
            }
            let found = finder.contacts.map {
                (min($0.first.index, $0.second.index), max($0.first.index, $0.second.index))
            }.sorted { $0 < $1 }
            #expect(found.elementsEqual(expected) { $0 == $1 })
            #expect(!found.isEmpty)
        }
    }

    private func boxes(of row: Int, in world: WorldState, at tick: Int64) -> [OrientedBox] {
        let model = catalogue.models[Int(world.actors.model[row])]
        let motion = world.actors.motion(of: ActorID(row), at: tick, clock: world.clock)
        let angle = world.actors.articulationAngle(
            ofRow: row, joint: model.articulation, after: world.clock.time(of: tick))
        let bodies = model.bodies(at: motion.pose, articulationAngle: angle)
        return [bodies.first] + (bodies.second.map { [$0] } ?? [])
    }

    @Test("Rows may be permuted: contacts come in the order of random keys")
    func permutation() {
        let stream = RandomStream(seed: 5, purpose: RandomPurpose("test.contacts.order"))
        let placements = (0..<40).map { index in
            car(
                stream.bits(index),
                at: Pose2(x: stream.uniform(in: 0...25, index), y: stream.uniform(in: 0...25, index + 99), yaw: 0.3),
                flags: index % 7 == 0 ? .driven : [])
        }
        func keys(_ order: [Int], driven: Bool) -> [[UInt64]] {
            let world = world(order.map { placements[$0] })
            var finder = ContactFinder()
            if driven {
                finder.findDriven(in: world, catalogue: catalogue, at: 0)
            } else {
                finder.findAll(in: world, catalogue: catalogue, at: 0)
            }
            return finder.contacts.map {
                [
                    world.actors.randomKey[$0.first.index], world.actors.randomKey[$0.second.index],
                    $0.depth.bitPattern, $0.point.x.bitPattern,
                ]
            }
        }
        let forward = Array(0..<40)
        let mixed = forward.sorted { stream.bits($0 + 500) < stream.bits($1 + 500) }
        for driven in [true, false] {
            #expect(!keys(forward, driven: driven).isEmpty)
            #expect(keys(forward, driven: driven) == keys(mixed, driven: driven))
        }
    }

    @Test("Two that never move are no contact; a mover and a parked car are")
    func parked() {
        var finder = ContactFinder()
        let still = world([
            car(1, at: .identity, flags: .parked), car(2, at: Pose2(x: 1, y: 0, yaw: 1), flags: .parked),
        ])
        finder.findAll(in: still, catalogue: catalogue, at: 0)
        #expect(finder.contacts.isEmpty)
        let moving = world([car(1, at: .identity), car(2, at: Pose2(x: 1, y: 0, yaw: 1), flags: .parked)])
        finder.findAll(in: moving, catalogue: catalogue, at: 0)
        #expect(finder.contacts.count == 1)
    }

    @Test("The bent second body of a bus touches what the first does not")
    func trailing() throws {
        var world = world([
            ActorPlacement(model: 1, randomKey: 1, flags: .driven, pose: .identity),
            ActorPlacement(model: 2, randomKey: 2, pose: Pose2(x: -7, y: -3, yaw: 0)),
        ])
        var finder = ContactFinder()
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        #expect(finder.contacts.isEmpty)
        world.actors.articulation[0] = 0.5
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        #expect(try #require(finder.contacts.first).firstBody == .trailing)
    }

    @Test("An open door is hit where a shut one is not")
    func door() throws {
        var world = world([
            car(1, at: Pose2(x: -3, y: 2.2, yaw: 0), flags: .driven), car(2, at: .identity, flags: .parked),
        ])
        var finder = ContactFinder()
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        #expect(finder.contacts.isEmpty)
        world.actors.leftDoor[1] = 1
        world.actors.x[0] = -1.5
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        #expect(try #require(finder.contacts.first).secondBody == .leftDoor)
        world.actors.leftDoor[1] = 0
        world.actors.rightDoor[1] = 1
        finder.findDriven(in: world, catalogue: catalogue, at: 0)
        #expect(finder.contacts.isEmpty)
    }

    @Test("A building and a pole are hit once each, a bush is not")
    func obstacles() throws {
        var map = StreetMap(name: "yard")
        let wall = OrientedBox(center: Vector2(30, 0), yaw: 0, length: 20, width: 60)
        map.buildings = [
            Building(
                randomKey: 7,
                parts: [wall.polygon, OrientedBox(center: Vector2(30, 0), yaw: 0, length: 20, width: 60).polygon],
                height: 8, colour: LinearColour(1, 1, 1))
        ]
        map.furniture = [
            StreetFurniture(
                randomKey: 3, kind: .pole,
                footprint: OrientedBox(center: Vector2(3, 0.8), yaw: 0, length: 0.2, width: 0.2),
                height: 4),
            StreetFurniture(
                randomKey: 4, kind: .bush, footprint: OrientedBox(center: Vector2(0, 0), yaw: 0, length: 2, width: 2),
                height: 1),
        ]
        let obstacles = StaticObstacles(of: map)
        var world = world([car(1, at: .identity, speed: 8, flags: .driven)])
        var finder = ContactFinder()
        finder.findDriven(in: world, catalogue: catalogue, obstacles: obstacles, at: 0)
        let pole = try #require(finder.contacts.first)
        #expect(finder.contacts.count == 1)
        #expect(obstacles[pole.obstacle].kind == .furniture(.pole))
        #expect(pole.second.isNone)
        world.actors.x[0] = 16.6
        finder.findDriven(in: world, catalogue: catalogue, obstacles: obstacles, at: 0)
        let building = try #require(finder.contacts.first)
        #expect(finder.contacts.count == 1)
        #expect(obstacles[building.obstacle].kind == .building)
        #expect((building.impactSpeed - 8).magnitude < 1e-12)
        #expect((building.depth - 0.1).magnitude < 1e-9)
        #expect(!obstacles.isFree(wall) && obstacles.isFree(OrientedBox(center: .zero, yaw: 0, length: 2, width: 1)))
    }
}

extension ActorModel {
    /// 4.5 m from 1 m behind the rear axle, 1.8 m wide.
    static let testCar: ActorModel = {
        var car = ActorModel(name: "car", actorClass: .car)
        (car.length, car.width, car.wheelbase, car.centerOffset) = (4.5, 1.8, 2.7, 1.25)
        car.doorHinge = 2.2
        return car
    }()

    static let testPerson: ActorModel = {
        var person = ActorModel(name: "person", actorClass: .adult)
        (person.length, person.width, person.height) = (0.3, 0.5, 1.75)
        return person
    }()
}
