import Geometry
import Optics
import RoadNetwork
import World

extension RadarWorld {
    /// Adds what stands: walls, rails, poles and kerbs by azimuth cell, and covers in the ground.
    ///
    /// Levels at normal incidence are assumptions (dBsm per cell): wall 25 and −30 dB off the normal, guard rail 10,
    /// sign 10, pole 0, kerb −15, cover −5.
    func addStandingWorld(_ memory: RadarMemory) {
        let returns = memory.standing
        let (columns, rings) = (returns.columnCount, returns.ringCount)
        let width = max(1, Int((parameters.azimuthResolution / view.step).rounded()))
        for first in stride(from: 0, to: columns, by: width) {
            let cell = first..<min(columns, first + width)
            for ring in 0..<rings { addCell(cell, ring: ring, isLevel: ring == rings - 1, returns, memory) }
        }
        addCovers(memory)
    }

    /// The strongest column of a cell answers for it.
    private func addCell(
        _ cell: Range<Int>, ring: Int, isLevel: Bool, _ returns: LidarReturns, _ memory: RadarMemory
    ) {
        var best: (level: Double, column: Int, range: Double)?
        for column in cell {
            let row = ring * returns.columnCount + column
            let range = Double(returns.ranges[row])
            guard range > 0, let surface = returns.surface(ring: ring, column: column),
                let level = RadarWorld.level(surface.surfaceClass), isLevel || surface.surfaceClass == .kerb
            else { continue }
            let cosine = Double(returns.strengths[row] / max(surface.reflectivity, 1e-3))
            let value = level + max(-30, 4 * Decibel.of(max(min(cosine, 1), 1e-3)))
            if value > best?.level ?? -.infinity { best = (value, column, range) }
        }
        guard let best else { return }
        let elevation = view.elevations[ring]
        let flat = best.range * DeterministicMath.cos(elevation)
        let direction = axis.rotated(by: view.azimuth(ofColumn: best.column))
        let place = position.horizontal + direction * flat
        add(place, level: best.level, part: ring, memory)
    }

    private func add(_ place: Vector2, level: Double, part: Int, _ memory: RadarMemory) {
        // Two metres of the world share a random key.
        let (x, y) = (Int64((place.x / 2).rounded(.down)), Int64((place.y / 2).rounded(.down)))
        let key = StableHash.combine(UInt64(bitPattern: x), UInt64(bitPattern: y))
        let found = scatterer(
            at: place, height: position.z, velocity: .zero, level: level + parameters.clutter, key: key, part: part,
            actor: .none)
        if let found { memory.scatterers.append(found) }
    }

    /// Metal in the ground, such as covers and rails: one for every second square of 20 m, always at the same place.
    private func addCovers(_ memory: RadarMemory) {
        let reach = min(60, parameters.maximumRange)
        let size = 20.0
        func cell(_ value: Double) -> Int { Int((value / size).rounded(.down)) }
        for row in cell(position.y - reach)...cell(position.y + reach) {
            for column in cell(position.x - reach)...cell(position.x + reach) {
                let key = StableHash.combine(UInt64(bitPattern: Int64(column)), UInt64(bitPattern: Int64(row)))
                let stream = RandomStream(seed: 0, purpose: RadarWorld.covers, key: key)
                guard stream.uniform(0) < 0.5 else { continue }
                let place = Vector2(
                    (Double(column) + stream.uniform(1)) * size, (Double(row) + stream.uniform(2)) * size)
                guard (place - position.horizontal).length < reach, !view.isBehindWall(place, of: self, memory.outlook)
                else {
                    continue
                }
                add(place, level: -5, part: 9, memory)
            }
        }
    }

    private static let covers = RandomPurpose("radar.cover")

    private static func level(_ surfaceClass: SurfaceClass) -> Double? {
        switch surfaceClass {
        case .building: return 25
        case .wall: return 20
        case .guardRail, .sign: return 10
        case .signalHead, .fence, .barrier: return 5
        case .furniture, .object: return 3
        case .pole: return 0
        case .vegetation: return -5
        case .cone: return -10
        case .kerb: return -15
        default: return nil
        }
    }
}
