import Geometry

extension SensorFrame {
    /// Hash of what was measured and when: times, shapes and bytes, not the row of the mount.
    public var contentHash: UInt64 {
        var hasher = BitHasher()
        hasher.combine(UInt64(bitPattern: Int64(sequence)))
        hasher.combine(measuredAt)
        hasher.combine(deliveredAt)
        for array in arrays {
            for dimension in array.shape { hasher.combine(UInt64(bitPattern: Int64(dimension))) }
            hasher.combine(array.withUnsafeBytes { BulkHash.of($0) })
        }
        return hasher.value
    }
}
