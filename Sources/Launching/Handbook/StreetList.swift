import Geometry
import RoadFormats
import RoadNetwork

/// What a road or scenario file holds, by name: for people who write placements.
public enum StreetList {
    /// What can be listed of a file.
    public static let kinds = ["bays", "crossings", "lanes", "signals"]

    /// Lines of a kind; nil if it is none of `kinds`.
    public static func lines(_ kind: String, of map: StreetMap) -> [String]? {
        switch kind {
        case "lanes":
            return map.lanes.filter { $0.junction.isNone }.map { lane in
                let length = (lane.length * 10).rounded() / 10
                let limit = (lane.speedLimit * 36).rounded() / 10
                return "\(lane.name)  \(lane.type.rawValue)  \(length) m  \(limit) km/h"
            }
        case "crossings":
            return map.crossings.map { crossing in
                let kind = crossing.isZebra ? "zebra" : crossing.signalGroup.isNone ? "plain" : "signals"
                return "\(crossing.name)  \(kind)  \((crossing.path.length * 10).rounded() / 10) m"
            }
        case "signals":
            return map.signalGroups.map { "\($0.name)  \($0.isForPedestrians ? "pedestrians" : "vehicles")" }
        case "bays": return map.parkingBays.map(\.name)
        default: return nil
        }
    }
}
