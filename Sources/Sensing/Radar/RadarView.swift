import DrivingInterface
import Geometry
import Optics
import RoadNetwork
import World

/// What a radar cannot see because something stands before it: one level sweep of the scene over the field of view.
struct RadarView: Sendable {
    private let pattern: Optics.LidarPattern
    private let first: Double
    let step: Double
    /// Of the full chain: two layers that look down at kerbs, and the level one.
    let elevations = [-0.1, -0.05, 0]
    private let layered: Optics.LidarPattern

    init(fieldOfView: Double, maximumRange: Double) {
        // Half a degree: a person is three beams wide at 20 m.
        let count = max(3, Int((fieldOfView / Angle.radians(degrees: 0.5)).rounded(.up)))
        step = fieldOfView / Double(count)
        first = (step - fieldOfView) / 2
        pattern = Optics.LidarPattern(
            columns: ColumnFan(firstAzimuth: first, step: step, count: count), elevations: [0],
            maximumRange: maximumRange)
        layered = Optics.LidarPattern(
            columns: ColumnFan(firstAzimuth: first, step: step, count: count), elevations: elevations,
            maximumRange: maximumRange)
    }

    /// Drops scatterers behind other bodies: waves bend around poles, and a body that shows an edge is seen.
    func removeHidden(_ moment: SensingMoment, from scatterers: inout [RadarScatterer]) {
        guard !scatterers.isEmpty else { return }
        let sensor = moment.worldFromSensor.position.horizontal
        moment.withLidarReturns(pattern) { returns in
            scatterers.removeAll { scatterer in
                let distance = scatterer.position.horizontal.distance(to: sensor)
                let middle = Int(((scatterer.direction - first) / step).rounded())
                return !isSeen(scatterer.actor, at: distance, from: middle, in: returns)
            }
        }
    }

    /// Whether any of the three beams around a column meets the actor's own body or gets as far as it.
    private func isSeen(_ actor: ActorID, at distance: Double, from middle: Int, in returns: LidarReturns) -> Bool {
        (max(0, middle - 1)...min(returns.columnCount - 1, middle + 1)).contains { column in
            let reached = Double(returns.ranges[column])
            if reached == 0 || reached > distance - 0.2 { return true }
            return returns.surface(ring: 0, column: column)?.owner.actor == actor
        }
    }
}

// The full chain.
extension RadarView {
    /// Looks at the standing world alone, and at everything.
    func look(_ moment: SensingMoment, _ memory: RadarMemory) {
        func measure(
            _ pattern: Optics.LidarPattern, _ scene: DynamicScene, into returns: inout LidarReturns
        ) {
            LidarKernel.measure(
                pattern, from: moment.viewpoint, fixed: moment.stage.scene, moving: scene, excluding: moment.vehicle,
                into: &returns, scratch: moment.scratch.optics)
        }
        measure(layered, memory.emptyScene(moment.stage), into: &memory.standing)
        measure(pattern, moment.movingScene, into: &memory.everything)
        memory.outlook.take(
            standing: memory.standing, levelRing: elevations.count - 1, everything: memory.everything)
    }

    func azimuth(ofColumn column: Int) -> Double { first + step * Double(column) }

    /// The column of an azimuth; nil outside the field of view.
    func column(_ azimuth: Double) -> Int? {
        let column = Int(((azimuth - first) / step).rounded())
        return column >= 0 && column < pattern.columns.count ? column : nil
    }

    /// Where the level layer of the standing world has a column.
    func levelRow(_ column: Int) -> Int { (elevations.count - 1) * pattern.columns.count + column }

    /// Whether something that stands hides a place: as `removeHidden`, waves bend around what is one beam wide.
    func isBehindWall(_ place: Vector2, of world: RadarWorld, _ outlook: RadarOutlook) -> Bool {
        let away = place - world.position.horizontal
        guard let column = column(world.frame.direction(away)) else { return false }
        return outlook.isBehindWall(column, away.length)
    }

    /// What stands or drives before a point takes, dB: all of it behind walls; a part behind vehicles, less for wheels,
    /// which are seen below them.
    func loss(
        _ actor: ActorID, at bearing: RadarBearing, isWheel: Bool, _ outlook: RadarOutlook,
        _ parameters: RadarParameters
    ) -> Double {
        guard let column = column(bearing.direction) else { return 0 }
        let distance = bearing.away.length
        if outlook.isBehindWall(column, distance) { return 200 }
        if outlook.shows(actor, column, distance) { return 0 }
        return isWheel ? parameters.underbodyLoss : parameters.vehicleLoss
    }

    /// The columns around an azimuth in which something may show itself, waves' bending counted in; nil where they reach
    /// beyond the field of view.
    @inline(__always)
    func columns(around azimuth: Double, _ half: Double) -> ClosedRange<Int>? {
        let low = Int(((azimuth - half - first) / step).rounded(.down)) - 2
        let high = Int(((azimuth + half - first) / step).rounded(.up)) + 2
        return low >= 0 && high < pattern.columns.count ? low...high : nil
    }
}
