import Geometry
import Optics
import World

/// The rays of a full LiDAR scan: several per beam, in sectors that are measured one after another.
///
/// A sector is measured at its beginning and at its end, and every column takes its place between the two by the time at
/// which it fires: exact for flat faces however sensor and targets move, and off by half a sector's motion at edges.
struct LidarSweep: Sendable {
    /// Columns that are measured together.
    struct Sector: Sendable {
        var columns: Range<Int>
        /// One per ray of a beam.
        var patterns: [Optics.LidarPattern]
    }

    let layers: Int
    let columns: Int
    let sectors: [Sector]
    /// Seconds that the scan takes; 0 for all at once.
    let duration: Double
    private let retroGain: Float
    let rayCount: Int

    /// Seconds of a sector: at 15 m/s sensor and edges move less than 0.1 m.
    private static let sectorTime = 0.00625

    init(_ parameters: LidarParameters, period: Double) {
        let device = parameters.device
        let elevations = parameters.elevations
        (layers, columns) = (elevations.count, parameters.columns)
        let duration = device.motionDistortion ? device.sweepTime ?? period : 0
        self.duration = duration
        retroGain = Float(device.retroGain)
        rayCount = device.raysAcross * device.raysUp
        let wanted = max(1, min(32, Int((duration / LidarSweep.sectorTime).rounded(.up))))
        let width = ((columns + wanted - 1) / wanted + 15) / 16 * 16
        sectors = stride(from: 0, to: columns, by: width).map { first in
            let range = first..<min(first + width, parameters.columns)
            return Sector(columns: range, patterns: LidarSweep.patterns(range, elevations, parameters))
        }
    }

    private static func patterns(
        _ columns: Range<Int>, _ elevations: [Double], _ parameters: LidarParameters
    ) -> [Optics.LidarPattern] {
        let device = parameters.device
        // Rays stand in the middle of equal shares of the beam.
        func offsets(_ count: Int, _ width: Double) -> [Double] {
            (0..<count).map { ((Double($0) + 0.5) / Double(count) - 0.5) * width }
        }
        return offsets(device.raysUp, device.verticalDivergence).flatMap { up in
            offsets(device.raysAcross, device.horizontalDivergence).map { across in
                let first = parameters.firstAzimuth + Double(columns.lowerBound) * parameters.step + across
                return Optics.LidarPattern(
                    columns: ColumnFan(firstAzimuth: first, step: parameters.step, count: columns.count),
                    elevations: elevations.map { $0 + up }, maximumRange: parameters.maximumRange)
            }
        }
    }

    /// Seconds after the frame's time at which a column fires, ≤ 0.
    func time(ofColumn column: Int) -> Double {
        -duration * (1 - Double(column + 1) / Double(columns))
    }

    /// Measures every ray into `memory.rays`.
    func measure(_ moment: SensingMoment, _ memory: LidarMemory) {
        memory.reserve(rays: rayCount, beams: layers * columns)
        memory.isDazzled = false
        guard duration > 0 else {
            for sector in sectors { look(moment, sector, at: moment.time, moment.movingScene, memory) }
            return
        }
        var (before, after) = memory.movingScenes(moment.stage)
        show(moment, at: moment.time + time(ofColumn: -1), in: before)
        for sector in sectors {
            let start = moment.time + time(ofColumn: sector.columns.lowerBound - 1)
            let end = moment.time + time(ofColumn: sector.columns.upperBound - 1)
            show(moment, at: end, in: after)
            look(moment, sector, at: start, before, memory)
            look(moment, sector, at: end, after, memory, isLater: true)
            swap(&before, &after)
        }
    }

    private func show(_ moment: SensingMoment, at time: Double, in scene: DynamicScene) {
        scene.rebuild(
            moment.world, atTime: time, around: moment.own.motion.pose.position, radius: SensingScratch.visibleRadius)
    }

    /// Measures all rays of a sector at one instant.
    private func look(
        _ moment: SensingMoment, _ sector: Sector, at time: Double, _ scene: DynamicScene, _ memory: LidarMemory,
        isLater: Bool = false
    ) {
        let pose = time == moment.time ? moment.own.motion.pose : moment.own(at: time).motion.pose
        let viewpoint = Viewpoint(mounted: moment.egoFromSensor, on: pose)
        // Standing water takes four fifths of what asphalt sends back: it mirrors the beam away.
        let response = SurfaceResponse(
            retroGain: retroGain, groundShare: 1 - 0.8 * Float(min(1, max(0, moment.world.weather.wetness))))
        let first = sector.columns.lowerBound
        let tilt = SensorTilt(moment.egoFromSensor)
        for (pattern, rays) in zip(sector.patterns, memory.rays) {
            let isDazzled = LidarKernel.measure(
                pattern, from: viewpoint, leaning: tilt, fixed: moment.stage.scene, moving: scene,
                excluding: moment.vehicle,
                response: response, isLater: isLater,
                into: LidarSector(ranges: rays.ranges + first, strengths: rays.strengths + first, pitch: columns),
                scratch: moment.scratch.optics)
            memory.isDazzled = memory.isDazzled || isDazzled
        }
    }
}
