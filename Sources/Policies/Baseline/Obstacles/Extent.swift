import Geometry

/// A box along the axes of the frame of the starting pose, metres.
struct Extent: BitwiseCopyable, Sendable {
    var lowX = Double.infinity
    var highX = -Double.infinity
    var lowY = Double.infinity
    var highY = -Double.infinity

    mutating func include(_ p: Vector2) {
        lowX = min(lowX, p.x)
        highX = max(highX, p.x)
        lowY = min(lowY, p.y)
        highY = max(highY, p.y)
    }

    var middle: Vector2 { Vector2((lowX + highX) / 2, (lowY + highY) / 2) }
    var size: Double { max(highX - lowX, highY - lowY) }

    func moved(by d: Vector2) -> Extent {
        Extent(lowX: lowX + d.x, highX: highX + d.x, lowY: lowY + d.y, highY: highY + d.y)
    }

    /// Metres between two boxes along the axis on which they are farther apart; negative if they overlap.
    func gap(to other: Extent) -> Double {
        max(
            max(lowX - other.highX, other.lowX - highX), max(lowY - other.highY, other.lowY - highY))
    }

    /// Metres from the box to a point along the axis on which it is farther away; negative inside.
    func gap(to p: Vector2) -> Double { max(max(lowX - p.x, p.x - highX), max(lowY - p.y, p.y - highY)) }
}
