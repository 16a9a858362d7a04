import Optics

/// A picture in blocks of eight by eight pixels: what blurred light is made of. Reuse it from frame to frame.
struct CoarsePicture {
    private(set) var columns = 0
    private(set) var rows = 0
    /// Row by row: red, green, blue, and nothing.
    private(set) var blocks: [SIMD4<Float>] = []
    private var blurred: [SIMD4<Float>] = []

    /// Takes over the mean of each block of what exceeds `floor`, up to `ceiling`.
    /// - Returns: whether anything does.
    mutating func take(_ picture: LinearPicture, above floor: Float, upTo ceiling: Float) -> Bool {
        (columns, rows) = (picture.stripCount, (picture.height + 7) / 8)
        if blocks.count != columns * rows {
            blocks = Array(repeating: SIMD4(), count: columns * rows)
            blurred = blocks
        }
        var isEmpty = true
        picture.light.withUnsafeBufferPointer { light in
            for row in 0..<rows {
                let lines = row * 8..<min(picture.height, row * 8 + 8)
                for column in 0..<columns {
                    var sums = (NoiseLanes(), NoiseLanes(), NoiseLanes())
                    for line in lines {
                        let cell = (line * columns + column) * 3
                        sums.0 += CoarsePicture.excess(light[cell], floor, ceiling)
                        sums.1 += CoarsePicture.excess(light[cell + 1], floor, ceiling)
                        sums.2 += CoarsePicture.excess(light[cell + 2], floor, ceiling)
                    }
                    let block = SIMD4(sums.0.sum(), sums.1.sum(), sums.2.sum(), 0) * (0.125 / Float(lines.count))
                    if block.max() > 1e-4 { isEmpty = false }
                    blocks[row * columns + column] = block
                }
            }
        }
        return !isEmpty
    }

    @inline(__always)
    private static func excess(_ light: NoiseLanes, _ floor: Float, _ ceiling: Float) -> NoiseLanes {
        let limited = light.replacing(with: ceiling, where: light .> ceiling) - floor
        return limited.replacing(with: 0, where: limited .< 0)
    }

    /// Blurs with a symmetric kernel in both directions; beyond the edges it goes on as at the edge.
    /// - Parameter half: the kernel's middle and its right half.
    mutating func blur(_ half: [Float]) {
        let (columns, rows) = (columns, rows)
        func convolve(
            _ source: UnsafeMutablePointer<SIMD4<Float>>, into target: UnsafeMutablePointer<SIMD4<Float>>, step: Int
        ) {
            for row in 0..<rows {
                for column in 0..<columns {
                    let index = row * columns + column
                    let (place, count) = step == 1 ? (column, columns) : (row, rows)
                    var sum = source[index] * half[0]
                    for offset in 1..<half.count {
                        let before = source[index - min(offset, place) * step]
                        let after = source[index + min(offset, count - 1 - place) * step]
                        sum += (before + after) * half[offset]
                    }
                    target[index] = sum
                }
            }
        }
        blocks.withUnsafeMutableBufferPointer { blocks in
            blurred.withUnsafeMutableBufferPointer { blurred in
                convolve(blocks.baseAddress!, into: blurred.baseAddress!, step: 1)
                convolve(blurred.baseAddress!, into: blocks.baseAddress!, step: columns)
            }
        }
    }

    /// Blends in another one of the same size.
    mutating func mix(with other: CoarsePicture, own: Float, other share: Float) {
        for index in blocks.indices { blocks[index] = blocks[index] * own + other.blocks[index] * share }
    }

    /// Light around a place, in pixels; between the middles of blocks linear, beyond the edges as at the edge.
    func light(_ column: Float, _ row: Float) -> SIMD4<Float> {
        let (x, y) = (
            min(Float(columns - 1), max(0, column / 8 - 0.5)), min(Float(rows - 1), max(0, row / 8 - 0.5))
        )
        let (left, top) = (Int(x), Int(y))
        let (right, bottom) = (min(columns - 1, left + 1), min(rows - 1, top + 1))
        let (u, v) = (x - Float(left), y - Float(top))
        let above = blocks[top * columns + left] * (1 - u) + blocks[top * columns + right] * u
        let below = blocks[bottom * columns + left] * (1 - u) + blocks[bottom * columns + right] * u
        return above * (1 - v) + below * v
    }

    /// Adds the blocks to a picture of the same size, smoothly.
    func add(to picture: inout LinearPicture) {
        let offsets = NoiseLanes(-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5) * 0.125
        let before = NoiseLanes().replacing(with: -offsets, where: offsets .< 0)
        let after = NoiseLanes().replacing(with: offsets, where: offsets .> 0)
        let middle = 1 - before - after
        let (columns, rows, height) = (columns, rows, picture.height)
        blocks.withUnsafeBufferPointer { blocks in
            picture.light.withUnsafeMutableBufferPointer { light in
                for line in 0..<height {
                    let y = min(Float(rows - 1), max(0, (Float(line) + 0.5) / 8 - 0.5))
                    let (top, v) = (Int(y), y - y.rounded(.down))
                    let bottom = min(rows - 1, top + 1)
                    func block(_ column: Int) -> SIMD4<Float> {
                        let column = min(columns - 1, max(0, column))
                        return blocks[top * columns + column] * (1 - v) + blocks[bottom * columns + column] * v
                    }
                    var (left, here) = (block(0), block(0))
                    for column in 0..<columns {
                        let right = block(column + 1)
                        if (left + here + right).max() > 1e-3 {
                            let cell = (line * columns + column) * 3
                            for channel in 0..<3 {
                                light[cell + channel] +=
                                    before * left[channel] + middle * here[channel] + after * right[channel]
                            }
                        }
                        (left, here) = (here, right)
                    }
                }
            }
        }
    }
}
