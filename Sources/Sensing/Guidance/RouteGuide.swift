import DrivingInterface
import Geometry
import RoadNetwork

/// A navigation system without lanes: turns a route and the way travelled on it into turn-by-turn directions.
public struct RouteGuide: Sendable {
    /// Directions are announced from this many metres before they begin; farther off it says `follow`.
    public static let announcementDistance = 300.0

    /// Metres from start to goal.
    public let length: Double
    private let manoeuvres: [Announcement]
    private let limits: [SpeedLimit]

    private struct Announcement {
        var manoeuvre: Manoeuvre
        var at: Double
        var end: Double
    }

    private struct SpeedLimit {
        var from: Double
        /// m/s; nil where the lane has none.
        var value: Double?
    }

    /// Directions for a route on its map.
    public init(route: Route, map: StreetMap) {
        length = route.length
        manoeuvres = route.manoeuvres.map {
            Announcement(manoeuvre: Manoeuvre($0.kind), at: $0.at, end: $0.end)
        }
        limits = zip(route.legs, route.legStarts).map { leg, start in
            let limit = map[leg.lane].speedLimit
            return SpeedLimit(from: start, value: limit.isFinite && limit > 0 ? limit : nil)
        }
    }

    /// Directions for a vehicle that has travelled `arcLength` metres along the route.
    /// - Parameter speed: m/s, for guidance that lags.
    public func guidance(
        at arcLength: Double, speed: Double, conditions: GuidanceConditions = GuidanceConditions()
    ) -> RouteGuidance {
        if conditions.isMissing { return RouteGuidance() }
        let s = arcLength - max(0, speed) * conditions.delay
        var result = RouteGuidance(speedLimit: speedLimit(at: s))
        guard let index = manoeuvres.firstIndex(where: { $0.end > s || $0.manoeuvre == .arrive }) else { return result }
        let coming = manoeuvres[index]
        result.distance = RouteGuide.rounded(coming.at - s)
        if coming.at - s > RouteGuide.announcementDistance {
            (result.next, result.nextDistance) = (coming.manoeuvre, result.distance)
        } else {
            result.current = coming.manoeuvre
            if index + 1 < manoeuvres.count {
                let next = manoeuvres[index + 1]
                (result.next, result.nextDistance) = (next.manoeuvre, RouteGuide.rounded(next.at - s))
            }
        }
        if conditions.isWrong {
            (result.current, result.next) = (result.current.mirrored, result.next.mirrored)
        }
        return result
    }

    /// What the navigation system believes is the limit, m/s; nil where it does not know.
    private func speedLimit(at s: Double) -> Double? {
        limits.last { $0.from <= s }?.value ?? limits.first?.value
    }

    /// As a display shows it: to 1 m below 100 m, to 10 m below 1 km, to 50 m beyond.
    static func rounded(_ distance: Double) -> Double {
        let step = distance < 100 ? 1.0 : distance < 1000 ? 10.0 : 50.0
        return max(0, (distance / step).rounded() * step)
    }
}

/// What is wrong with the directions; set by scenario actions.
public struct GuidanceConditions: ColumnState, Hashable {
    /// Seconds by which directions lag behind the vehicle, ≥ 0.
    public var delay = 0.0
    /// Left and right are mixed up.
    public var isWrong = false
    /// No directions at all.
    public var isMissing = false

    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("delay", value: &delay)
        visitor.visit("isWrong", value: &isWrong)
        visitor.visit("isMissing", value: &isMissing)
    }
}

extension Manoeuvre {
    /// The direction that announces a manoeuvre of a route.
    public init(_ kind: RouteManoeuvre.Kind) {
        switch kind {
        case .left: self = .left
        case .right: self = .right
        case .straight: self = .straight
        case .keepLeft: self = .keepLeft
        case .keepRight: self = .keepRight
        case .uTurn: self = .uTurn
        case .arrive: self = .arrive
        case .roundaboutExit(let exit): self = .roundaboutExit(UInt8(clamping: exit))
        }
    }

    /// The same direction with left and right mixed up.
    var mirrored: Manoeuvre {
        switch self {
        case .left: return .right
        case .right: return .left
        case .keepLeft: return .keepRight
        case .keepRight: return .keepLeft
        default: return self
        }
    }
}
