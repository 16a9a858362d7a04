import Fields
import Foundation
import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("OpenDRIVE files of others", .enabled(if: SharedFiles.folder != nil, "the shared folder is absent"))
struct SharedRoadsTests {
    @Test("Every file either loads or gives located errors")
    func everyFile() {
        let files = SharedFiles.files(below: "data", ending: ".xodr")
        var loaded = 0
        for path in files {
            var diagnostics = Diagnostics()
            if let map = RoadFormatRegistry.open(path, &diagnostics) {
                loaded += 1
                #expect(!diagnostics.hasErrors, "\(path)")
                #expect(isSound(map), "\(path)")
            } else {
                let errors = diagnostics.problems.filter { $0.severity == .error }
                #expect(!errors.isEmpty && errors.allSatisfy { $0.mark != nil }, "\(path)")
            }
        }
        print("OpenDRIVE: \(files.count) files read, \(loaded) loaded, \(files.count - loaded) refused")
        #expect(loaded > 0)
    }

    /// Finite geometry, and references that point at something.
    private func isSound(_ map: StreetMap) -> Bool {
        let lanes = map.lanes.indices
        return map.lanes.allSatisfy { lane in
            lane.centerline.points.allSatisfy { $0.x.isFinite && $0.y.isFinite }
                && lane.centerline.headings.allSatisfy(\.isFinite)
                && lane.halfWidths.allSatisfy { $0.isFinite && $0 >= 0 }
                && lane.speedLimit > 0 && lane.speedLimit < 60
                && (lane.successors + lane.predecessors).allSatisfy { lanes.contains($0.index) }
                && lane.conflicts.allSatisfy { map.conflicts.indices.contains(Int($0)) }
        }
    }

    @Test(
        "Lanes of the five cities meet end to end, and end only at the edge of the map or of a street",
        arguments: ["osm/neukolln", "osm/kingsway_junction", "osm/seattle_slip_lane", "grid4/grid4", "spider7/spider7"])
    func cities(name: String) throws {
        let path = try #require(SharedFiles.folder) + "/data/cities/\(name).xodr"
        var diagnostics = Diagnostics()
        let map = try #require(RoadFormatRegistry.open(path, &diagnostics))
        for lane in map.lanes where lane.type.isDrivable {
            let end = lane.centerline.pose(at: lane.length)
            for next in lane.successors {
                let start = map[next].centerline.pose(at: 0)
                #expect(end.position.distance(to: start.position) < 0.15, "\(lane.name)")
                #expect(Angle.difference(from: end.yaw, to: start.yaw).magnitude < 0.36, "\(lane.name)")
            }
            if !lane.junction.isNone { #expect(!lane.successors.isEmpty && !lane.predecessors.isEmpty) }
        }
        let signalled = map.lanes.filter { $0.control == .signal }
        #expect(!signalled.isEmpty && !map.signalHeads.isEmpty)
        #expect(signalled.allSatisfy { !$0.signalGroup.isNone })
        for group in map.signalGroups.indices where !map.signalGroups[group].isForPedestrians {
            #expect(map.signalHeads.contains { $0.group.index == group })
        }
    }
}
