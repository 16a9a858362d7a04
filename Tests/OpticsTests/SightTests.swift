import Geometry
import RoadNetwork
import Testing
import World

@testable import Optics

@Suite("Lines of sight")
struct SightTests {
    @Test("A point is hidden where brute force meets something before it", arguments: UInt64(1)...10)
    func agreesWithBruteForce(seed: UInt64) {
        let scene = RandomScene(seed: seed)
        let fixed = scene.fixed
        let oracle = BruteForce(
            shapes: scene.shapes.filter { shape in
                guard [.building, .furniture].contains(shape.owner.kind) else { return false }
                if case .cylinder(_, let radius, _, _) = shape.kind { return radius >= 0.25 }
                return true
            })
        let stream = RandomStream(seed: seed, purpose: RandomPurpose("optics.sight"))
        var counts = [true: 0, false: 0]
        for draw in 0..<2000 {
            func point(_ first: Int, height: ClosedRange<Double>) -> Vector3 {
                Vector3(
                    stream.uniform(in: -60...60, draw * 8 + first), stream.uniform(in: -60...60, draw * 8 + first + 1),
                    stream.uniform(in: height, draw * 8 + first + 2))
            }
            let (eye, point1) = (point(0, height: 0.5...2), point(3, height: 0.1...6))
            let way = Vector3(point1.x - eye.x, point1.y - eye.y, point1.z - eye.z)
            // Brute force does not look at what the eye or the point stands in.
            guard !scene.shapes.contains(where: { $0.holds(eye) || $0.holds(point1) }) else { continue }
            let isHidden = (oracle.first(from: eye, along: way)?.distance ?? 2) < 1
            counts[isHidden, default: 0] += 1
            #expect(fixed.hides(point1, from: eye) == isHidden)
            #expect(fixed.hides(eye, from: point1) == isHidden)
        }
        #expect(counts[true]! > 50 && counts[false]! > 50)
    }

    @Test("A lorry hides a person behind it, a car does not, and nobody hides himself")
    func largeBodiesHide() {
        let scene = SightCase(hidingHeight: 3)
        #expect(!scene.sight.sees(scene.person, height: 1, from: SightCase.eye))
        #expect(SightCase(hidingHeight: 1.5).sight.sees(scene.person, height: 1, from: SightCase.eye))
        #expect(scene.sight.sees(scene.person, height: 1, from: SightCase.eye, target: scene.lorry))
        #expect(scene.sight.sees(scene.person, height: 1, from: SightCase.eye, looker: scene.lorry))
        #expect(scene.sight.sees(Vector3(30, 0, 8), from: SightCase.eye))
    }

    @Test("Who shows an edge is seen, who stands wholly behind is not", arguments: [0.0, 1, 1.4, 2.5, -2.5])
    func edgesAreSeen(aside: Double) {
        let scene = SightCase(hidingHeight: 3)
        let person = OrientedBox(center: Vector2(30, aside), yaw: 0, length: 0.6, width: 4)
        // The lorry's rear edges at 14 m and ±1.25 m hide ±2.68 m at 30 m.
        let isOutside = aside.magnitude + 1.9 > 1.25 * 30 / 14
        var seen: [ActorID] = []
        scene.sight.visible(among: [(ActorID(9), person, 1)], from: SightCase.eye, into: &seen)
        #expect(seen == (isOutside ? [ActorID(9)] : []))
    }
}

/// Somebody looks along the x axis at a person 30 m ahead, with a lorry in between.
private struct SightCase {
    static let eye = Vector3(0, 0, 1.2)
    let sight: SightScene
    let person = OrientedBox(center: Vector2(30, 0), yaw: 0, length: 0.4, width: 0.5)
    let lorry: ActorID

    init(hidingHeight height: Double) {
        var model = ActorModel(name: "lorry", actorClass: .truck)
        (model.length, model.width, model.height) = (8, 2.5, height)
        var world = WorldState()
        lorry = world.actors.spawn(ActorPlacement(model: 0, randomKey: 1, pose: Pose2(x: 18, y: 0, yaw: 0)))
        var bodies = SightBodies()
        bodies.rebuild(world, catalogue: Catalogue(models: [model]), atTime: 0)
        sight = SightScene(fixed: StaticScene(map: StreetMap(name: "empty")), bodies: bodies)
    }
}

extension BruteForce.Shape {
    /// Whether a point lies within, or nearly so.
    fileprivate func holds(_ point: Vector3) -> Bool {
        switch kind {
        case .prism(let outline, _, _): return outline.contains(point.horizontal)
        case .cylinder(let center, let radius, _, _), .cone(let center, let radius, _, _),
            .ellipsoid(let center, let radius, _, _):
            return center.distance(to: point.horizontal) <= radius + 0.01
        case .level, .face: return false
        }
    }
}
