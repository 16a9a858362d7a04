import Fields
import Geometry
import RoadNetwork
import Traffic
import World

/// Everybody that the file places, in file order, the vehicle under test first.
struct Cast {
    /// One of them.
    struct Member {
        var name: String
        var namePlace: SourcePlace
        var model: ActorModel
        var modelRow: Int32
        var pose: Pose2
        var lane: StreetMap.LanePosition?
        var speed: Double
        var spec: ActorSpec?
    }

    let map: StreetMap
    let catalogue: Catalogue
    let seed: UInt64
    private(set) var members: [Member] = []
    private var resolver: PlacementResolver

    init(map: StreetMap, catalogue: Catalogue, seed: UInt64) {
        self.map = map
        self.catalogue = catalogue
        self.seed = seed
        resolver = PlacementResolver(map: map)
    }

    mutating func addEgo(_ ego: PlacedEgo, file: ScenarioFile, _ diagnostics: inout Diagnostics) {
        append(
            Member(
                name: "ego", namePlace: file.ego.model.place, model: ego.model, modelRow: ego.modelRow,
                pose: ego.pose, lane: ego.lane, speed: file.ego.speed, spec: nil))
    }

    mutating func add(_ spec: ActorSpec, number: Int, _ diagnostics: inout Diagnostics) {
        guard let row = catalogue.model(named: spec.model, &diagnostics) else { return }
        let model = catalogue.models[Int(row)]
        guard let place = resolver.resolve(spec.at, model: model, at: spec.name.place, &diagnostics) else { return }
        append(
            Member(
                name: spec.name.value, namePlace: spec.name.place, model: model, modelRow: row, pose: place.pose,
                lane: place.lane, speed: spec.speed ?? 0, spec: spec))
    }

    private mutating func append(_ member: Member) {
        members.append(member)
        resolver.note(
            PlacementResolver.Placed(
                name: member.name, model: member.model, pose: member.pose, lane: member.lane))
    }

    /// Reports who stands in whom. Complexity: O(n²) in the placed actors, which are few.
    func checkOverlaps(_ diagnostics: inout Diagnostics) {
        for (index, member) in members.enumerated() {
            let box = member.model.footprint(at: member.pose)
            for other in members[..<index] where other.model.footprint(at: other.pose).overlaps(box) {
                diagnostics.error(
                    ScenarioCode.overlap, "'\(member.name)' stands in '\(other.name)'", at: member.namePlace,
                    help: "move one of them, or give it a larger gap")
            }
        }
    }
}
