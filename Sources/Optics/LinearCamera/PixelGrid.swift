/// A picture pixel by pixel: red, green, blue, and 1 / depth where it is known.
struct PixelGrid {
    let width: Int
    let height: Int
    /// Numbers from one row to the next.
    let pitch: Int
    let pixels: UnsafePointer<SIMD4<Float>>
    /// Largest 1 / depth in and around blocks of eight by eight pixels, row by row.
    let nearest: UnsafePointer<Float>

    /// Blocks to each side of a pixel's that are looked at for something nearer.
    static let blocksAround = 2

    /// The largest 1 / depth around a place.
    @inline(__always)
    func nearestAround(_ column: Float, _ row: Float) -> Float {
        let (x, y) = (Int(max(0, min(Float(width) - 1, column))), Int(max(0, min(Float(height) - 1, row))))
        return nearest[y / laneCount * (pitch / laneCount) + x / laneCount]
    }

    /// The pixel at a place; the nearest one beyond the edges.
    @inline(__always)
    func pixel(_ column: Float, _ row: Float) -> SIMD4<Float> {
        let (x, y) = (Int(max(0, min(Float(width) - 1, column))), Int(max(0, min(Float(height) - 1, row))))
        return pixels[y * pitch + x]
    }

    /// Mean of a box, which is moved into the grid and made smaller where it is larger.
    @inline(__always)
    func mean(around middle: SIMD2<Float>, _ wantedWidth: Float, _ wantedHeight: Float) -> SIMD4<Float> {
        let (boxWidth, boxHeight) = (min(wantedWidth, Float(width) - 1), min(wantedHeight, Float(height) - 1))
        let x0 = max(0, min(middle.x - boxWidth * 0.5, Float(width) - boxWidth - 0.001))
        let y0 = max(0, min(middle.y - boxHeight * 0.5, Float(height) - boxHeight - 0.001))
        let (x1, y1) = (x0 + boxWidth, y0 + boxHeight)
        let (first, last) = (Int(x0), Int(x1))
        if boxWidth <= 1 && boxHeight <= 1 {
            // Two by two pixels at most.
            let corner = pixels + Int(y0) * pitch + first
            let right = max(0, x1 - Float(first + 1))
            let below = max(0, y1 - Float(Int(y0) + 1))
            let (left, above) = (boxWidth - right, boxHeight - below)
            let upper = corner[0] * left + corner[1] * right
            let lower = corner[pitch] * left + corner[pitch + 1] * right
            return (upper * above + lower * below) * (1 / (boxWidth * boxHeight))
        }
        var sum = SIMD4<Float>()
        for row in Int(y0)...Int(y1) {
            let line = pixels + row * pitch
            var part = SIMD4<Float>()
            for column in first...last {
                part += line[column] * (min(x1, Float(column + 1)) - max(x0, Float(column)))
            }
            sum += part * (min(y1, Float(row + 1)) - max(y0, Float(row)))
        }
        return sum * (1 / (boxWidth * boxHeight))
    }
}

extension LinearMemory {
    /// A copy of a picture pixel by pixel.
    mutating func pixels(of picture: LinearPicture) -> PixelGrid {
        let (strips, height) = (picture.stripCount, picture.height)
        // Boxes at the lower right reach one row and one pixel farther, with no weight.
        pixelGrid.reserve(strips * laneCount * (height + 1) + 1)
        let target = pixelGrid.start
        let hasDepths = !picture.inverseDepths.isEmpty
        picture.light.withUnsafeBufferPointer { light in
            picture.inverseDepths.withUnsafeBufferPointer { depths in
                for cell in 0..<(strips * height) {
                    let (red, green, blue) = (light[cell * 3], light[cell * 3 + 1], light[cell * 3 + 2])
                    let inverse = hasDepths ? depths[cell] : Lanes()
                    for lane in 0..<laneCount {
                        target[cell * laneCount + lane] = SIMD4(red[lane], green[lane], blue[lane], inverse[lane])
                    }
                }
            }
        }
        (target + strips * laneCount * height).update(repeating: SIMD4(), count: strips * laneCount + 1)
        return PixelGrid(
            width: picture.width, height: height, pitch: strips * laneCount, pixels: target,
            nearest: nearest(of: picture))
    }

    /// Largest 1 / depth in and around blocks of a picture; nothing where depths are unknown.
    private mutating func nearest(of picture: LinearPicture) -> UnsafePointer<Float> {
        let (columns, rows) = (picture.stripCount, (picture.height + laneCount - 1) / laneCount)
        nearestBlocks.reserve(2 * columns * rows)
        let (result, passed) = (nearestBlocks.start, nearestBlocks.start + columns * rows)
        guard !picture.inverseDepths.isEmpty else { return UnsafePointer(result) }
        for row in 0..<rows {
            for column in 0..<columns {
                var most = Lanes()
                for line in row * laneCount..<min(picture.height, (row + 1) * laneCount) {
                    most = lanesMax(most, picture.inverseDepths[line * columns + column])
                }
                result[row * columns + column] = highestLane(most)
            }
        }
        LinearMemory.spread(result, into: passed, columns, rows, step: 1)
        LinearMemory.spread(passed, into: result, columns, rows, step: columns)
        return UnsafePointer(result)
    }

    /// The largest of each block and its neighbours along a row or a column.
    private static func spread(
        _ source: UnsafeMutablePointer<Float>, into target: UnsafeMutablePointer<Float>, _ columns: Int, _ rows: Int,
        step: Int
    ) {
        let reach = PixelGrid.blocksAround
        for row in 0..<rows {
            for column in 0..<columns {
                let (place, count) = step == 1 ? (column, columns) : (row, rows)
                var most: Float = 0
                for near in max(0, place - reach)...min(count - 1, place + reach) {
                    most = max(most, source[row * columns + column + (near - place) * step])
                }
                target[row * columns + column] = most
            }
        }
    }
}

extension LinearPicture {
    /// Puts pixels one by one: for each of `count` samples its light goes to its target.
    @inline(__always)
    mutating func put(
        _ count: Int, sample: (Int) -> RemappedLinearCamera.Sample,
        light: (RemappedLinearCamera.Sample, _ row: Int) -> SIMD4<Float>
    ) {
        let (width, strips) = (width, stripCount)
        self.light.withUnsafeMutableBytes { bytes in
            let target = bytes.baseAddress!.assumingMemoryBound(to: Float.self)
            for index in 0..<count {
                let sample = sample(index)
                let (row, column) = Int(sample.target).quotientAndRemainder(dividingBy: width)
                let colour = light(sample, row)
                let cell = (row * strips + column / laneCount) * 3 * laneCount + column % laneCount
                (target[cell], target[cell + laneCount], target[cell + 2 * laneCount]) = (colour.x, colour.y, colour.z)
            }
        }
    }
}
