/// Hashes that are the same in every process, build and machine.
public enum StableHash {
    /// A bijective mixer of 64 bits (finaliser of SplitMix64; Steele, Lea, Flood 2014).
    @inlinable
    public static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Hash of a run of bytes.
    public static func of(bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hasher = BitHasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return hasher.value
    }

    /// Hash of a text's UTF-8 bytes.
    public static func of(_ text: String) -> UInt64 {
        var hasher = BitHasher()
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.value
    }

    /// One key from two, order counts.
    @inlinable
    public static func combine(_ a: UInt64, _ b: UInt64) -> UInt64 {
        mix(a ^ (mix(b) &* 0x9FB2_1C65_1E98_DF25))
    }
}

/// A running 64-bit hash of raw bits in four lanes, eight bytes at a time: about 0.1 ns per byte.
///
/// Not cryptographic. Used for state hashes, frame hashes and file identity within a project.
public struct BitHasher: Sendable {
    private var lanes: SIMD4<UInt64> = [
        0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89,
    ]
    private var length: UInt64 = 0

    public init() {}

    /// The hash of everything combined so far.
    public var value: UInt64 {
        var result = StableHash.mix(length ^ lanes[0])
        for lane in 1..<4 { result = StableHash.mix(result ^ lanes[lane]) }
        return result
    }

    /// Mixes one word in.
    public mutating func combine(_ word: UInt64) {
        absorb(SIMD4(word, word ^ 0xFF, word &+ 1, ~word))
        length &+= 8
    }

    /// Mixes the bit pattern of a number in.
    public mutating func combine(_ number: Double) { combine(number.bitPattern) }

    /// Mixes a text's UTF-8 bytes and its length in.
    public mutating func combine(_ text: String) {
        var copy = text
        copy.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Mixes raw bytes and their count in.
    public mutating func combine(bytes: UnsafeRawBufferPointer) {
        let blocks = bytes.count / 32
        for block in 0..<blocks {
            absorb(bytes.loadUnaligned(fromByteOffset: block * 32, as: SIMD4<UInt64>.self))
        }
        var rest = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &rest) { target in
            for (offset, index) in ((blocks * 32)..<bytes.count).enumerated() { target[offset] = bytes[index] }
        }
        absorb(rest)
        length &+= UInt64(bytes.count)
    }

    /// Mixes the elements' bits in; `Element` must have no padding.
    public mutating func combine<Element: BitwiseCopyable>(_ elements: [Element]) {
        elements.withUnsafeBytes { combine(bytes: $0) }
    }

    @inline(__always)
    private mutating func absorb(_ block: SIMD4<UInt64>) {
        var mixed = (lanes ^ block) &* SIMD4(repeating: 0x9E37_79B9_7F4A_7C15)
        mixed ^= mixed &>> 29
        // Lanes are rotated so that equal blocks in other lanes do not cancel.
        lanes = SIMD4(mixed[1], mixed[2], mixed[3], mixed[0] &+ 0x632B_E59B_D9B4_E019)
    }
}
