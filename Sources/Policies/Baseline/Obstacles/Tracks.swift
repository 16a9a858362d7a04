import Geometry

/// Something that stands or moves around the car, followed over time.
struct Track: BitwiseCopyable, Sendable {
    /// Where it was when last seen, frame of the starting pose, driving coordinates.
    var extent = Extent()
    /// Over ground, m/s.
    var velocity = Vector2.zero
    /// Decisions since it was first seen, and since it was last seen.
    var age = 0.0
    var missed = 0.0
    /// Decisions for which its speed has been above walking pace without a break.
    var moving = 0.0
    /// Where its middle was a while ago, and decisions since then.
    var anchor = Vector2.zero
    var anchorAge = 0.0

    init(extent: Extent) {
        self.extent = extent
        anchor = extent.middle
    }

    /// Whoever is said to move must get somewhere: a speed that did not show as a change of place is forgotten.
    mutating func checkSpeed(period: Double) {
        anchorAge += 1
        guard anchorAge >= Track.proof else { return }
        let (way, time) = (extent.middle - anchor, anchorAge * period)
        if way.length < 0.3 * velocity.length * time {
            velocity = way / time
            moving = 0
        }
        (anchor, anchorAge) = (extent.middle, 0)
    }

    /// Decisions after which a speed must have shown.
    private static let proof = 8.0
}

/// Everything that is followed, with where each was in the last half second.
struct Tracks: ColumnState {
    /// Most things that are followed at once.
    static let most = 96
    /// Decisions over which a displacement is measured.
    static let memory = 5

    private(set) var rows: [Track] = []
    /// The last extents of each track, newest first: `memory` per row.
    private(set) var trail: [Extent] = []

    mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        visitor.visit("rows", &rows)
        visitor.visit("trail", &trail)
    }

    /// Continues tracks by clusters, begins and drops tracks.
    /// - Parameter period: seconds since the last call.
    mutating func update(_ clusters: UnsafeMutableBufferPointer<Cluster>, period: Double) {
        for row in rows.indices {
            rows[row].age += 1
            rows[row].missed += 1
            let expected = rows[row].extent.moved(by: rows[row].velocity * (period * rows[row].missed))
            guard let found = nearest(expected, rows[row].extent.size, clusters) else { continue }
            clusters[found].track = Int32(row)
            observe(row, clusters[found], period: period)
        }
        drop(clusters)
        for index in clusters.indices where clusters[index].track < 0 {
            // Walls and hedges are no tracks: their visible part moves as the car does.
            let cluster = clusters[index]
            guard rows.count < Tracks.most, cluster.extent.size < 14, cluster.count > 1 else { continue }
            clusters[index].track = Int32(rows.count)
            rows.append(Track(extent: clusters[index].extent))
            for _ in 0..<Tracks.memory { trail.append(clusters[index].extent) }
        }
    }

    /// The free cluster that fits best to where a track should be.
    private func nearest(
        _ expected: Extent, _ size: Double, _ clusters: UnsafeMutableBufferPointer<Cluster>
    ) -> Int? {
        var best: (distance: Double, index: Int)?
        for index in clusters.indices where clusters[index].track < 0 {
            let extent = clusters[index].extent
            guard extent.size < 14, extent.gap(to: expected) < 0.7 else { continue }
            let distance = extent.middle.distance(to: expected.middle)
            if distance < best?.distance ?? (1.2 + size / 2) { best = (distance, index) }
        }
        return best?.index
    }

    private mutating func observe(_ row: Int, _ cluster: Cluster, period: Double) {
        let extent = cluster.extent
        let first = row * Tracks.memory
        let steps = min(Double(Tracks.memory), rows[row].age)
        let oldest = trail[first + Int(steps) - 1]
        let time = steps * period
        // Both ends of a thing that moves move alike; of a thing that is uncovered bit by bit only one does.
        let measured = Vector2(
            Tracks.common(extent.lowX - oldest.lowX, extent.highX - oldest.highX) / time,
            Tracks.common(extent.lowY - oldest.lowY, extent.highY - oldest.highY) / time)
        let known = rows[row].velocity
        // What is partly hidden does not tell how fast it is, but that it stands.
        let hidden = measured.lengthSquared < known.lengthSquared ? 0.12 : 0
        let gain = cluster.isCut != 0 ? hidden : rows[row].age < 3 ? 0.5 : 0.35
        rows[row].velocity = known + (measured - known) * gain
        rows[row].extent = extent
        rows[row].missed = 0
        rows[row].moving = rows[row].velocity.length > 0.7 ? rows[row].moving + 1 : 0
        rows[row].checkSpeed(period: period)
        for place in ((first + 1)..<(first + Tracks.memory)).reversed() { trail[place] = trail[place - 1] }
        trail[first] = extent
    }

    /// The smaller of two changes in the same direction, else 0.
    private static func common(_ a: Double, _ b: Double) -> Double {
        guard a * b > 0 else { return 0 }
        return a > 0 ? min(a, b) : max(a, b)
    }

    /// Forgets tracks that were not seen for half a second, keeping clusters' rows right.
    private mutating func drop(_ clusters: UnsafeMutableBufferPointer<Cluster>) {
        var kept = 0
        for row in rows.indices {
            guard rows[row].missed <= 5 else {
                continue
            }
            if kept != row {
                rows[kept] = rows[row]
                for step in 0..<Tracks.memory { trail[kept * Tracks.memory + step] = trail[row * Tracks.memory + step] }
                for index in clusters.indices where clusters[index].track == Int32(row) {
                    clusters[index].track = Int32(kept)
                }
            }
            kept += 1
        }
        rows.removeLast(rows.count - kept)
        trail.removeLast(trail.count - kept * Tracks.memory)
    }

    /// A radar has measured how fast whatever is at `point` moves away along `direction`.
    /// - Returns: whether something is followed there.
    @discardableResult
    mutating func measure(speed: Double, along direction: Vector2, at point: Vector2) -> Bool {
        var best: (gap: Double, row: Int)?
        for row in rows.indices where rows[row].missed < 2 {
            let gap = rows[row].extent.gap(to: point)
            if gap < best?.gap ?? 0.7 { best = (gap, row) }
        }
        guard let best else { return false }
        let velocity = rows[best.row].velocity
        rows[best.row].velocity = velocity + direction * ((speed - velocity.dot(direction)) * 0.4)
        return true
    }

    /// Enters what is thin and stands still, such as posts, as ground that is no road.
    func enterPosts(into map: inout GroundMap) {
        map.withCells { cells in
            for track in rows where track.missed == 0 && track.age > Tracks.post && track.extent.size < 0.7 {
                guard track.velocity.length < 0.3, track.moving == 0 else { continue }
                for x in [-0.25, 0, 0.25] {
                    for y in [-0.25, 0, 0.25] {
                        let cell = cells.place(of: track.extent.middle + Vector2(x, y))
                        if cell >= 0 { cells.add(road: -4, at: cell) }
                    }
                }
            }
        }
    }

    /// Decisions for which something must have stood to be taken for a post.
    private static let post = 12.0
}
