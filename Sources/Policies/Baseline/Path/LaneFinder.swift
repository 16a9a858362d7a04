import Geometry

/// Something that ends a lane on one side.
struct LaneBorder: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        /// A painted line.
        case line
        /// Asphalt begins (seen from right to left) or ends.
        case begins, ends
        /// What lies beyond has not been seen.
        case unseen
    }

    /// Metres to the left of the path.
    var offset = 0.0
    var kind = Kind.unseen
}

/// A place across the road where a lane may have its middle.
struct LaneMiddle: BitwiseCopyable {
    /// Metres to the left of the path.
    var offset = 0.0
    /// How well it is known, 0–1.
    var weight = 0.0
}

/// Reads the borders of lanes out of one cut across the road, and where lanes have their middle between them.
struct LaneFinder {
    /// Most borders of a cut.
    static let most = 16
    /// Widths that a lane may have between two borders, metres.
    static let widths = 2.4...4.6
    private static let half = 1.65

    /// What a scan from right to left is on.
    private enum Ground {
        case unseen, off, road
    }

    /// Finds the borders of a cut from right to left.
    /// - Returns: how many there are.
    static func borders(
        _ strip: RoadStrip, _ index: Int, into borders: UnsafeMutableBufferPointer<LaneBorder>
    ) -> Int {
        var count = 0
        var ground = Ground.unseen
        var unknown = 0
        func add(_ offset: Double, _ kind: LaneBorder.Kind) {
            guard count < borders.count else { return }
            borders[count] = LaneBorder(offset: offset, kind: kind)
            count += 1
        }
        var column = 0
        while column < RoadStrip.width {
            defer { column += 1 }
            let edge = RoadStrip.offset(column) - GroundMap.cell / 2
            if strip.isOff(index, column) {
                if ground == .road { add(edge, .ends) }
                (ground, unknown) = (.off, 0)
                continue
            }
            let line = strip.line(index, column)
            if line == nil, strip.isUnknown(index, column) {
                unknown += 1
                if unknown == 5, ground == .road {
                    add(edge - 4 * GroundMap.cell, .unseen)
                    ground = .unseen
                }
                continue
            }
            if ground != .road { add(edge - Double(unknown) * GroundMap.cell, ground == .off ? .begins : .unseen) }
            (ground, unknown) = (.road, 0)
            if let line {
                add(line.offset, .line)
                column = line.end - 1
            }
        }
        return withoutArrows(UnsafeMutableBufferPointer(rebasing: borders[..<count]))
    }

    /// Drops lines in the middle of a lane, such as arrows: what they would leave on either side is too narrow.
    private static func withoutArrows(_ borders: UnsafeMutableBufferPointer<LaneBorder>) -> Int {
        var kept = 0
        for index in borders.indices {
            let border = borders[index]
            if border.kind == .line, kept > 0, index + 1 < borders.count {
                let (right, left) = (borders[kept - 1].offset, borders[index + 1].offset)
                let aside = (border.offset - (left + right) / 2).magnitude
                if widths.contains(left - right), aside < 0.6 { continue }
            }
            borders[kept] = border
            kept += 1
        }
        return kept
    }

    /// The middles of the lanes between borders.
    /// - Parameter lean: side along which to drive where lines have ended, +1 left, -1 right, 0 neither.
    /// - Returns: how many there are.
    static func middles(
        _ borders: UnsafeBufferPointer<LaneBorder>, lean: Double, into middles: UnsafeMutableBufferPointer<LaneMiddle>
    ) -> Int {
        var count = 0
        func add(_ offset: Double, _ weight: Double) {
            guard count < middles.count else { return }
            middles[count] = LaneMiddle(offset: offset, weight: weight)
            count += 1
        }
        for (right, left) in zip(borders, borders.dropFirst()) where right.kind != .ends && left.kind != .begins {
            let width = left.offset - right.offset
            let middle = (left.offset + right.offset) / 2
            switch (right.kind, left.kind) {
            case (.unseen, .unseen): continue
            case (.unseen, _): if width > 2, left.kind == .line { add(left.offset - half, 0.6) }
            case (_, .unseen): if width > 2 { add(right.offset + half, 0.5) }
            case _ where lean != 0 && width > widths.upperBound:
                add(lean > 0 ? left.offset - half - 0.1 : right.offset + half + 0.1, 0.8)
            case (.begins, .ends):
                if width < 5 {
                    if width > 2.2 { add(middle, 0.8) }
                } else {
                    add(right.offset + min(2, max(1.5, width / 4)), 0.4)
                }
            default:
                if widths.contains(width) {
                    add(middle, 1)
                } else if width > widths.upperBound {
                    // One lane with room beside it, or several whose lines have ended.
                    let isOne = width < 6.2
                    if left.kind == .line { add(left.offset - half - 0.1, isOne ? 0.7 : 0.35) }
                    if right.kind == .line, left.kind == .line { add(right.offset + half + 0.1, isOne ? 0.7 : 0.35) }
                    if right.kind == .begins, !isOne { add(right.offset + half + 0.35, 0.35) }
                }
            }
        }
        return count
    }
}
