/// Eight neighbouring columns side by side: the unit of work of every kernel.
///
/// All arithmetic is `+ - * /` and comparisons on plain lanes, so that results have the same bits with any instruction
/// set. Masks go through `select`: the mutating `replace(with:where:)` is compiled lane by lane. Square roots go
/// through `lanesSquareRoot`, because a lane-wise `squareRoot()` is compiled to eight scalar ones.
typealias Lanes = SIMD8<Float>
typealias LaneBits = SIMD8<UInt32>
typealias LaneMask = SIMDMask<SIMD8<Int32>>

/// Number of columns in a strip.
let laneCount = 8

@inline(__always)
func lanesMin(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .< a) }

@inline(__always)
func lanesMax(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .> a) }

/// `value` where the mask holds, else `other`.
@inline(__always)
func select(_ mask: LaneMask, _ value: Lanes, _ other: Lanes) -> Lanes { other.replacing(with: value, where: mask) }

@inline(__always)
func select(_ mask: LaneMask, _ value: LaneBits, _ other: LaneBits) -> LaneBits {
    other.replacing(with: value, where: mask)
}

@inline(__always)
func select(_ mask: LaneMask, _ value: SIMD8<Int32>, _ other: SIMD8<Int32>) -> SIMD8<Int32> {
    other.replacing(with: value, where: mask)
}

@inline(__always)
func both(_ a: LaneMask, _ b: LaneMask) -> LaneMask { a .& b }

/// The smallest lane.
@inline(__always)
func lowestLane(_ a: Lanes) -> Float {
    let four = a.lowHalf.replacing(with: a.highHalf, where: a.highHalf .< a.lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .< four.lowHalf)
    return two.x < two.y ? two.x : two.y
}

/// The largest lane.
@inline(__always)
func highestLane(_ a: Lanes) -> Float {
    let four = a.lowHalf.replacing(with: a.highHalf, where: a.highHalf .> a.lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
    return two.x > two.y ? two.x : two.y
}

/// Square roots by a bit-level estimate of 1/√x and three Newton steps: relative error below 3e-7; 0 gives 0, negative
/// lanes give meaningless numbers.
@inline(__always)
func lanesSquareRoot(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: LaneBits.self)
    var y = unsafeBitCast(LaneBits(repeating: 0x5F37_5A86) &- (bits &>> 1), to: Lanes.self)
    let half = x * 0.5
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    y = y * (1.5 - half * y * y)
    return x * y
}

/// The nearest whole number of each lane, for |x| < 2²¹ (ties to even): adding 1.5 · 2²³ leaves it in the low bits.
@inline(__always)
func lanesRounded(_ x: Lanes) -> SIMD8<Int32> {
    unsafeBitCast(x + 12_582_912, to: SIMD8<Int32>.self) &- 0x4B40_0000
}

/// Lane numbers 0…7.
@inline(__always)
var laneNumbers: SIMD8<Int32> { SIMD8(0, 1, 2, 3, 4, 5, 6, 7) }

/// Directions of four (x, y) in [-π, π] with an error below 2e-5 rad, for finding columns. Without branches: which octant
/// a direction lies in cannot be foreseen.
@inline(__always)
func roughAzimuths(_ y: SIMD4<Float>, _ x: SIMD4<Float>) -> SIMD4<Float> {
    let zero = SIMD4<Float>()
    let ax = x.replacing(with: zero - x, where: x .< zero)
    let ay = y.replacing(with: zero - y, where: y .< zero)
    let isSteep = ay .> ax
    let larger = ax.replacing(with: ay, where: isSteep)
    let smaller = ay.replacing(with: ax, where: isSteep)
    let t = (smaller / larger).replacing(with: zero, where: larger .<= zero)
    let s = t * t
    let high = s * (-0.11643287 + s * (0.05265332 - s * 0.01172120))
    let octant = t * (0.99997726 + s * (-0.33262347 + s * (0.19354346 + high)))
    let quadrant = octant.replacing(with: 1.5707964 - octant, where: isSteep)
    let angle = quadrant.replacing(with: 3.1415927 - quadrant, where: x .< zero)
    return angle.replacing(with: zero - angle, where: y .< zero)
}
