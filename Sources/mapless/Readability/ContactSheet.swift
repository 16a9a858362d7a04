import Drawing
import Foundation
import Geometry

/// Cells of a contact sheet: what one camera shows of every thing at every distance in every light.
struct ContactSheet {
    struct Cell {
        var exhibit: Exhibit
        var distance: Double
        var light: ExhibitCamera.Light
    }

    let camera: ExhibitCamera
    let exhibits: [Exhibit]

    private static let ink = Colour(0x202020)
    private static let lights = ExhibitCamera.Light.allCases

    /// One row per thing, with its name; columns by light and distance.
    func write(to path: String, cellSize: Double = 104) throws {
        let (margin, names, gap) = (26.0, 210.0, 4.0)
        var list = DisplayList()
        for (row, exhibit) in exhibits.enumerated() {
            let top = margin + Double(row) * (cellSize + gap)
            list.text(Label(exhibit.name, at: Vector2(6, top + cellSize / 2), size: 11, colour: Self.ink))
            for (column, cell) in cells(of: exhibit).enumerated() {
                let left = names + Double(column) * (cellSize + gap)
                if row == 0 {
                    let title = "\(cell.light.rawValue), \(Int(cell.distance)) m"
                    list.text(Label(title, at: Vector2(left + 4, margin / 2), size: 11, colour: Self.ink, isBold: true))
                }
                draw(cell, at: Vector2(left, top), size: cellSize, into: &list)
            }
        }
        try OutputFile.makeFolder(of: path)
        try PictureFile.write(
            list, width: Int(names + 9 * (cellSize + gap)),
            height: Int(margin + Double(exhibits.count) * (cellSize + gap)),
            background: .white, to: path)
    }

    /// Pages of shuffled cells that have numbers only, and `key.csv` that says what they show.
    func writeTrial(to folder: String, seed: UInt64) throws {
        let stream = RandomStream(seed: seed, purpose: RandomPurpose("readability.trial"))
        var cells = exhibits.flatMap { self.cells(of: $0) }
        for index in cells.indices.dropFirst().reversed() {
            cells.swapAt(index, stream.integer(below: index + 1, index))
        }
        var key = "id,thing,distance,light\n"
        for (number, cell) in cells.enumerated() {
            key += "\(number + 1),\"\(cell.exhibit.name)\",\(Int(cell.distance)),\(cell.light.rawValue)\n"
        }
        try OutputFile.write(Data(key.utf8), to: folder + "/key.csv")
        for first in stride(from: 0, to: cells.count, by: 30) {
            let page = Array(cells[first..<min(first + 30, cells.count)])
            try writePage(page, from: first + 1, to: folder + "/page-\(String(1001 + first / 30).dropFirst()).png")
        }
    }

    private func writePage(_ cells: [Cell], from number: Int, to path: String) throws {
        let (size, pitch) = (190.0, Vector2(200, 212))
        var list = DisplayList()
        for (index, cell) in cells.enumerated() {
            let corner = Vector2(8 + Double(index % 6) * pitch.x, 4 + Double(index / 6) * pitch.y)
            draw(cell, at: corner + Vector2(0, 18), size: size, into: &list)
            list.text(Label("\(number + index)", at: corner + Vector2(2, 9), size: 13, colour: Self.ink, isBold: true))
        }
        try PictureFile.write(
            list, width: Int(8 + 6 * pitch.x), height: Int(8 + 5 * pitch.y), background: .white, to: path)
    }

    private func cells(of exhibit: Exhibit) -> [Cell] {
        Self.lights.flatMap { light in
            ExhibitCamera.distances.map { Cell(exhibit: exhibit, distance: $0, light: light) }
        }
    }

    private func draw(_ cell: Cell, at corner: Vector2, size: Double, into list: inout DisplayList) {
        let image = camera.look(at: cell.exhibit, distance: cell.distance, light: cell.light)
        let scale = size / Double(image.width)
        list.image(image, at: corner, scale: scale, smooth: scale < 1)
    }
}
