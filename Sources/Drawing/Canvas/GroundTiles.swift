import Geometry

/// What does not move, kept as square tiles of pixels, so that following a car costs a copy instead of a drawing.
///
/// Tiles lie north up. A turned view is made from an upright one that is then turned as a whole, so that no seams show.
/// Belongs to one thread.
public final class GroundTiles {
    private struct Tile {
        var column: Int
        var row: Int
        var surface: PixelSurface
        var lastUse: Int
    }

    /// Edge of a tile, pixels.
    private static let edge = 512
    /// About 1 MB each.
    private static let mostTiles = 80

    private var picture: FramePicture
    private var pixelsPerMetre = 0.0
    private var tiles: [Tile] = []
    private var upright: PixelSurface?
    private var uses = 0

    public init(_ picture: FramePicture) { self.picture = picture }

    /// Tiles in memory.
    public var count: Int { tiles.count }

    /// Draws the ground of a view over a whole surface.
    /// - Throws: `DrawingFailure` if cairo runs out of memory.
    public func draw(_ picture: FramePicture, view: MapCamera, on surface: PixelSurface) throws {
        prepare(picture, pixelsPerMetre: view.pixelsPerMetre)
        guard view.up != .pi / 2 else { return try drawUpright(view, on: surface) }
        // Twice the farthest corner, rounded up to even so that middles coincide.
        let reach = Vector2(Double(view.width), Double(view.height)).length / 2
        let edge = 2 * Int(reach + 2)
        var square = view
        (square.width, square.height, square.up) = (edge, edge, .pi / 2)
        let exact = square.center
        square = square.snapped
        if upright?.width != edge { upright = try PixelSurface(width: edge, height: edge) }
        guard let upright else { return }
        try drawUpright(square, on: upright)
        let middle = Vector2(Double(edge) / 2, Double(edge) / 2)
        let missed = (exact - square.center) * view.pixelsPerMetre
        let turn = PlaneTransform.translation(-middle - Vector2(missed.x, -missed.y))
            .then(.rotation(view.up - .pi / 2))
            .then(.translation(Vector2(Double(view.width) / 2, Double(view.height) / 2)))
        try CairoCanvas.copy(upright, onto: surface, through: turn)
    }

    /// Draws at most one tile beside the view, for when there is time; true if it did.
    public func drawAhead(_ picture: FramePicture, view: MapCamera) throws -> Bool {
        prepare(picture, pixelsPerMetre: view.pixelsPerMetre)
        let needed = span(of: view, margin: GroundTiles.edge / 2)
        for row in needed.rows {
            for column in needed.columns where tiles.allSatisfy({ $0.column != column || $0.row != row }) {
                _ = try tile(column, row)
                return true
            }
        }
        return false
    }

    private func prepare(_ picture: FramePicture, pixelsPerMetre: Double) {
        if pixelsPerMetre != self.pixelsPerMetre || picture.palette != self.picture.palette
            || picture.sun != self.picture.sun
        {
            tiles.removeAll()
        }
        self.picture = picture
        self.pixelsPerMetre = pixelsPerMetre
    }

    /// The view's upper left corner in whole pixels of the world at this zoom, y down.
    private func corner(of view: MapCamera) -> (x: Int, y: Int) {
        let center = view.center * pixelsPerMetre
        return (
            Int((center.x - Double(view.width) / 2).rounded()), Int((-center.y - Double(view.height) / 2).rounded())
        )
    }

    private func span(of view: MapCamera, margin: Int) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        let (x, y) = corner(of: view)
        func tile(_ pixel: Int) -> Int { (Double(pixel) / Double(GroundTiles.edge)).rounded(.down).exactInt }
        return (
            tile(x - margin)...tile(x + view.width - 1 + margin), tile(y - margin)...tile(y + view.height - 1 + margin)
        )
    }

    private func drawUpright(_ view: MapCamera, on surface: PixelSurface) throws {
        let (x, y) = corner(of: view)
        let needed = span(of: view, margin: 0)
        for row in needed.rows {
            for column in needed.columns {
                try CairoCanvas.copy(
                    tile(column, row), onto: surface, column: column * GroundTiles.edge - x,
                    row: row * GroundTiles.edge - y)
            }
        }
    }

    private func tile(_ column: Int, _ row: Int) throws -> PixelSurface {
        uses += 1
        if let index = tiles.firstIndex(where: { $0.column == column && $0.row == row }) {
            tiles[index].lastUse = uses
            return tiles[index].surface
        }
        if tiles.count >= GroundTiles.mostTiles,
            let oldest = tiles.indices.min(by: { tiles[$0].lastUse < tiles[$1].lastUse })
        {
            tiles.remove(at: oldest)
        }
        let edge = Double(GroundTiles.edge)
        let middle = Vector2((Double(column) + 0.5) * edge, -(Double(row) + 0.5) * edge) / pixelsPerMetre
        let view = MapCamera(
            center: middle, pixelsPerMetre: pixelsPerMetre, width: GroundTiles.edge, height: GroundTiles.edge)
        let surface = try PixelSurface(width: GroundTiles.edge, height: GroundTiles.edge)
        try CairoCanvas.draw(picture.ground(view), on: surface, background: picture.palette.ground)
        tiles.append(Tile(column: column, row: row, surface: surface, lastUse: uses))
        return surface
    }
}

extension Double {
    /// The whole number, 0 if it is out of range.
    fileprivate var exactInt: Int { Int(exactly: self) ?? 0 }
}
