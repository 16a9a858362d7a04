import Geometry

/// How a camera moves while it takes a picture: what blurs it and shears it.
///
/// The motion of the vehicle at the picture's time is held for as long as the picture takes; what it looks at counts as
/// standing still. The picture's time is the middle of the exposure of its middle row.
public struct CameraMotion: Sendable, Hashable {
    /// Over the ground, in the camera's frame, ahead and to the left, m/s.
    public var velocity: Vector2
    /// Counter-clockwise, rad/s.
    public var yawRate: Double
    /// Seconds that each row is exposed, and from the exposure of the first row to that of the last.
    public var exposure: Double
    public var readout: Double

    public init(velocity: Vector2, yawRate: Double, exposure: Double, readout: Double) {
        self.velocity = velocity
        self.yawRate = yawRate
        self.exposure = exposure
        self.readout = readout
    }

    /// Seen from a camera whose axis is turned counter-clockwise against this one's.
    func turned(by yaw: Double) -> CameraMotion {
        var turned = self
        turned.velocity = velocity.rotated(by: -yaw)
        return turned
    }

    /// Motions that move no pixel, not even in the lower corners, farther than this are not looked at, pixels.
    private static let leastWay = 2.0

    /// Whether some pixel of an upright picture moves noticeably while it is taken.
    func isVisible(_ camera: UprightCamera, height: Double) -> Bool {
        let duration = max(exposure, readout / 2)
        let slopes = [0.5, Double(camera.width) - 0.5].map { ($0 - camera.principalColumn) / camera.focalLength }
        let side = max(slopes[0].magnitude, slopes[1].magnitude)
        let fall = max(0, (Double(camera.height) - camera.principalRow) / camera.focalLength)
        // Nothing is nearer than the ground at the lower edge, or a few metres.
        let inverse = max(0.2, fall / height)
        let turn = yawRate.magnitude * (1 + side * side)
        let across = turn + inverse * (velocity.y.magnitude + side * velocity.x.magnitude)
        let down = fall * (velocity.x.magnitude * inverse + yawRate.magnitude * side)
        return max(across, down) * camera.focalLength * duration > CameraMotion.leastWay
    }
}

/// Where the pixels of an upright picture of a standing world go while its camera moves.
struct MotionField {
    private let focal: Float
    private let principalColumn: Float
    private let principalRow: Float
    private let ahead: Float
    private let leftward: Float
    private let yawRate: Float
    /// Seconds.
    private let exposure: Float
    private let readout: Float

    init(_ motion: CameraMotion, _ camera: UprightCamera) {
        focal = Float(camera.focalLength)
        (principalColumn, principalRow) = (Float(camera.principalColumn), Float(camera.principalRow))
        (ahead, leftward) = (Float(motion.velocity.x), Float(motion.velocity.y))
        (yawRate, exposure, readout) = (Float(motion.yawRate), Float(motion.exposure), Float(motion.readout))
    }

    /// Pixels per second, to the right and down, of what stands at an inverse depth.
    @inline(__always)
    private func velocity(_ column: Float, _ row: Float, _ inverseDepth: Float) -> SIMD2<Float> {
        let side = (principalColumn - column) / focal
        let approach = ahead * inverseDepth - yawRate * side
        return SIMD2(
            focal * (leftward * inverseDepth + yawRate - side * approach), (row - principalRow) * approach)
    }

    /// Whether eight pixels of the upright picture itself stay where they are, for what they or their surroundings show.
    @inline(__always)
    func isStill(_ row: Int, _ strip: Int, share: Float, in pixels: PixelGrid) -> Bool {
        let column = Float(strip * laneCount)
        let (left, right) = ((principalColumn - column) / focal, (principalColumn - column - 8) / focal)
        let side = max(left.magnitude, right.magnitude)
        let nearest = pixels.nearestAround(column, Float(row))
        let approach = ahead.magnitude * nearest + yawRate.magnitude * side
        let across = focal * (leftward.magnitude * nearest + yawRate.magnitude + side * approach)
        let speed = max(across, (Float(row) + 0.5 - principalRow).magnitude * approach)
        return speed * exposure < 0.75 && speed * readout * (share - 0.5).magnitude < 0.1
    }

    /// Writes eight pixels of the upright picture itself.
    func write(_ row: Int, _ strip: Int, share: Float, in pixels: PixelGrid, to cell: UnsafeMutablePointer<Lanes>) {
        for lane in 0..<laneCount {
            let sample = RemappedLinearCamera.Sample(
                target: 0, column: Float(strip * laneCount + lane) + 0.5, row: Float(row) + 0.5, width: 1, height: 1)
            let light = light(sample, share: share, in: pixels)
            for channel in 0..<3 { cell[channel][lane] = light[channel] }
        }
    }

    /// Mean light of a box of the picture over the exposure of its row.
    ///
    /// What is much nearer than the box and comes near it passes over it for a part of the exposure; the rest of the time
    /// it shows what is there itself.
    /// - Parameter share: of the camera's picture that lies above the row, 0–1.
    @inline(__always)
    func light(_ sample: RemappedLinearCamera.Sample, share: Float, in pixels: PixelGrid) -> SIMD4<Float> {
        let here = pixels.pixel(sample.column, sample.row)
        let nearest = pixels.nearestAround(sample.column, sample.row)
        let time = (share - 0.5) * readout
        if nearest > 1.5 * here.w + 0.005 {
            return overtaken(sample, by: nearest, here.w, time: time, in: pixels)
        }
        let speed = velocity(sample.column, sample.row, here.w)
        let way = speed * exposure
        let middle = SIMD2(sample.column, sample.row) - speed * time
        let length = max(way.x.magnitude, way.y.magnitude)
        guard length > 0.25 else { return pixels.mean(around: middle, sample.width, sample.height) }
        // Boxes in a row along the way, each as long as the step to the next.
        let count = min(12, Int(length) + 1)
        let step = way / Float(count)
        let (width, height) = (
            MotionField.side(sample.width, way.x, step.x), MotionField.side(sample.height, way.y, step.y)
        )
        var sum = SIMD4<Float>()
        var place = middle - step * (Float(count - 1) * 0.5)
        for _ in 0..<count {
            sum += pixels.mean(around: place, width, height)
            place += step
        }
        return sum / Float(count)
    }

    /// Side of the boxes that a way is made of: a step, so that together they fill the way, unless the way is shorter than
    /// the pixel itself.
    @inline(__always)
    private static func side(_ pixel: Float, _ way: Float, _ step: Float) -> Float {
        way.magnitude >= pixel ? step.magnitude : pixel
    }

    /// Of a box at an inverse depth that something nearer may pass over.
    /// - Parameter time: seconds from the picture's time to the middle of the exposure.
    private func overtaken(
        _ sample: RemappedLinearCamera.Sample, by nearest: Float, _ inverseDepth: Float, time: Float,
        in pixels: PixelGrid
    ) -> SIMD4<Float> {
        let place = SIMD2(sample.column, sample.row)
        let (own, other) = (
            velocity(place.x, place.y, inverseDepth), velocity(place.x, place.y, nearest)
        )
        let apart = (other - own) * max(exposure, time.magnitude)
        let ownWay = own * exposure
        let behind = pixels.mean(
            around: place - own * time, max(sample.width, ownWay.x.magnitude), max(sample.height, ownWay.y.magnitude))
        guard max(apart.x.magnitude, apart.y.magnitude) > 0.25 else { return behind }
        let way = other * exposure
        let count = min(24, 2 * Int(max(way.x.magnitude, way.y.magnitude)) + 4)
        let step = way / Float(count)
        let (width, height) = (
            MotionField.side(sample.width, way.x, step.x), MotionField.side(sample.height, way.y, step.y)
        )
        // A box that the nearer thing covers in part counts as its own.
        let least = inverseDepth + 0.12 * (nearest - inverseDepth)
        var sum = SIMD4<Float>()
        var from = place - other * time - step * (Float(count - 1) * 0.5)
        for _ in 0..<count {
            let seen = pixels.mean(around: from, width, height)
            sum += seen.w > least ? seen : behind
            from += step
        }
        return sum / Float(count)
    }
}
