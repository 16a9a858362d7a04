/// What one sweep sees, and where: filled by `collect…`, read by the kernels strip by strip.
struct SweepMemory {
    var edges = ScratchBuffer<SweptEdge>()
    var rounds = ScratchBuffer<SweptRound>()
    var solids = ScratchBuffer<SweptSolid>()
    var patches = ScratchBuffer<SweptPatch>()
    var solidBins = StripBins()
    var patchBins = StripBins()
    private var turnedCorners = ScratchBuffer<SIMD2<Float>>()

    mutating func removeAll() {
        (edges.count, rounds.count, solids.count, patches.count) = (0, 0, 0, 0)
        solidBins.removeAll()
        patchBins.removeAll()
    }

    func free() {
        edges.free()
        rounds.free()
        solids.free()
        patches.free()
        solidBins.free()
        patchBins.free()
        turnedCorners.free()
    }

    /// Takes in the solids of `store` that the columns of `fan` may see.
    mutating func collect<Window: VerticalWindow>(
        _ store: SceneStore, rows: Range<Int>, isDynamic: Bool, view: SweepView, fan: ColumnFan, window: Window
    ) {
        for row in rows {
            let solid = store.solids.start[row]
            let center = view.turned(Float(solid.x - view.x), Float(solid.y - view.y))
            guard fan.mayReach(center, radius: solid.radius, far: view.far), solid.owner != view.excluded else {
                continue
            }
            if view.usesDetailRange {
                let limit = solid.detailRange
                if center.x * center.x + center.y * center.y > limit * limit { continue }
            }
            var swept = SweptSolid(
                firstEdge: 0, frontCount: 0, backCount: 0, form: solid.form, isReversed: false, isDynamic: isDynamic,
                bottom: solid.bottom - view.height, top: solid.top - view.height, nearest: 0, solid: Int32(row))
            let corners = store.corners.start + Int(solid.firstCorner)
            let columns: ColumnRanges?
            switch solid.form {
            case .prism:
                columns = sweepPrism(
                    &swept, corners: corners, count: Int(solid.cornerCount), center: center, radius: solid.radius,
                    view: view, fan: fan, window: window)
            case .panel:
                columns = sweepPanel(
                    &swept, corners: corners, isTwoSided: solid.isTwoSided, center: center, radius: solid.radius,
                    view: view,
                    fan: fan, window: window)
            case .round:
                columns = sweepRound(&swept, profile: corners, center: center, fan: fan, window: window)
            }
            guard let columns, solidBins.add(columns) else { continue }
            solids.append(swept)
        }
    }

    @inline(__always)
    private mutating func sweepPrism<Window: VerticalWindow>(
        _ swept: inout SweptSolid, corners: UnsafePointer<SIMD2<Float>>, count: Int, center: SIMD2<Float>,
        radius: Float,
        view: SweepView, fan: ColumnFan, window: Window
    ) -> ColumnRanges? {
        let outline = turn(corners, count: count, center: center, view: view)
        let nearest = fan.nearest(outline, count)
        swept.nearest = nearest.inverse
        let farthest = fan.inverseFarthest(center, radius)
        guard window.samples(bottom: swept.bottom, top: swept.top, nearest: nearest.inverse, farthest: farthest)
        else { return nil }
        let extremes = addEdges(outline, count)
        swept.firstEdge = Int32(edges.count - count)
        swept.frontCount = Int16(extremes.frontCount)
        swept.backCount = Int16(count - extremes.frontCount)
        if extremes.frontCount == 0 { return fan.allColumns }
        return fan.columns(right: extremes.right, left: extremes.left)
    }

    @inline(__always)
    private mutating func sweepPanel<Window: VerticalWindow>(
        _ swept: inout SweptSolid, corners: UnsafePointer<SIMD2<Float>>, isTwoSided: Bool, center: SIMD2<Float>,
        radius: Float, view: SweepView, fan: ColumnFan, window: Window
    ) -> ColumnRanges? {
        let start = center + view.turned(corners[0].x, corners[0].y)
        let end = center + view.turned(corners[1].x, corners[1].y)
        let area = start.x * end.y - start.y * end.x
        guard area < 0 || isTwoSided else { return nil }
        let outline = turn(corners, count: 2, center: center, view: view)
        swept.nearest = fan.nearest(outline, 2).inverse
        let farthest = fan.inverseFarthest(center, radius)
        guard window.samples(bottom: swept.bottom, top: swept.top, nearest: swept.nearest, farthest: farthest)
        else { return nil }
        swept.isReversed = area > 0
        let (right, left) = area < 0 ? (end, start) : (start, end)
        swept.firstEdge = Int32(edges.count)
        swept.frontCount = 1
        edges.append(SweptEdge(from: start, to: end, area: area, side: swept.isReversed ? 1 : 0))
        // Two more rows: directions to the right of the left end and to the left of the right end give positive values.
        edges.append(SweptEdge(a: left.y, b: -left.x, distance: 0, side: 0))
        edges.append(SweptEdge(a: -right.y, b: right.x, distance: 0, side: 0))
        return fan.columns(right: right, left: left)
    }

    @inline(__always)
    private mutating func sweepRound<Window: VerticalWindow>(
        _ swept: inout SweptSolid, profile: UnsafePointer<SIMD2<Float>>, center: SIMD2<Float>, fan: ColumnFan,
        window: Window
    ) -> ColumnRanges? {
        let (a, b, c, radius) = (profile[0].x, profile[0].y, profile[1].x, profile[1].y)
        let squared = center.x * center.x + center.y * center.y
        let reach = radius * radius
        let isInside = squared <= reach * 1.0001
        // Right on the circle neither view is sound.
        if isInside && squared > reach * 0.9999 { return nil }
        swept.nearest = fan.inverseNearest(center, radius)
        let farthest = fan.inverseFarthest(center, radius)
        guard window.samples(bottom: swept.bottom, top: swept.top, nearest: swept.nearest, farthest: farthest)
        else { return nil }
        let lifted = a - b * swept.bottom + c * swept.bottom * swept.bottom
        let constant = squared - lifted
        guard constant > 1e-6 else { return nil }
        swept.firstEdge = Int32(rounds.count)
        rounds.append(
            SweptRound(
                x: center.x, y: center.y, a: lifted, b: b - 2 * c * swept.bottom, c: c, radiusSquared: reach,
                constant: constant, inverseConstant: 1 / constant))
        if isInside { return fan.allColumns }
        let tangent = (squared - reach).squareRoot()
        let right = SIMD2(center.x * tangent + center.y * radius, center.y * tangent - center.x * radius)
        let left = SIMD2(center.x * tangent - center.y * radius, center.y * tangent + center.x * radius)
        return fan.columns(right: right, left: left)
    }

    /// Takes in the ground pieces of `store` that the columns of `fan` may see; `tones` gives height by tone.
    mutating func collectPatches<Window: VerticalWindow>(
        _ store: SceneStore, rows: Range<Int>, heights: UnsafePointer<Float>, view: SweepView, fan: ColumnFan,
        window: Window
    ) {
        guard window.looksDown else { return }
        for row in rows {
            let patch = store.patches.start[row]
            let center = view.turned(Float(patch.x - view.x), Float(patch.y - view.y))
            guard fan.mayReach(center, radius: patch.radius, far: view.far) else { continue }
            let height = heights[Int(patch.tone)] - view.height
            let farthest = fan.inverseFarthest(center, patch.radius)
            guard height < 0,
                window.samples(
                    bottom: height, top: height, nearest: fan.inverseNearest(center, patch.radius), farthest: farthest)
            else { continue }
            let count = Int(patch.cornerCount)
            let outline = turn(
                store.corners.start + Int(patch.firstCorner), count: count, center: center, view: view)
            let nearest = fan.nearest(outline, count).inverse
            guard window.samples(bottom: height, top: height, nearest: nearest, farthest: farthest) else { continue }
            let extremes = addEdges(outline, count)
            let columns =
                extremes.frontCount == 0 ? fan.allColumns : fan.columns(right: extremes.right, left: extremes.left)
            guard patchBins.add(columns) else { continue }
            patches.append(
                SweptPatch(
                    firstEdge: Int32(edges.count - count), frontCount: Int16(extremes.frontCount),
                    backCount: Int16(count - extremes.frontCount), tone: Int32(patch.tone), height: height,
                    nearest: nearest))
        }
    }

    /// Corners in the sensor's frame, in scratch memory.
    @inline(__always)
    private mutating func turn(
        _ corners: UnsafePointer<SIMD2<Float>>, count: Int, center: SIMD2<Float>, view: SweepView
    ) -> UnsafeMutablePointer<SIMD2<Float>> {
        turnedCorners.reserve(count + 1)
        let outline = turnedCorners.start
        for index in 0..<count { outline[index] = center + view.turned(corners[index].x, corners[index].y) }
        outline[count] = outline[0]
        return outline
    }

    /// Adds the sides of a counter-clockwise outline (closed by a repeated first corner), those that face the sensor
    /// first, and finds its extreme corners.
    @inline(__always)
    private mutating func addEdges(_ outline: UnsafePointer<SIMD2<Float>>, _ count: Int)
        -> (frontCount: Int, right: SIMD2<Float>, left: SIMD2<Float>)
    {
        edges.reserve(edges.count + count)
        let rows = edges.start + edges.count
        var front = 0
        var back = count
        var (right, left) = (outline[0], outline[0])
        for side in 0..<count {
            let (start, end) = (outline[side], outline[side + 1])
            let area = start.x * end.y - start.y * end.x
            let edge = SweptEdge(from: start, to: end, area: area, side: Int32(side))
            // Which sides face the sensor cannot be foreseen: no branches.
            let isFront = area < 0
            back -= isFront ? 0 : 1
            rows[isFront ? front : back] = edge
            front += isFront ? 1 : 0
            right = right.x * start.y - right.y * start.x < 0 ? start : right
            left = left.x * start.y - left.y * start.x > 0 ? start : left
        }
        edges.count += count
        return (front, right, left)
    }
}

extension SweptEdge {
    /// The side from `start` to `end`; `area` is their cross product (negative if the side faces the sensor).
    @inline(__always)
    init(from start: SIMD2<Float>, to end: SIMD2<Float>, area: Float, side: Int32) {
        // A side seen exactly edge-on covers no column; any finite numbers will do.
        let inverse = 1 / (area.magnitude < 1e-12 ? (area < 0 ? -1e-12 : 1e-12) : area)
        let (x, y) = (end.x - start.x, end.y - start.y)
        a = y * inverse
        b = -x * inverse
        distance = area.magnitude / (x * x + y * y).squareRoot()
        self.side = side
    }
}
