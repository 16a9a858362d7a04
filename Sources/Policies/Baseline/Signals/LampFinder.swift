import DrivingInterface
import Geometry

/// A burning signal lamp in a picture.
struct Lamp: BitwiseCopyable {
    enum Colour: UInt8, BitwiseCopyable {
        case none, red, yellow, green
    }

    var colour = Colour.none
    /// Where it is, judged by its size: ego frame, driving coordinates, metres.
    var position = Vector3.zero
    /// Where the camera is.
    var eye = Vector3.zero
    /// Where that camera looks: unit vector.
    var axis = Vector2(1, 0)
    /// Pixels that it is high, and its width over its height.
    var size = 0.0
    var aspect = 1.0
    var shape = LampShape()
}

/// Finds burning signal lamps: saturated discs above the horizon with two dark lenses above or below them.
struct LampFinder {
    static let most = 16
    /// Diameter of a lens, metres.
    private static let diameter = 0.3

    private let rgb: UnsafeBufferPointer<UInt8>
    private let camera: PinholeCamera
    private let mirror: Mirror

    /// - Returns: how many lamps were found.
    static func find(_ picture: CameraFrame, _ table: CameraTable, into lamps: UnsafeMutableBufferPointer<Lamp>) -> Int
    {
        guard picture.width == table.camera.width, picture.height == table.camera.height else { return 0 }
        return picture.rgb.withUnsafeBufferPointer { rgb in
            LampFinder(rgb: rgb, camera: table.camera, mirror: table.mirror).find(into: lamps)
        }
    }

    private func find(into lamps: UnsafeMutableBufferPointer<Lamp>) -> Int {
        // Lamps are higher than the camera and no higher than 30° above it.
        let horizon = min(camera.height, max(0, Int(camera.centerY)))
        let top = max(0, horizon - Int(0.58 * camera.focalY))
        let step = camera.focalX > 600 ? 3 : 2
        var count = 0
        for row in stride(from: top, to: horizon, by: step) {
            for column in stride(from: step / 2, to: camera.width, by: step) {
                let colour = colour(row, column)
                guard colour != .none, let lamp = measured(colour, row, column) else { continue }
                let isKnown = lamps[..<count].contains { ($0.position - lamp.position).length < 0.25 * lamp.position.x }
                guard !isKnown, count < lamps.count else { continue }
                lamps[count] = lamp
                count += 1
            }
        }
        return count
    }

    /// The colour of lamp that a pixel shows.
    @inline(__always)
    private func colour(_ row: Int, _ column: Int) -> Lamp.Colour {
        let offset = (row * camera.width + column) * 3
        let (red, green, blue) = (rgb[offset], rgb[offset + 1], rgb[offset + 2])
        if red > 225, blue < 120 { return green < 120 ? .red : green > 140 && green < 230 ? .yellow : .none }
        return green > 215 && red < 130 && blue > 90 && blue < 230 ? .green : .none
    }

    /// Extent of the disc that holds a pixel; nil if it is no lamp.
    private func measured(_ colour: Lamp.Colour, _ row: Int, _ column: Int) -> Lamp? {
        let tall = run(colour, row, column, down: 1, right: 0)
        let middle = (tall.low + tall.high) / 2
        let wide = run(colour, middle, column, down: 0, right: 1)
        let center = (wide.low + wide.high) / 2
        let whole = run(colour, middle, center, down: 1, right: 0)
        let (height, width) = (whole.high - whole.low + 1, wide.high - wide.low + 1)
        guard height >= 2, height <= 60, Double(width) > 0.5 * Double(height), width <= 2 * height,
            let shown = housed(colour, row: Double(whole.low + whole.high) / 2, column: center, height: Double(height))
        else { return nil }
        let distance = camera.focalY * LampFinder.diameter / Double(height)
        let u = Double(wide.low + wide.high + 1) / 2
        let v = Double(whole.low + whole.high + 1) / 2
        let place = camera.egoFromCamera.position + camera.direction(u, v) * distance
        let seen = mirror.point(place.horizontal)
        let eye = mirror.point(camera.egoFromCamera.position.horizontal)
        let axis = mirror.point(camera.direction(camera.centerX, camera.centerY).horizontal)
        return Lamp(
            colour: shown, position: Vector3(seen.x, seen.y, place.z),
            eye: Vector3(eye.x, eye.y, camera.egoFromCamera.position.z), axis: axis.normalized, size: Double(height),
            aspect: Double(width) / Double(height), shape: shape(colour, whole, wide))
    }

    /// What a box of rows and columns shows of a colour.
    private func shape(
        _ colour: Lamp.Colour, _ rows: (low: Int, high: Int), _ columns: (low: Int, high: Int)
    ) -> LampShape {
        var shape = LampShape()
        for row in rows.low...rows.high {
            for column in columns.low...columns.high {
                shape.add(
                    isLit: self.colour(row, column) == colour, right: 2 * column - columns.low - columns.high,
                    down: 2 * row - rows.low - rows.high)
            }
        }
        return shape
    }

    /// First and last row (or column) of the same colour through a pixel.
    private func run(_ colour: Lamp.Colour, _ row: Int, _ column: Int, down: Int, right: Int) -> (low: Int, high: Int) {
        var (low, high) = (0, 0)
        func holds(_ step: Int) -> Bool {
            let (r, c) = (row + down * step, column + right * step)
            return r >= 0 && c >= 0 && r < camera.height && c < camera.width && self.colour(r, c) == colour
        }
        while low > -60, holds(low - 1) { low -= 1 }
        while high < 60, holds(high + 1) { high += 1 }
        let start = down != 0 ? row : column
        return (start + low, start + high)
    }

    /// What a head shows whose burning lens was found; nil if the other lenses are not dark.
    private func housed(_ colour: Lamp.Colour, row: Double, column: Int, height: Double) -> Lamp.Colour? {
        func lens(_ number: Double) -> Int { Int((row + 1.15 * height * number).rounded()) }
        switch colour {
        case .red:
            let next = lens(1)
            return (isDark(next, column) || next < camera.height && self.colour(next, column) == .yellow)
                && isDark(lens(2), column) ? .red : nil
        case .yellow:
            let above = lens(-1)
            if above >= 0, self.colour(above, column) == .red { return .red }
            return isDark(above, column) && isDark(lens(1), column) ? .yellow : nil
        case .green: return isDark(lens(-1), column) && isDark(lens(-2), column) ? .green : nil
        case .none: return nil
        }
    }

    private func isDark(_ row: Int, _ column: Int) -> Bool {
        guard row >= 0, row < camera.height else { return false }
        let offset = (row * camera.width + column) * 3
        return max(rgb[offset], rgb[offset + 1], rgb[offset + 2]) < 85
    }
}
