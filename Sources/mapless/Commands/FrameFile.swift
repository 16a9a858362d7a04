import Drawing
import DrivingInterface
import Fields
import Foundation
import Launching

/// One sensor frame in a file, by what the file's name ends in.
struct FrameFile {
    let frame: SensorFrame
    let mount: MountInfo
    /// Row of the array that PNG, NPY and CSV hold.
    let array: Int

    /// - Throws: `LaunchFailure` for an unknown ending, or an array that has no such form.
    func write(to path: String) throws {
        if path.hasSuffix(".osi.json") {
            let text = JSONText.write(try OSIFrame.json(frame, of: mount))
            return try OutputFile.write(Data((text + "\n").utf8), to: path)
        }
        switch path.split(separator: ".").last.map(String.init) {
        case "png": try writePicture(to: path)
        case "npy": try OutputFile.write(NumpyFile.data(frame.arrays[array]), to: path)
        case "csv": try OutputFile.write(Data(FrameText.csv(frame.arrays[array], mount.arrays[array]).utf8), to: path)
        case "json":
            try OutputFile.write(Data((JSONText.write(FrameText.json(frame, of: mount)) + "\n").utf8), to: path)
        default: throw LaunchFailure(.usage, "'\(path)' ends in none of .png, .npy, .csv, .json, .osi.json")
        }
    }

    private func writePicture(to path: String) throws {
        let values = frame.arrays[array]
        guard values.shape.count == 3, values.shape[2] == 3, let bytes = values.uint8 else {
            throw LaunchFailure(
                .usage, "'\(mount.arrays[array].name)' of '\(mount.name)' is no picture; use .npy, .csv or .json")
        }
        do {
            let surface = try PixelSurface(width: values.shape[1], height: values.shape[0])
            surface.withPixels { pixels in
                for index in 0..<(values.shape[0] * values.shape[1]) {
                    let (red, green, blue) = (bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2])
                    pixels[index] = 0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
                }
            }
            try surface.writePNG(to: path)
        } catch let failure as DrawingFailure {
            throw LaunchFailure(.setUp, "\(failure)")
        }
    }
}

/// NumPy's file format, version 1.0.
enum NumpyFile {
    static func data(_ array: FrameArray) -> Data {
        let shape = array.shape.map { "\($0)," }.joined(separator: " ")
        var header = "{'descr': '\(type(array))', 'fortran_order': False, 'shape': (\(shape)), }"
        let padding = (64 - (10 + header.utf8.count + 1) % 64) % 64
        header += String(repeating: " ", count: padding) + "\n"
        var data = Data([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
        data.append(UInt8(header.utf8.count & 0xFF))
        data.append(UInt8(header.utf8.count >> 8))
        data.append(Data(header.utf8))
        array.withUnsafeBytes { data.append(contentsOf: $0) }
        return data
    }

    private static func type(_ array: FrameArray) -> String {
        switch array.elements {
        case .uint8: return "|u1"
        case .int16: return "<i2"
        case .uint16: return "<u2"
        case .int32: return "<i4"
        case .float32: return "<f4"
        case .float64: return "<f8"
        }
    }
}
