import Geometry

extension SceneryDraft {
    /// Adds a kerb with its raised side to the left, lowered where a crossing meets it.
    mutating func addKerb(_ line: [Vector2], key: UInt64) {
        for (number, part) in withoutOverrun(line).enumerated() {
            addLoweredKerb(PointChain(part), key: StableHash.combine(key, UInt64(number)))
        }
    }

    /// The parts of a kerb line that no other carriageway runs over.
    private func withoutOverrun(_ line: [Vector2]) -> [[Vector2]] {
        let fine = PointChain(line).refined(step: 3)
        var parts: [[Vector2]] = []
        var isOpen = false
        for (a, b) in zip(fine, fine.dropFirst()) {
            let along = (b - a).normalizedOrZero
            if level.contains((a + b) / 2 + along.leftNormal * 0.4) {
                isOpen = false
            } else if isOpen {
                parts[parts.count - 1].append(b)
            } else {
                parts.append([a, b])
                isOpen = true
            }
        }
        return parts
    }

    private mutating func addLoweredKerb(_ chain: PointChain, key: UInt64) {
        guard chain.length > 0.05 else { return }
        var cuts = [0.0]
        for interval in crossings.intervals(of: chain, margin: 0) { cuts += [interval.from, interval.to] }
        cuts.append(chain.length)
        for index in 0..<(cuts.count - 1) where cuts[index + 1] - cuts[index] > 0.05 {
            guard let part = Polyline(chain.part(from: cuts[index], to: cuts[index + 1])) else { continue }
            kerbs.append(
                Kerb(
                    randomKey: StableHash.combine(key, UInt64(index)), line: part,
                    height: index % 2 == 0 ? Scenery.kerbHeight : Scenery.droppedKerbHeight))
        }
    }
}

extension OrientedBox {
    /// The part of a segment inside the box, as fractions of it; nil if it misses the box.
    func clip(from: Vector2, to: Vector2) -> (from: Double, to: Double)? {
        var (enter, leave) = (0.0, 1.0)
        for (direction, half) in [(axis, halfLength), (axis.leftNormal, halfWidth)] {
            let start = (from - center).dot(direction)
            let change = (to - from).dot(direction)
            if change.magnitude < 1e-12 {
                if start.magnitude > half { return nil }
                continue
            }
            let (first, second) = ((-half - start) / change, (half - start) / change)
            enter = max(enter, min(first, second))
            leave = min(leave, max(first, second))
        }
        return enter < leave ? (enter, leave) : nil
    }
}
