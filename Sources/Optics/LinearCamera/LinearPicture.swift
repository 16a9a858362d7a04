/// A picture as light on a sensor, before any electronics: red, green and blue in linear light, 1 = the brightest that
/// the sensor holds. Reuse it from frame to frame: then nothing is allocated.
public struct LinearPicture: Sendable {
    public private(set) var width = 0
    public private(set) var height = 0
    /// Row by row from the top, in strips of eight pixels, red, green and blue of a strip after each other:
    /// `(row · stripCount + strip) · 3 + channel`. Lanes of the last strip beyond the width hold any finite numbers.
    public var light: [SIMD8<Float>] = []
    /// 1 / depth along the axis by strip, `row · stripCount + strip`; empty where nobody asked for it.
    private(set) var inverseDepths: [SIMD8<Float>] = []

    public init() {}

    /// Strips of eight pixels in a row.
    public var stripCount: Int { (width + laneCount - 1) / laneCount }

    /// Makes room for a picture of this size; its light is whatever was there before.
    public mutating func prepare(width: Int, height: Int) { prepare(width: width, height: height, hasDepths: false) }

    mutating func prepare(width: Int, height: Int, hasDepths: Bool) {
        (self.width, self.height) = (width, height)
        let cells = hasDepths ? stripCount * height : 0
        if inverseDepths.count != cells { inverseDepths = [SIMD8<Float>](repeating: SIMD8(), count: cells) }
        let needed = stripCount * height * 3
        if light.count != needed { light = [SIMD8<Float>](repeating: SIMD8(), count: needed) }
    }

    /// The memory of light and, where there is one, of inverse depths.
    mutating func withCells(
        _ body: (UnsafeMutablePointer<SIMD8<Float>>, UnsafeMutablePointer<SIMD8<Float>>?) -> Void
    ) {
        light.withUnsafeMutableBufferPointer { light in
            inverseDepths.withUnsafeMutableBufferPointer { depths in
                body(light.baseAddress!, depths.isEmpty ? nil : depths.baseAddress)
            }
        }
    }

    /// Light of one pixel.
    public subscript(row row: Int, column column: Int) -> (red: Float, green: Float, blue: Float) {
        let first = (row * stripCount + column / laneCount) * 3
        let lane = column % laneCount
        return (light[first][lane], light[first + 1][lane], light[first + 2][lane])
    }
}
