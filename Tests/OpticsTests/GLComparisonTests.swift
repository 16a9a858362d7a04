import Geometry
import Launching
import RoadNetwork
import Testing

@testable import Optics

@Suite(
    "Agreement with OpenGL on the shared scene",
    .enabled(if: GLProgram.shared != nil, Comment(rawValue: GLProgram.reason)))
struct GLComparisonTests {
    @Test("At every pose 99 % of the pixels are within 8/255 of OpenGL's, and semantic masks overlap by 0.995")
    func picturesAgree() throws {
        let program = try #require(GLProgram.shared)
        let scene = try GLScene()
        #expect(scene.poses.count == 16)
        var overlaps = SemanticOverlap()
        for (number, pose) in scene.poses.enumerated() {
            let ours = scene.render(pose)
            let theirs = try #require(program.picture(ofPose: number))
            let surfaces = try #require(program.surfaces(ofPose: number))
            let comparison = PictureComparison(ours: ours, theirs: theirs, surfaces: surfaces)
            #expect(comparison.agreement >= 0.99, "pose \(number): \(comparison.agreement)")
            overlaps.add(ours.surfaces.map(\.classBits), surfaces)
        }
        for surface in GLSurface.allCases {
            #expect(overlaps.ofClass(surface) >= 0.995, "\(surface): \(overlaps.ofClass(surface))")
        }
    }

    @Test("A camera that is turned by half a degree, or light that is brighter by a tenth, does not agree")
    func comparisonCanFail() throws {
        let program = try #require(GLProgram.shared)
        let scene = try GLScene()
        let theirs = try #require(program.picture(ofPose: 3))
        let surfaces = try #require(program.surfaces(ofPose: 3))
        var turned = scene.poses[3]
        turned.yaw += 0.5 * .pi / 180
        var brighter = GLScene.light
        brighter.skyOnLevel = .init(0.46, 0.46, 0.46)
        for picture in [scene.render(turned), scene.render(scene.poses[3], light: brighter)] {
            let comparison = PictureComparison(ours: picture, theirs: theirs, surfaces: surfaces)
            #expect(comparison.agreement < 0.99, "\(comparison.agreement)")
        }
    }
}

/// The shared scene with the colours, heights, light and air of the OpenGL program.
struct GLScene {
    let poses: [Pose2]
    private let fixed: StaticScene
    private let moving: DynamicScene

    init() throws {
        var scene = try SensorScene(folder: SharedScene.folder)
        let paint = scene.map.paint
        scene.map.paint = []
        var builder = SceneBuilder()
        builder.add(scene.map)
        builder.addPatch(GLScene.square(800, 800), tone: GLScene.tone(.terrain, (120, 120, 110), height: 0), key: 0)
        for (row, center) in [-300.0, -180, -60, 60, 180, 300].enumerated() {
            let road = (60.0, 60.0, 64.0)
            builder.addPatch(
                GLScene.square(20, 620, Vector2(center, 0)), tone: GLScene.tone(.road, road, height: 0.001),
                key: UInt64(row + 1))
            builder.addPatch(
                GLScene.square(620, 20, Vector2(0, center)), tone: GLScene.tone(.road, road, height: 0.005),
                key: UInt64(row + 7))
        }
        for piece in paint {
            builder.addPatch(
                piece.outline, tone: GLScene.tone(.roadPaint, (235, 235, 230), height: 0.02), key: piece.randomKey + 20)
        }
        fixed = StaticScene(content: builder.finish())
        moving = DynamicScene(catalogue: scene.catalogue, fixed: fixed)
        moving.rebuild(scene.world, atTime: 0)
        poses = scene.poses
    }

    private static func square(_ length: Double, _ width: Double, _ center: Vector2 = .zero) -> ConvexPolygon {
        OrientedBox(center: center, yaw: 0, length: length, width: width).polygon
    }

    private static func tone(
        _ surfaceClass: SurfaceClass, _ colour: (Double, Double, Double), height: Float
    ) -> GroundTone {
        var tone = GroundTone(.asphalt, height: 0)
        (tone.red, tone.green, tone.blue) = (
            Float(colour.0 / 255), Float(colour.1 / 255), Float(colour.2 / 255)
        )
        (tone.height, tone.surfaceClass) = (height, surfaceClass)
        return tone
    }

    static let light: SceneLight = {
        func grey(_ level: Float) -> SceneLight.LinearRGB { SceneLight.LinearRGB(level, level, level) }
        let air = SceneLight.LinearRGB(0.7, 0.8, 0.9)
        return SceneLight(
            sunDirection: Vector3(0.4, 0.3, 0.866), sun: grey(0.6), skyOnLevel: grey(0.4), skyOnUpright: grey(0.4),
            horizon: air, zenith: air, extinction: 0.004, encoding: .linear)
    }()

    func render(_ pose: Pose2, light: SceneLight = GLScene.light) -> CameraImage {
        let camera = UprightCamera(
            width: GLProgram.width, height: GLProgram.height, horizontalFieldOfView: 100 * .pi / 180,
            farthestDepth: 400)
        var image = CameraImage()
        ColumnRenderer.render(
            camera, from: Viewpoint(position: Vector3(pose.position.x, pose.position.y, 1.4), yaw: pose.yaw),
            light: light, fixed: fixed, moving: moving, labels: true, into: &image, scratch: OpticsScratch())
        return image
    }
}

/// How far two pictures of one scene agree, pixel by pixel.
struct PictureComparison {
    private(set) var agreement = 0.0
    private let width = GLProgram.width
    private let height = GLProgram.height
    private let ours: CameraImage
    private let theirs: [UInt8]
    private let surfaces: [UInt8]

    init(ours: CameraImage, theirs: [UInt8], surfaces: [UInt8]) {
        (self.ours, self.theirs, self.surfaces) = (ours, theirs, surfaces)
        var count = 0
        for row in 0..<height {
            for column in 0..<width where agrees(row, column) { count += 1 }
        }
        agreement = Double(count) / Double(width * height)
    }

    /// Within 8/255; where the neighbourhood holds two instances, to any pixel of it.
    private func agrees(_ row: Int, _ column: Int) -> Bool {
        let pixel = row * width + column
        if isClose(pixel, pixel) { return true }
        let around = neighbours(row, column)
        guard
            around.contains(where: {
                instance($0) != instance(pixel) || ours.surfaces[$0].owner != ours.surfaces[pixel].owner
            })
        else { return false }
        return around.contains { isClose(pixel, $0) }
    }

    private func isClose(_ mine: Int, _ other: Int) -> Bool {
        (0..<3).allSatisfy { channel in
            (Int(ours.rgb[3 * mine + channel]) - Int(theirs[3 * other + channel])).magnitude <= 8
        }
    }

    /// Boxes are instances, everything on the ground is one.
    private func instance(_ pixel: Int) -> Int {
        let (red, green, blue) = (surfaces[3 * pixel], surfaces[3 * pixel + 1], surfaces[3 * pixel + 2])
        switch GLSurface(red: red, green: green, blue: blue) {
        case .building, .vehicle: return 2 + Int(green) << 8 + Int(blue)
        case .sky: return 0
        default: return 1
        }
    }

    private func neighbours(_ row: Int, _ column: Int) -> [Int] {
        (max(0, row - 1)...min(height - 1, row + 1)).flatMap { row in
            (max(0, column - 1)...min(width - 1, column + 1)).map { row * width + $0 }
        }
    }
}

/// Intersection over union of every class, over several pictures.
struct SemanticOverlap {
    private var intersections = [Int](repeating: 0, count: GLSurface.allCases.count)
    private var unions = [Int](repeating: 0, count: GLSurface.allCases.count)

    mutating func add(_ classes: [UInt8], _ surfaces: [UInt8]) {
        for pixel in classes.indices {
            let theirs = GLSurface(
                red: surfaces[3 * pixel], green: surfaces[3 * pixel + 1], blue: surfaces[3 * pixel + 2])
            let ours = SemanticOverlap.surface(SurfaceClass(rawValue: classes[pixel]))
            unions[theirs.rawValue] += 1
            if ours == theirs { intersections[ours.rawValue] += 1 } else { unions[ours.rawValue] += 1 }
        }
    }

    func ofClass(_ surface: GLSurface) -> Double {
        Double(intersections[surface.rawValue]) / Double(max(1, unions[surface.rawValue]))
    }

    private static func surface(_ surfaceClass: SurfaceClass?) -> GLSurface {
        switch surfaceClass {
        case .road: return .road
        case .roadPaint: return .paint
        case .building: return .building
        case .object: return .vehicle
        case .sky, nil: return .sky
        default: return .ground
        }
    }
}
