import Geometry
import Optics
import World

/// What a frame of the full chain sees how far, by column of its level layer, so that points are judged by one look.
///
/// Waves bend around what is one beam wide: of the three beams around a column the one that gets farthest counts, and a
/// body is seen that any of the three meets.
final class RadarOutlook {
    /// Metres between the ends of what is hit and what is hidden by it.
    private static let margin = 0.2

    private var capacity = 1
    private var count = 0
    private var walls = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    private var bodies = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    private var owners = UnsafeMutablePointer<SceneOwner>.allocate(capacity: 1)

    deinit {
        walls.deallocate()
        bodies.deallocate()
        owners.deallocate()
    }

    /// Takes over what the level layers met.
    /// - Parameters:
    ///   - levelRing: the level layer of `standing`.
    func take(standing: LidarReturns, levelRing: Int, everything: LidarReturns) {
        reserve(everything.columnCount)
        let offset = levelRing * standing.columnCount
        spread(standing.ranges, offset, into: walls)
        spread(everything.ranges, 0, into: bodies)
        for column in 0..<count { owners[column] = everything.surface(ring: 0, column: column)?.owner ?? .nothing }
    }

    /// The farthest that any of the three beams around each column gets; infinity where one meets nothing.
    private func spread(_ ranges: [Float], _ offset: Int, into target: UnsafeMutablePointer<Double>) {
        for middle in 0..<count {
            var farthest = 0.0
            for column in max(0, middle - 1)...min(count - 1, middle + 1) {
                let reached = Double(ranges[offset + column])
                farthest = max(farthest, reached == 0 ? .infinity : reached)
            }
            target[middle] = farthest
        }
    }

    private func reserve(_ count: Int) {
        self.count = count
        guard capacity < count else { return }
        walls.deallocate()
        bodies.deallocate()
        owners.deallocate()
        (walls, bodies, owners) = (
            .allocate(capacity: count), .allocate(capacity: count), .allocate(capacity: count)
        )
        capacity = count
    }

    /// Whether walls hide what is at a distance.
    func isBehindWall(_ column: Int, _ distance: Double) -> Bool { walls[column] < distance - RadarOutlook.margin }

    /// Whether an actor shows itself at a distance.
    func shows(_ actor: ActorID, _ column: Int, _ distance: Double) -> Bool {
        if bodies[column] > distance - RadarOutlook.margin { return true }
        let owner = SceneOwner.actor(actor)
        return owners[column] == owner || owners[max(0, column - 1)] == owner
            || owners[min(count - 1, column + 1)] == owner
    }

    /// Whether bodies or walls hide all of an actor that lies within some columns and no nearer than a distance.
    func hides(_ actor: ActorID, _ columns: ClosedRange<Int>, _ distance: Double) -> Bool {
        let owner = SceneOwner.actor(actor)
        for column in columns where bodies[column] > distance - RadarOutlook.margin || owners[column] == owner {
            return false
        }
        return true
    }
}
