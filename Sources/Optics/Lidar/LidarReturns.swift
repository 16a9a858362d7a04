/// What one LiDAR sweep saw, ring by ring from the lowest, each ring column by column. Reuse it from frame to frame: then
/// nothing is allocated.
public struct LidarReturns: Sendable {
    public internal(set) var ringCount = 0
    public internal(set) var columnCount = 0
    /// Distance along the beam, metres, rings × columns, row-major; 0 = nothing within range.
    public internal(set) var ranges: [Float] = []
    /// Reflectivity · cosine of incidence, rings × columns, row-major; 0 = nothing. Empty if they are not kept.
    public internal(set) var strengths: [Float] = []
    /// Row of `surfaceTable`, rings × columns, row-major; `noSurface` = nothing.
    public internal(set) var surfaces: [UInt16] = []
    /// What the beams of this sweep may have met.
    public internal(set) var surfaceTable: [LidarSurface] = []

    /// Marks beams that met nothing.
    public static let noSurface = UInt16.max

    private let keepsStrengths: Bool

    /// - Parameter keepsStrengths: false where only places matter: less memory to fill.
    public init(keepsStrengths: Bool = true) { self.keepsStrengths = keepsStrengths }

    /// The surface that a beam met; nil if none.
    public func surface(ring: Int, column: Int) -> LidarSurface? {
        let row = surfaces[ring * columnCount + column]
        return row == LidarReturns.noSurface ? nil : surfaceTable[Int(row)]
    }

    mutating func withWriter(_ body: (inout Writer) -> Void) {
        ranges.withUnsafeMutableBufferPointer { ranges in
            strengths.withUnsafeMutableBufferPointer { strengths in
                surfaces.withUnsafeMutableBufferPointer { surfaces in
                    var writer = Writer(
                        ranges: ranges.baseAddress!, strengths: keepsStrengths ? strengths.baseAddress : nil,
                        surfaces: surfaces.baseAddress!, columnCount: columnCount)
                    body(&writer)
                }
            }
        }
    }

    mutating func prepare(rings: Int, columns: Int) {
        guard rings != ringCount || columns != columnCount else { return }
        (ringCount, columnCount) = (rings, columns)
        ranges = [Float](repeating: 0, count: rings * columns)
        strengths = [Float](repeating: 0, count: keepsStrengths ? rings * columns : 0)
        surfaces = [UInt16](repeating: LidarReturns.noSurface, count: rings * columns)
    }
}

/// A thing that beams met: a solid, or a ground material.
public struct LidarSurface: Sendable, Hashable, BitwiseCopyable {
    public var owner: SceneOwner
    public var surfaceClass: SurfaceClass
    /// Near-infrared, at normal incidence, 0–1.
    public var reflectivity: Float
    public var coat: SurfaceCoat
}
