import Documents
import Fields
import Geometry
import RoadFormats
import RoadNetwork
import Testing

/// Reads road files out of texts, and looks at maps.
enum NativeFiles {
    /// A road out of YAML; every problem fails the test.
    static func road(_ yaml: String) throws -> NativeRoad {
        var diagnostics = Diagnostics()
        let node = YAMLDocument.parse(text: yaml, file: "x.road.yaml", &diagnostics)
        let road = node.flatMap { NativeRoad.read($0, &diagnostics) }
        return try #require(road, "\(diagnostics.text())")
    }

    /// A map without scenery.
    static func map(_ yaml: String) throws -> StreetMap {
        StreetMapAssembler.assemble(try road(yaml).describe())
    }

    /// `line:column code` of everything that reading and laying reports.
    static func problems(_ yaml: String) -> [String] {
        var diagnostics = Diagnostics()
        if let node = YAMLDocument.parse(text: yaml, file: "x.road.yaml", &diagnostics),
            let road = NativeRoad.read(node, &diagnostics)
        {
            do { _ = try road.describe() } catch { diagnostics.merge(error) }
        }
        return diagnostics.sorted.map { "\($0.mark!.line):\($0.mark!.column) \($0.code)" }
    }

    /// Every kind of piece once.
    static let everyPiece = """
        profiles:
          avenue: {forward: 2, backward: 2, edge_line: solid, pavement: 3 m, median: 2 m}
          three: {forward: 3, backward: 2, edge_line: solid, pavement: 3 m, median: 2 m}
          street: {cycle_lane: both}
          ramp: {forward: 1, backward: 0, lane_width: 4 m, edge_line: solid}
        pieces:
          a: {straight: {length: 40 m, profile: avenue}}
          u: {u_turn_opening: {length: 20 m}}
          b: {taper: {to: three, side: left, length: 30 m}}
          x:
            four_way:
              {control: signals, cross: street, ahead: avenue, crossings: zebra, signals: {protected_left: true}}
          c: {straight: 40 m}
          f: {fork: {branch: ramp, angle: 15 deg}}
          d: {bend: {angle: 60 deg, radius: 60 m, transition: 20 m}}
          m: {merge: {branch: ramp, angle: 20 deg}}
          r: {roundabout: {from: x.left, crossings: zebra}}
          p: {path: {from: r.exit3, points: [[80 m, 110 m], [50 m, 150 m], [80 m, 200 m]]}}
          n: {straight: {from: r.exit2, length: 30 m}}
          t: {t_junction: {missing: left, control: all_way_stop}}
          s:
            straight:
              from: x.right
              length: 40 m
              parking_bays: [{}]
              islands: [{at: 20 m}]
              crossings: [{at: 20 m}]
              signs: [{kind: children, at: 10 m}]
              barriers: [{kind: cone, offset: -1 m, side: left, from: 30 m}]
          j:
            junction:
              {arms: {one: {angle: 60 deg}, two: {angle: -20 deg}, three: {angle: -80 deg}}, control: signals}
        """
}

extension StreetMap {
    /// The first lane of a road; fails the test if there is none.
    func lane(_ name: String) throws -> Lane {
        lanes[try #require(laneID(named: name), "no lane \(name)").index]
    }

    /// Names of drivable lanes that cannot be reached from `start`, or from which `start` cannot be reached, along
    /// successors and changes to any neighbour.
    func disconnectedLanes() -> [String] {
        let drivable = lanes.indices.filter { lanes[$0].type.isDrivable }
        guard let start = drivable.first else { return [] }
        func reach(_ next: (Lane) -> [LaneID]) -> [Bool] {
            var seen = Array(repeating: false, count: lanes.count)
            var stack = [start]
            seen[start] = true
            while let row = stack.popLast() {
                for id in next(lanes[row]) where !id.isNone && !seen[id.index] && self[id].type.isDrivable {
                    seen[id.index] = true
                    stack.append(id.index)
                }
            }
            return seen
        }
        let ahead = reach { $0.successors + [$0.leftNeighbour, $0.rightNeighbour] }
        let behind = reach { $0.predecessors + [$0.leftNeighbour, $0.rightNeighbour] }
        return drivable.filter { !ahead[$0] || !behind[$0] }.map { lanes[$0].name }
    }
}
