import Geometry
import Optics

/// Eight rays of one layer.
private struct RayLanes {
    var range: NoiseLanes
    var strength: NoiseLanes
}

/// Where the rays of one snapshot lie.
private struct Snapshot {
    let ranges: UnsafePointer<Float>
    let strengths: UnsafePointer<Float>
    let surfaces: UnsafePointer<UInt16>
    let gains: UnsafePointer<SurfaceGain>

    /// Eight rays from `offset` on, with what their surfaces do to them; all eight must be there.
    @inline(__always)
    func rays(at offset: Int) -> RayLanes {
        let range = UnsafeRawPointer(ranges + offset).loadUnaligned(as: NoiseLanes.self)
        let strength = UnsafeRawPointer(strengths + offset).loadUnaligned(as: NoiseLanes.self)
        let rows = UnsafeRawPointer(surfaces + offset).loadUnaligned(as: SIMD8<UInt16>.self)
        let first = rows[0]
        // Compared on words: `==` of lanes would be compiled to a loop.
        let others = unsafeBitCast(rows ^ SIMD8(repeating: first), to: SIMD2<UInt64>.self)
        if others.x | others.y == 0 {
            guard first != LidarReturns.noSurface else { return RayLanes(range: NoiseLanes(), strength: NoiseLanes()) }
            let gain = gains[Int(first)]
            let factor = NoiseLanes(repeating: gain.low)
                .replacing(with: gain.high, where: strength .>= NoiseLanes(repeating: gain.least))
            return seen(range, strength * factor)
        }
        var factor = NoiseLanes()
        for lane in 0..<8 where rows[lane] != LidarReturns.noSurface {
            let gain = gains[Int(rows[lane])]
            factor[lane] = strength[lane] >= gain.least ? gain.high : gain.low
        }
        return seen(range, strength * factor)
    }

    /// Rays that nothing sends back have no range either.
    @inline(__always)
    private func seen(_ range: NoiseLanes, _ strength: NoiseLanes) -> RayLanes {
        RayLanes(range: range.replacing(with: 0, where: strength .<= NoiseLanes()), strength: strength)
    }

    @inline(__always)
    func ray(at offset: Int) -> (range: Float, strength: Float) {
        let row = surfaces[offset]
        guard row != LidarReturns.noSurface else { return (0, 0) }
        let gain = gains[Int(row)]
        let strength = strengths[offset] * (strengths[offset] >= gain.least ? gain.high : gain.low)
        return strength > 0 ? (ranges[offset], strength) : (0, 0)
    }
}

extension LidarSweep {
    /// Takes over what a sector's rays met, between its two snapshots if it moved.
    func keep(_ ray: Int, _ sector: Sector, _ memory: LidarMemory, isMoving: Bool) {
        let (ranges, strengths) = (memory.rays[ray].ranges, memory.rays[ray].strengths)
        LidarSweep.withSnapshot(memory.first, memory.firstGains) { first in
            guard isMoving else { return keep(sector, first, nil, ranges, strengths) }
            LidarSweep.withSnapshot(memory.last, memory.lastGains) { last in
                keep(sector, first, last, ranges, strengths)
            }
        }
    }

    private static func withSnapshot(_ returns: LidarReturns, _ gains: [SurfaceGain], _ body: (Snapshot) -> Void) {
        returns.ranges.withUnsafeBufferPointer { ranges in
            returns.strengths.withUnsafeBufferPointer { strengths in
                returns.surfaces.withUnsafeBufferPointer { surfaces in
                    gains.withUnsafeBufferPointer { gains in
                        body(
                            Snapshot(
                                ranges: ranges.baseAddress!, strengths: strengths.baseAddress!,
                                surfaces: surfaces.baseAddress!, gains: gains.baseAddress!))
                    }
                }
            }
        }
    }

    private func keep(
        _ sector: Sector, _ first: Snapshot, _ last: Snapshot?, _ ranges: UnsafeMutablePointer<Float>,
        _ strengths: UnsafeMutablePointer<Float>
    ) {
        let count = sector.columns.count
        let scale = 1 / Float(count)
        let steps = (NoiseLanes(0, 1, 2, 3, 4, 5, 6, 7) + 1) * scale
        for layer in 0..<layers {
            let target = layer * columns + sector.columns.lowerBound
            var column = 0
            while column + 8 <= count {
                var rays = first.rays(at: layer * count + column)
                if let last {
                    rays = LidarSweep.between(
                        rays, last.rays(at: layer * count + column), steps + Float(column) * scale)
                }
                UnsafeMutableRawPointer(ranges + target + column).storeBytes(of: rays.range, as: NoiseLanes.self)
                UnsafeMutableRawPointer(strengths + target + column).storeBytes(of: rays.strength, as: NoiseLanes.self)
                column += 8
            }
            while column < count {
                var ray = first.ray(at: layer * count + column)
                if let last {
                    let other = last.ray(at: layer * count + column)
                    let mixed = LidarSweep.between(
                        RayLanes(
                            range: NoiseLanes(repeating: ray.range), strength: NoiseLanes(repeating: ray.strength)),
                        RayLanes(
                            range: NoiseLanes(repeating: other.range), strength: NoiseLanes(repeating: other.strength)),
                        NoiseLanes(repeating: Float(column + 1) * scale))
                    ray = (mixed.range[0], mixed.strength[0])
                }
                (ranges[target + column], strengths[target + column]) = ray
                column += 1
            }
        }
    }

    /// A ray between two snapshots: on one face it moves evenly, else it belongs to the nearer one.
    @inline(__always)
    private static func between(_ a: RayLanes, _ b: RayLanes, _ share: NoiseLanes) -> RayLanes {
        let gap = b.range - a.range
        let limit = a.range * 0.02 + 0.3
        let isOne =
            (a.range .> NoiseLanes()) .& (b.range .> NoiseLanes()) .& (gap .< limit) .& (gap .> NoiseLanes() - limit)
        let isLate = share .> NoiseLanes(repeating: 0.5)
        let range = a.range.replacing(with: b.range, where: isLate)
        let strength = a.strength.replacing(with: b.strength, where: isLate)
        return RayLanes(
            range: range.replacing(with: a.range + gap * share, where: isOne),
            strength: strength.replacing(with: a.strength + (b.strength - a.strength) * share, where: isOne))
    }
}
