/// What a pixel shows and what it belongs to, in 32 bits: the class in the upper five, the owner below (the kinds of
/// `SceneOwner` need three of their eight bits).
public struct SurfaceLabel: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    public var rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ owner: SceneOwner, _ surfaceClass: SurfaceClass) {
        self.init(owner: owner.rawValue, surfaceClass: surfaceClass.rawValue)
    }

    @inline(__always)
    init(owner: UInt32, surfaceClass: UInt8) { rawValue = owner | UInt32(surfaceClass) << 27 }

    /// `SceneOwner.rawValue`.
    public var ownerBits: UInt32 { rawValue & 0x07FF_FFFF }
    public var owner: SceneOwner { SceneOwner(rawValue: ownerBits) }

    /// `SurfaceClass.rawValue`.
    public var classBits: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 27) }
    public var surfaceClass: SurfaceClass { SurfaceClass(rawValue: classBits) ?? .sky }
}
