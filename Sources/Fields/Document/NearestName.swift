/// Finds the name somebody probably meant.
public enum NearestName {
    /// The candidate nearest to a name, if it is near enough to be a slip of the keyboard: at most one edit per three
    /// letters (insert, delete, replace, swap of neighbours), upper case, `_` and `-` not counting.
    ///
    /// Equal distances go to the earlier candidate.
    public static func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = key(name)
        guard (1...longest).contains(wanted.count) else { return nil }
        var best: (distance: Int, name: String)?
        for candidate in candidates where candidate != name {
            let other = key(candidate)
            let allowed = max(1, max(wanted.count, other.count) / 3)
            guard other.count <= longest, abs(wanted.count - other.count) <= allowed, !other.isEmpty else { continue }
            let distance = editDistance(wanted, other)
            // Replacing the only letter of a name makes any other name: that is no slip.
            guard distance <= allowed, distance < max(wanted.count, other.count) else { continue }
            if distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    /// `; did you mean 'truck'?`, or an empty text if nothing is near.
    public static func hint(for name: String, among candidates: some Sequence<String>) -> String {
        suggestion(for: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// Longer names are not compared, so that a stranger's file cannot make this slow.
    private static let longest = 64

    private static func key(_ name: String) -> [UInt8] {
        name.utf8.compactMap { byte in
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): nil
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
            default: byte
            }
        }
    }

    /// Optimal string alignment distance (Damerau 1964, neighbours swapped once).
    private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
