import RoadNetwork
import World

/// What a surface belongs to: the kind of thing and its row in the map or in `ActorColumns`, in 32 bits. Zero is nothing
/// (sky). A truth for labels and for joining radar with actors; a policy never sees it.
public struct SceneOwner: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    /// Kind in the upper 8 bits, row in the lower 24.
    public var rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public enum Kind: UInt8, Sendable, CaseIterable {
        case nothing, ground, building, furniture, kerb, sign, signalHead, actor
    }

    public init(_ kind: Kind, row: Int = 0) {
        rawValue = UInt32(kind.rawValue) << 24 | UInt32(truncatingIfNeeded: row) & 0xFF_FFFF
    }

    public static let nothing = SceneOwner(rawValue: 0)
    public static let ground = SceneOwner(.ground)

    public static func actor(_ id: ActorID) -> SceneOwner { SceneOwner(.actor, row: id.index) }

    public var kind: Kind { Kind(rawValue: UInt8(rawValue >> 24)) ?? .nothing }
    public var row: Int { Int(rawValue & 0xFF_FFFF) }

    /// The actor, or nil for everything that belongs to the map.
    public var actor: ActorID? { kind == .actor ? ActorID(row) : nil }
}

/// What a surface is, as semantic labels and driving models tell surfaces apart.
public enum SurfaceClass: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case sky = 0
    case road, pavement, cyclePath, terrain, water, roadPaint, kerb
    case building, wall, fence, guardRail, pole, signalHead, sign, vegetation, furniture
    case car, van, truck, bus, motorcycle, cycle, person, animal, cone, barrier, object
}
