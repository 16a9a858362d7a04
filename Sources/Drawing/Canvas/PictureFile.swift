import CCairo

/// Writes pictures to files by what the file's name ends in.
public enum PictureFile {
    /// Endings that are understood.
    public static let endings = ["png", "svg", "pdf"]

    /// Draws a list into a file.
    /// - Parameters:
    ///   - width, height: size of the list, pixels (in SVG and PDF: points).
    ///   - scale: pixels per unit of the list, PNG only.
    /// - Throws: `DrawingFailure` for an unknown ending, a file that cannot be written, or a missing library.
    public static func write(
        _ list: DisplayList, width: Int, height: Int, scale: Double = 1, background: Colour, to path: String
    ) throws {
        guard pen_open() else { throw DrawingFailure.noLibrary }
        switch ending(of: path) {
        case "png":
            let surface = try PixelSurface(
                width: Int(Double(width) * scale), height: Int(Double(height) * scale))
            try CairoCanvas.draw(list, on: surface, scale: scale, background: background)
            try surface.writePNG(to: path)
        case "svg":
            try write(list, background, to: path, pen_svg_surface(path, Double(width), Double(height)))
        case "pdf":
            try write(list, background, to: path, pen_pdf_surface(path, Double(width), Double(height)))
        case let other:
            throw DrawingFailure(
                "cannot make a picture named '\(path)': '\(other)' is none of \(endings.joined(separator: ", "))")
        }
    }

    private static func write(
        _ list: DisplayList, _ background: Colour, to path: String, _ surface: OpaquePointer?
    ) throws {
        guard let surface else { throw DrawingFailure("cannot write '\(path)'") }
        defer { pen_surface_destroy(surface) }
        try CairoCanvas.draw(list, onFile: surface, background: background)
        guard pen_surface_finish(surface) else { throw DrawingFailure("cannot write '\(path)'") }
    }

    private static func ending(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }
}
