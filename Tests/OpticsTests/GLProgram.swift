import Foundation
import TestSupport

/// The shared reference program in OpenGL, built here: what a rasteriser shows of the shared scene.
struct GLProgram {
    static let (width, height) = (640, 360)

    /// A picture, red, green and blue, row by row from the top.
    typealias Picture = [UInt8]

    /// nil where the program cannot be built or finds no OpenGL; `reason` says why.
    static let shared: GLProgram? = try? built.get()

    /// Why there is no program.
    static var reason: String {
        if case .failure(let failure) = built { return failure.text }
        return ""
    }

    private struct Failure: Error {
        let text: String
    }

    private static let built: Result<GLProgram, Failure> = Result { () throws(Failure) in try GLProgram() }

    private let folder: URL

    private init() throws(Failure) {
        guard let shared = SharedFolder.path else { throw Failure(text: "MAPLESS_SHARED names no folder") }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapless-gl-\(UUID().uuidString)")
        let program = shared + "/bench/sensors/"
        do {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("ids"), withIntermediateDirectories: true)
            for name in ["boxes.csv", "paint.csv", "poses.csv"] {
                let text = try String(contentsOfFile: shared + "/data/sensor-scene/" + name, encoding: .utf8)
                try write(text, name)
                try write(name == "boxes.csv" ? GLProgram.numbered(text) : text, "ids/" + name)
            }
            for name in ["bench_gl.cpp", "scene.hpp"] {
                let text = try String(contentsOfFile: program + name, encoding: .utf8)
                try write(text, name)
                try write(GLProgram.unlit(text), "ids/" + name)
            }
        } catch {
            throw Failure(text: "the reference program cannot be copied: \(error.localizedDescription)")
        }
        for place in ["", "ids/"] {
            let built = run(
                "g++", ["-O1", "-std=c++17", "bench_gl.cpp", "-o", "bench_gl", "-lEGL", "-lGLESv2"], in: place)
            guard built == 0 else { throw Failure(text: "needs g++ libegl-dev libgles-dev") }
        }
        guard picture(ofPose: 0, of: "") != nil else { throw Failure(text: "needs libegl-mesa0 libgl1-mesa-dri") }
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    /// Light and fog as the program has them.
    func picture(ofPose pose: Int) -> Picture? { picture(ofPose: pose, of: "") }

    /// What every pixel shows, in bare colours: see `GLSurface`.
    func surfaces(ofPose pose: Int) -> Picture? { picture(ofPose: pose, of: "ids/") }

    private func picture(ofPose pose: Int, of place: String) -> Picture? {
        // The last of so many frames is that of the pose.
        let file = UUID().uuidString + ".ppm"
        let arguments = ["\(GLProgram.width)", "\(GLProgram.height)", "\(pose + 1)", "1", file]
        let program = folder.appendingPathComponent(place + "bench_gl").path
        guard run(program, arguments, in: place) == 0,
            let data = try? Data(contentsOf: folder.appendingPathComponent(place + file))
        else { return nil }
        let count = GLProgram.width * GLProgram.height * 3
        return data.count > count ? Picture(data.suffix(count)) : nil
    }

    private func run(_ program: String, _ arguments: [String], in place: String) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = folder.appendingPathComponent(place)
        var environment = ProcessInfo.processInfo.environment
        environment["LIBGL_ALWAYS_SOFTWARE"] = "1"
        environment["GALLIUM_DRIVER"] = "llvmpipe"
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The program without light and fog.
    private static func unlit(_ source: String) -> String {
        source.replacingOccurrences(
            of: "gl_FragColor=vec4(mix(fogc,vc*(0.4+0.6*d),f),1.0);", with: "gl_FragColor=vec4(vc,1.0);")
    }

    /// Boxes coloured by kind (0 or 1) and number.
    private static func numbered(_ table: String) -> String {
        table.split(separator: "\n").enumerated().map { row, line in
            var columns = line.split(separator: ",").map(String.init)
            guard row > 0, columns.count >= 15 else { return String(line) }
            columns[12] = columns[1] == "1" ? "255" : "254"
            columns[13] = String((row - 1) / 256)
            columns[14] = String((row - 1) % 256)
            return columns.joined(separator: ",")
        }.joined(separator: "\n") + "\n"
    }
}

/// What a pixel of `GLProgram.surfaces` shows.
enum GLSurface: Int, CaseIterable {
    case sky, ground, road, paint, building, vehicle

    init(red: UInt8, green: UInt8, blue: UInt8) {
        switch (red, green, blue) {
        case (255, 0...1, _): self = .vehicle
        case (254, 0...1, _): self = .building
        case (120, 120, 110): self = .ground
        case (60, 60, 64): self = .road
        case (235, 235, 230): self = .paint
        default: self = .sky
        }
    }
}
