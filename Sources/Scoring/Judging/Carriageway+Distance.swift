import Geometry
import RoadNetwork

extension Carriageway {
    /// How far the worst corner of a box lies outside the carriageway, metres; 0 if all corners are on it, `reach` if
    /// one is at least that far. To 0.1 m.
    func distanceOutside(_ box: OrientedBox, reach: Double = 3) -> Double {
        if containsCorners(of: box) { return 0 }
        return box.corners.reduce(0) { max($0, distanceOutside($1, reach: reach)) }
    }

    /// Searched on rings of 24 directions that grow by 0.1 m: corners are outside seldom and not far.
    private func distanceOutside(_ point: Vector2, reach: Double) -> Double {
        if contains(point) { return 0 }
        for ring in 1...Int(reach * 10) {
            let radius = Double(ring) / 10
            for direction in 0..<24
            where contains(point + Vector2(yaw: Double(direction) * .pi / 12) * radius) { return radius }
        }
        return reach
    }
}
