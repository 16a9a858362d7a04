import CCairo
import Geometry

/// Draws display lists with cairo: on pixels, or into SVG and PDF files.
public struct CairoCanvas {
    private let context: OpaquePointer
    /// The surface in memory, if that is what is drawn on.
    private let surface: PixelSurface?
    /// Device pixels per pixel of the list.
    private let scale: Double

    /// Draws a list over what is on the surface.
    /// - Parameters:
    ///   - surface: keeps what it holds where nothing is painted.
    ///   - scale: device pixels per unit of the list (2 for double resolution).
    ///   - background: painted first; nil for nothing.
    /// - Throws: `DrawingFailure` if cairo runs out of memory.
    public static func draw(
        _ list: DisplayList, on surface: PixelSurface, scale: Double = 1, background: Colour? = nil
    ) throws {
        guard let context = pen_create(surface.handle) else { throw DrawingFailure("cairo cannot draw here") }
        defer { pen_destroy(context) }
        let canvas = CairoCanvas(context: context, surface: surface, scale: scale)
        if let background { canvas.clear(background) }
        try canvas.draw(list)
    }

    /// Draws one surface on another, its upper left pixel at a whole pixel: the cheap way to show a kept layer.
    public static func copy(_ source: PixelSurface, onto target: PixelSurface, column: Int, row: Int) throws {
        guard let context = pen_create(target.handle) else { throw DrawingFailure("cairo cannot draw here") }
        defer { pen_destroy(context) }
        pen_draw_image(context, source.handle, Double(column), Double(row), false)
    }

    /// Draws one surface on another through a transform from source pixels to target pixels.
    public static func copy(_ source: PixelSurface, onto target: PixelSurface, through transform: PlaneTransform) throws
    {
        guard let context = pen_create(target.handle) else { throw DrawingFailure("cairo cannot draw here") }
        defer { pen_destroy(context) }
        pen_transform(context, transform.matrix)
        pen_draw_image(context, source.handle, 0, 0, true)
    }

    static func draw(_ list: DisplayList, onFile handle: OpaquePointer, background: Colour?) throws {
        guard let context = pen_create(handle) else { throw DrawingFailure("cairo cannot draw here") }
        defer { pen_destroy(context) }
        let canvas = CairoCanvas(context: context, surface: nil, scale: 1)
        if let background { canvas.clear(background) }
        try canvas.draw(list)
    }

    private func clear(_ colour: Colour) {
        pen_clear(context, Double(colour.red), Double(colour.green), Double(colour.blue), Double(colour.opacity))
    }

    private func draw(_ list: DisplayList) throws {
        pen_save(context)
        pen_transform(context, PlaneTransform.scale(scale, scale).matrix)
        for item in list.items { try draw(item, of: list) }
        pen_restore(context)
        guard pen_is_well(context) else { throw DrawingFailure("cairo could not finish the picture") }
    }

    private func draw(_ item: DisplayList.Item, of list: DisplayList) throws {
        switch item {
        case .fill(let span, let paint):
            setPath(span, of: list)
            set(paint)
            pen_fill(context)
        case .stroke(let span, let paint, let stroke):
            setPath(span, of: list)
            set(paint)
            draw(stroke)
        case .text(let label): draw(label)
        case .image(let image, let corner, let unit, let smooth):
            try draw(image, at: corner, unit: unit, smooth: smooth)
        case .points(let cloud): draw(cloud)
        case .save: pen_save(context)
        case .restore: pen_restore(context)
        case .transform(let transform): pen_transform(context, transform.matrix)
        case .clip(let span):
            setPath(span, of: list)
            pen_clip(context)
        case .beginLayer: pen_begin_layer(context)
        case .endLayer(let opacity): pen_end_layer(context, opacity)
        }
    }

    private func setPath(_ span: DisplayList.PathSpan, of list: DisplayList) {
        pen_new_path(context)
        list.verbs.withUnsafeBufferPointer { verbs in
            list.points.withUnsafeBytes { points in
                guard let firstVerb = verbs.baseAddress, let firstPoint = points.baseAddress else { return }
                pen_append_path(
                    context, firstVerb + Int(span.verbs.lowerBound), span.verbs.count,
                    firstPoint.assumingMemoryBound(to: Double.self) + 2 * Int(span.points.lowerBound))
            }
        }
    }

    private func set(_ paint: Paint) {
        switch paint {
        case .colour(let colour): set(colour)
        case .linear(let from, let to, let first, let last):
            pen_set_linear_fade(context, from.x, from.y, to.x, to.y, first.components, last.components)
        case .radial(let center, let radius, let first, let last):
            pen_set_radial_fade(context, center.x, center.y, radius, first.components, last.components)
        }
    }

    private func set(_ colour: Colour) {
        pen_set_colour(context, Double(colour.red), Double(colour.green), Double(colour.blue), Double(colour.opacity))
    }

    private func draw(_ stroke: Stroke) {
        let pixels = PlaneTransform(pen_current_transform(context)).lengthScale / scale
        let width = max(stroke.width, stroke.minimumPixels / max(pixels, 1e-9))
        pen_stroke(
            context, width, stroke.cap.rawValue, stroke.join.rawValue, stroke.dashes, Int32(stroke.dashes.count))
    }

    private func draw(_ label: Label) {
        let anchor = PlaneTransform(pen_current_transform(context)).apply(label.anchor)
        pen_save(context)
        defer { pen_restore(context) }
        pen_reset_transform(context)
        let size = label.size * scale
        pen_set_font(context, label.isMonospaced ? "DejaVu Sans Mono" : "DejaVu Sans", label.isBold, size)
        let extents = pen_text_extents(context, label.text)
        let share: Double
        switch label.alignment {
        case .leading: share = 0
        case .center: share = 0.5
        case .trailing: share = 1
        }
        // Digits and capitals of the font are 0.73 of its size high: their middle comes to the anchor.
        let (x, y) = (anchor.x - extents.advance * share, anchor.y + size * 0.365)
        if let halo = label.halo {
            pen_text_path(context, label.text, x, y)
            set(halo)
            pen_stroke(context, size * 0.28, 1, 1, nil, 0)
        }
        set(label.colour)
        pen_show_text(context, label.text, x, y)
    }

    private func draw(_ image: PixelImage, at corner: Vector2, unit: Double, smooth: Bool) throws {
        let source = try PixelSurface(image)
        pen_save(context)
        let placed = PlaneTransform.scale(unit, unit).then(.translation(corner))
        pen_transform(context, placed.matrix)
        pen_draw_image(context, source.handle, 0, 0, smooth)
        pen_restore(context)
    }
}

extension CairoCanvas {
    /// Dots are written into pixels directly (cairo takes 1 µs each); into files as small squares.
    private func draw(_ cloud: PointCloud) {
        let transform = PlaneTransform(pen_current_transform(context))
        let size = max(1, Int((Double(cloud.size) * scale).rounded()))
        guard let surface else { return drawAsSquares(cloud, transform: transform, size: Double(size)) }
        let (width, height, step) = (surface.width, surface.height, surface.bytesPerRow / 4)
        surface.withPixels { pixels in
            for (position, colour) in zip(cloud.positions, cloud.colours) {
                let place = transform.apply(position)
                guard place.x.magnitude < 1e6, place.y.magnitude < 1e6 else { continue }
                let (left, top) = (Int(place.x) - size / 2, Int(place.y) - size / 2)
                let (source, keep) = (colour.premultiplied, 256 - UInt32(colour.opacity * 256))
                // A dot may lie outside on any side: an empty range, not a reversed one.
                let (firstRow, firstColumn) = (max(0, top), max(0, left))
                for row in firstRow..<max(firstRow, min(height, top + size)) {
                    for column in firstColumn..<max(firstColumn, min(width, left + size)) {
                        let index = row * step + column
                        pixels[index] = CairoCanvas.blended(source, over: pixels[index], keep: keep)
                    }
                }
            }
        }
    }

    /// Two channels at a time: `keep` of 256 parts of the old pixel stay.
    private static func blended(_ source: UInt32, over target: UInt32, keep: UInt32) -> UInt32 {
        let odd = ((target >> 8) & 0x00FF_00FF) &* keep & 0xFF00_FF00
        let even = ((target & 0x00FF_00FF) &* keep >> 8) & 0x00FF_00FF
        return source &+ (odd | even)
    }

    private func drawAsSquares(_ cloud: PointCloud, transform: PlaneTransform, size: Double) {
        pen_save(context)
        pen_reset_transform(context)
        for (position, colour) in zip(cloud.positions, cloud.colours) {
            let place = transform.apply(position)
            let corners = [
                place.x, place.y, place.x + size, place.y, place.x + size, place.y + size, place.x, place.y + size,
            ]
            pen_new_path(context)
            pen_append_path(context, [0, 1, 1, 1, 3], 5, corners)
            set(colour)
            pen_fill(context)
        }
        pen_restore(context)
    }
}

extension Colour {
    fileprivate var components: [Double] { [Double(red), Double(green), Double(blue), Double(opacity)] }
}

extension PlaneTransform {
    var matrix: pen_matrix { pen_matrix(xx: xx, yx: yx, xy: xy, yy: yy, x0: x0, y0: y0) }

    init(_ matrix: pen_matrix) {
        self.init(xx: matrix.xx, yx: matrix.yx, xy: matrix.xy, yy: matrix.yy, x0: matrix.x0, y0: matrix.y0)
    }
}
