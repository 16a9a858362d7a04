import Geometry

/// Which piece of the world a picture shows, from straight above.
public struct MapCamera: Sendable, Hashable {
    /// The world point in the middle of the picture.
    public var center: Vector2
    public var pixelsPerMetre: Double
    /// World direction that points up in the picture, radians counter-clockwise from x (π/2: north up).
    public var up: Double
    /// Size of the picture, pixels.
    public var width: Int
    public var height: Int

    public init(center: Vector2, pixelsPerMetre: Double, up: Double = .pi / 2, width: Int, height: Int) {
        self.center = center
        self.pixelsPerMetre = pixelsPerMetre
        self.up = up
        self.width = width
        self.height = height
    }

    /// From world metres (y up) to pixels (y down).
    public var pixelsFromWorld: PlaneTransform {
        PlaneTransform.translation(-center)
            .then(up == .pi / 2 ? .identity : .rotation(.pi / 2 - up))
            .then(.scale(pixelsPerMetre, -pixelsPerMetre))
            .then(.translation(Vector2(Double(width) / 2, Double(height) / 2)))
    }

    /// The world point under a pixel.
    public func worldPoint(_ pixel: Vector2) -> Vector2 {
        pixelsFromWorld.inverse?.apply(pixel) ?? center
    }

    /// The smallest world rectangle that holds everything in the picture.
    public var visible: WorldRectangle {
        let (w, h) = (Double(width), Double(height))
        return WorldRectangle(
            around: [Vector2(0, 0), Vector2(w, 0), Vector2(w, h), Vector2(0, h)].map { worldPoint($0) })
    }

    /// The same camera, north up, with its centre moved by less than a pixel so that the upper left corner of the
    /// picture lies on a whole pixel of the world at this zoom; a turned camera stays as it is.
    public var snapped: MapCamera {
        guard up == .pi / 2 else { return self }
        var copy = self
        let half = Vector2(Double(width), Double(height)) / 2
        copy.center = Vector2(
            ((center.x * pixelsPerMetre - half.x).rounded() + half.x) / pixelsPerMetre,
            ((center.y * pixelsPerMetre + half.y).rounded() - half.y) / pixelsPerMetre)
        return copy
    }

    /// Zoomed by a factor with the world point under a pixel kept in place.
    public func zoomed(by factor: Double, about pixel: Vector2) -> MapCamera {
        var copy = self
        copy.pixelsPerMetre = min(
            MapCamera.zoomRange.upperBound, max(MapCamera.zoomRange.lowerBound, pixelsPerMetre * factor))
        copy.center += worldPoint(pixel) - copy.worldPoint(pixel)
        return copy
    }

    /// Pixels per metre that make sense.
    public static let zoomRange = 0.2...80.0
}

/// A rectangle along the world's axes, metres.
public struct WorldRectangle: Sendable, Hashable {
    public var low: Vector2
    public var high: Vector2

    public init(low: Vector2, high: Vector2) {
        self.low = low
        self.high = high
    }

    /// The smallest one around points; of size 0 at the origin if there are none.
    public init(around points: some Sequence<Vector2>) {
        var low = Vector2(.infinity, .infinity)
        var high = Vector2(-.infinity, -.infinity)
        for point in points {
            low = Vector2(min(low.x, point.x), min(low.y, point.y))
            high = Vector2(max(high.x, point.x), max(high.y, point.y))
        }
        self.init(low: low.x <= high.x ? low : .zero, high: low.x <= high.x ? high : .zero)
    }

    /// Larger by `margin` metres on every side.
    public func grown(by margin: Double) -> WorldRectangle {
        WorldRectangle(low: low - Vector2(margin, margin), high: high + Vector2(margin, margin))
    }

    public func contains(_ point: Vector2) -> Bool {
        point.x >= low.x && point.x <= high.x && point.y >= low.y && point.y <= high.y
    }

    public func overlaps(_ other: WorldRectangle) -> Bool {
        low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y && other.low.y <= high.y
    }

    public var middle: Vector2 { (low + high) / 2 }
    public var size: Vector2 { high - low }
}
