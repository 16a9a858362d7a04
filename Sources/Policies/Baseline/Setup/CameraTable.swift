import DrivingInterface
import Geometry

/// A front camera's view of the road, worked out once: a sparse set of pixels, where each looks at the ground, and how
/// wide a lane line appears there.
struct CameraTable: Sendable {
    /// One pixel that looks at the ground, driving coordinates of the ego frame.
    struct Sample: Sendable {
        /// Of the pixel's red byte.
        var offset: Int32
        /// Bytes to the pixels that lie beside a lane line if this one lies on it.
        var reach: Int32
        var x: Float
        var y: Float
        /// Azimuth bin and distance of the point from the middle of the horizon scan; bin -1 where the scan does not look.
        var bin: Int32
        var distance: Float

        /// Whether nothing that the scan shows stands before the point.
        @inline(__always)
        func isOpen(_ free: UnsafeBufferPointer<Float>) -> Bool { bin < 0 || distance < free[Int(bin)] }
    }

    /// Ground samples, row by row from near to far.
    let samples: [Sample]
    let mount: Int
    let camera: PinholeCamera
    let mirror: Mirror

    /// Metres ahead between which the ground is sampled.
    struct Range: Sendable {
        var near: Double
        var far: Double
    }

    /// nil if the mount is no camera.
    init?(_ info: MountInfo, row: Int, mirror: Mirror, range: Range, horizon: HorizonLayout) {
        guard let camera = PinholeCamera(info), camera.width >= 32, camera.height >= 16 else { return nil }
        self.camera = camera
        self.mirror = mirror
        mount = row
        samples = CameraTable.samples(camera, mirror, range, horizon)
    }

    /// Whether a picture shows anything: a blank one is the same all over.
    func shows(_ picture: CameraFrame) -> Bool {
        guard picture.rgb.count == camera.width * camera.height * 3, let first = picture.rgb.first else { return false }
        var (low, high) = (first, first)
        for index in stride(from: 0, to: picture.rgb.count, by: max(1, picture.rgb.count / 997)) {
            low = min(low, picture.rgb[index])
            high = max(high, picture.rgb[index])
        }
        return high - low > 6
    }

    private static func samples(
        _ camera: PinholeCamera, _ mirror: Mirror, _ range: Range, _ horizon: HorizonLayout
    ) -> [Sample] {
        var samples: [Sample] = []
        var last = 0.0
        for row in (0..<camera.height).reversed() {
            let middle = camera.groundPoint(camera.centerX, Double(row) + 0.5, limit: 200)
            guard let middle, middle.x >= range.near, middle.x <= range.far, middle.x - last >= 0.3 else { continue }
            last = middle.x
            let pixelsPerMetre = camera.focalX / (middle.x - camera.egoFromCamera.position.x)
            let step = max(1, Int(0.16 * pixelsPerMetre))
            let reach = Int((0.30 * pixelsPerMetre).rounded(.up)) + 1
            // Symmetric about the middle, so that a mirrored picture is sampled at mirrored places.
            let half = camera.width / 2
            for aside in stride(from: step / 2, to: half - reach, by: step) {
                for column in [half - 1 - aside, half + aside] {
                    guard let point = camera.groundPoint(Double(column) + 0.5, Double(row) + 0.5, limit: 200),
                        point.y.magnitude < 14
                    else { continue }
                    let place = mirror.point(point)
                    let (bin, distance) = horizon.polar(of: place)
                    samples.append(
                        Sample(
                            offset: Int32((row * camera.width + column) * 3), reach: Int32(reach * 3),
                            x: Float(place.x), y: Float(place.y), bin: Int32(bin ?? -1), distance: Float(distance)))
                }
            }
        }
        return samples
    }
}
