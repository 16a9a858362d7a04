/// An upright face between two slopes of eight columns.
struct WallHit {
    /// Rise per unit of distance of its lower and upper edge; columns that miss it have none between.
    var low: Lanes
    var high: Lanes
    /// Horizontal distance.
    var away: Lanes
    /// Reflectivity · cosine of incidence / cosine of elevation.
    var strength: Lanes
    var surface: UInt32
}

/// A level face between two slopes.
struct LevelHit {
    /// Metres above the sensor (negative below).
    var height: Float
    var low: Lanes
    var high: Lanes
    var reflectivity: Float
    var surface: UInt32
}

/// A body of revolution.
struct RoundHit {
    var shape: SweptRound
    var bottom: Float
    var top: Float
    /// Slopes between which it may be met.
    var low: Float
    var high: Float
    var directionX: Lanes
    var directionY: Lanes
    var reflectivity: Float
    var surface: UInt32
}

/// Beams of eight columns that may meet something.
protocol BeamTarget {
    func meet(_ hit: WallHit)
    func meet(_ hit: LevelHit)
    func meet(_ hit: RoundHit)
    /// Gives the ground a material within a piece of it.
    func cover(_ hit: LevelHit)
}

/// The rings of eight columns of an upright sensor: each ring has one slope.
struct UprightBeams: BeamTarget {
    let pattern: LidarPattern
    let strip: LidarBlock.Strip

    @inline(__always)
    private func slope(_ ring: Int) -> BeamSlope {
        BeamSlope(
            tangent: Lanes(repeating: pattern.rings.start[ring].tangent),
            inverse: Lanes(repeating: pattern.rings.start[ring].inverseTangent))
    }

    /// Calls `body` with the rings between two slopes.
    @inline(__always)
    private func forEachRing(from low: Float, below high: Float, _ body: (Int) -> Void) {
        var ring = pattern.firstRing(from: low)
        while ring < pattern.rings.count, pattern.rings.start[ring].tangent < high {
            body(ring)
            ring += 1
        }
    }

    @inline(__always)
    func meet(_ hit: WallHit) {
        forEachRing(from: lowestLane(hit.low), below: highestLane(hit.high)) { strip[$0].meet(hit, slope($0)) }
    }

    @inline(__always)
    func meet(_ hit: LevelHit) {
        forEachRing(from: lowestLane(hit.low), below: highestLane(hit.high)) { strip[$0].meet(hit, slope($0)) }
    }

    @inline(__always)
    func cover(_ hit: LevelHit) {
        forEachRing(from: lowestLane(hit.low), below: highestLane(hit.high)) { strip[$0].cover(hit, slope($0)) }
    }

    @inline(__always)
    func meet(_ hit: RoundHit) {
        forEachRing(from: hit.low, below: hit.high.nextUp) { strip[$0].meet(hit, slope($0)) }
    }
}

/// Eight beams, each with a slope of its own.
struct LeaningBeams: BeamTarget {
    let ring: LidarBlock.Strip
    let slope: BeamSlope

    @inline(__always)
    func meet(_ hit: WallHit) { ring.pointee.meet(hit, slope) }

    @inline(__always)
    func meet(_ hit: LevelHit) { ring.pointee.meet(hit, slope) }

    @inline(__always)
    func cover(_ hit: LevelHit) { ring.pointee.cover(hit, slope) }

    @inline(__always)
    func meet(_ hit: RoundHit) { ring.pointee.meet(hit, slope) }
}

/// How eight beams rise per unit of horizontal distance, and 1 over that; never 0.
struct BeamSlope {
    var tangent: Lanes
    var inverse: Lanes
}

extension LidarBlock.Ring {
    /// Bare ground, or nothing.
    @inline(__always)
    init(bareGround reflectivity: Float, height: Float, _ slope: BeamSlope) {
        let isDown = slope.tangent .< Lanes()
        distance = select(isDown, slope.inverse * -height, Lanes(repeating: farAway))
        surface = select(isDown, LaneBits(), LaneBits(repeating: UInt32(LidarReturns.noSurface)))
        strength = select(isDown, (Lanes() - slope.tangent) * reflectivity, Lanes())
    }

    @inline(__always)
    private mutating func take(_ isNearest: LaneMask, _ away: Lanes, _ number: UInt32, _ new: Lanes) {
        distance = select(isNearest, away, distance)
        surface = select(isNearest, LaneBits(repeating: number), surface)
        strength = select(isNearest, new, strength)
    }

    @inline(__always)
    mutating func meet(_ hit: WallHit, _ slope: BeamSlope) {
        let isNearest = (slope.tangent .>= hit.low) .& (slope.tangent .< hit.high) .& (hit.away .< distance)
        take(isNearest, hit.away, hit.surface, hit.strength)
    }

    @inline(__always)
    mutating func meet(_ hit: LevelHit, _ slope: BeamSlope) {
        let reach = slope.inverse * hit.height
        let isNearest = (slope.tangent .>= hit.low) .& (slope.tangent .< hit.high) .& (reach .< distance)
        let steepness = lanesMax(slope.tangent, Lanes() - slope.tangent)
        take(isNearest, reach, hit.surface, steepness * hit.reflectivity)
    }

    @inline(__always)
    mutating func cover(_ hit: LevelHit, _ slope: BeamSlope) {
        let reach = slope.inverse * hit.height
        // At equal height the tone that is drawn later wins, in whatever order pieces come.
        let isAbove =
            (reach .< distance) .| ((reach .== distance) .& (surface .< LaneBits(repeating: hit.surface)))
        let isCovered = (slope.tangent .>= hit.low) .& (slope.tangent .< hit.high) .& isAbove
        take(isCovered, reach, hit.surface, (Lanes() - slope.tangent) * hit.reflectivity)
    }

    @inline(__always)
    mutating func meet(_ hit: RoundHit, _ slope: BeamSlope) {
        let (x, y, shape) = (hit.directionX, hit.directionY, hit.shape)
        let (w, root) = shape.hit(
            slope: slope.tangent, along: x * shape.x + y * shape.y, square: x * x + y * y, bottom: hit.bottom,
            top: hit.top)
        let away = 1 / select(w .> Lanes(), w, Lanes(repeating: 1e-30))
        let cosine = shape.incidence(root: root, away: away, slope: slope.tangent)
        take(away .< distance, away, hit.surface, cosine * hit.reflectivity)
    }
}

/// Stands for "nothing in sight", metres.
let farAway: Float = 3e38
