import Geometry

/// A picture as a list of things to paint, one over the other, without any drawing library.
///
/// Coordinates are in the units of the transform in force; without one, pixels from the upper left, y downwards.
public struct DisplayList: Sendable {
    /// A run of path steps and their points in the list's own storage.
    public struct PathSpan: Sendable, Hashable {
        public var verbs: Range<Int32>
        public var points: Range<Int32>
    }

    public enum Item: Sendable {
        case fill(PathSpan, Paint)
        case stroke(PathSpan, Paint, Stroke)
        case text(Label)
        /// An image whose upper left corner lies at `at`, one pixel as large as `scale` units.
        case image(PixelImage, at: Vector2, scale: Double, smooth: Bool)
        case points(PointCloud)
        /// From here to the matching `restore`.
        case save
        case restore
        case transform(PlaneTransform)
        case clip(PathSpan)
        /// What follows is drawn aside, and at `endLayer` as a whole with its opacity.
        case beginLayer
        case endLayer(opacity: Double)
    }

    public private(set) var items: [Item] = []
    public private(set) var verbs: [UInt8] = []
    public private(set) var points: [Vector2] = []

    public init() {}

    /// Empties the list; memory is kept for the next picture.
    public mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        verbs.removeAll(keepingCapacity: true)
        points.removeAll(keepingCapacity: true)
    }

    public mutating func fill(_ path: Path, _ paint: Paint) {
        guard !path.isEmpty else { return }
        items.append(.fill(store(path), paint))
    }

    public mutating func fill(_ path: Path, _ colour: Colour) { fill(path, .colour(colour)) }

    public mutating func stroke(_ path: Path, _ colour: Colour, _ stroke: Stroke) {
        guard !path.isEmpty else { return }
        items.append(.stroke(store(path), .colour(colour), stroke))
    }

    public mutating func text(_ label: Label) { items.append(.text(label)) }

    public mutating func image(_ image: PixelImage, at corner: Vector2, scale: Double = 1, smooth: Bool = true) {
        items.append(.image(image, at: corner, scale: scale, smooth: smooth))
    }

    public mutating func points(_ cloud: PointCloud) { items.append(.points(cloud)) }

    /// Draws `body` in coordinates that `transform` turns into those in force here.
    public mutating func transformed(_ transform: PlaneTransform, _ body: (inout DisplayList) -> Void) {
        items.append(.save)
        items.append(.transform(transform))
        body(&self)
        items.append(.restore)
    }

    /// Draws `body` only inside the path.
    public mutating func clipped(to path: Path, _ body: (inout DisplayList) -> Void) {
        items.append(.save)
        items.append(.clip(store(path)))
        body(&self)
        items.append(.restore)
    }

    /// Draws `body` as one, with an opacity from 0 to 1.
    public mutating func layer(opacity: Double, _ body: (inout DisplayList) -> Void) {
        items.append(.beginLayer)
        body(&self)
        items.append(.endLayer(opacity: opacity))
    }

    /// Adds everything of another list on top.
    public mutating func append(_ other: DisplayList) {
        let (verbShift, pointShift) = (Int32(verbs.count), Int32(points.count))
        verbs.append(contentsOf: other.verbs)
        points.append(contentsOf: other.points)
        for item in other.items { items.append(item.shifted(verbs: verbShift, points: pointShift)) }
    }

    /// The points of a path of this list.
    public func points(of span: PathSpan) -> ArraySlice<Vector2> {
        points[Int(span.points.lowerBound)..<Int(span.points.upperBound)]
    }

    private mutating func store(_ path: Path) -> PathSpan {
        let (firstVerb, firstPoint) = (Int32(verbs.count), Int32(points.count))
        verbs.append(contentsOf: path.verbs)
        points.append(contentsOf: path.points)
        return PathSpan(verbs: firstVerb..<Int32(verbs.count), points: firstPoint..<Int32(points.count))
    }
}

extension DisplayList.Item {
    fileprivate func shifted(verbs: Int32, points: Int32) -> DisplayList.Item {
        func moved(_ span: DisplayList.PathSpan) -> DisplayList.PathSpan {
            DisplayList.PathSpan(
                verbs: (span.verbs.lowerBound + verbs)..<(span.verbs.upperBound + verbs),
                points: (span.points.lowerBound + points)..<(span.points.upperBound + points))
        }
        switch self {
        case .fill(let span, let paint): return .fill(moved(span), paint)
        case .stroke(let span, let paint, let stroke): return .stroke(moved(span), paint, stroke)
        case .clip(let span): return .clip(moved(span))
        default: return self
        }
    }
}
