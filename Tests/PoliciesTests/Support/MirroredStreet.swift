import DrivingInterface
import Geometry

/// Left and right exchanged in everything that a driver gets.
enum MirroredStreet {
    static func episode(_ episode: EpisodeInfo) -> EpisodeInfo {
        var mirrored = episode
        mirrored.drivesOnRight.toggle()
        for index in mirrored.mounts.indices {
            let pose = episode.mounts[index].egoFromSensor
            let place = Vector3(pose.position.x, -pose.position.y, pose.position.z)
            mirrored.mounts[index].egoFromSensor = Pose3(
                place, yaw: -pose.yaw, pitch: pose.pitch, roll: -pose.roll)
        }
        return mirrored
    }

    static func observation(_ observation: Observation, _ mounts: [MountInfo]) -> Observation {
        var mirrored = observation
        let pose = observation.ego.poseSinceStart
        mirrored.ego.lateralAcceleration.negate()
        mirrored.ego.yawRate.negate()
        mirrored.ego.steeringAngle.negate()
        mirrored.ego.lastSteering.negate()
        mirrored.ego.poseSinceStart = Pose2(Vector2(pose.position.x, -pose.position.y), yaw: -pose.yaw)
        for index in mirrored.frames.indices {
            let kind = mounts[mirrored.frames[index].mount].kind
            mirrored.frames[index].arrays = mirrored.frames[index].arrays.enumerated().map { row, array in
                self.array(array, row: row, kind: kind)
            }
        }
        return mirrored
    }

    private static func array(_ array: FrameArray, row: Int, kind: String) -> FrameArray {
        switch array.elements {
        case .uint8(let rgb) where kind == "camera":
            return FrameArray(shape: array.shape, elements: .uint8(flipped(rgb, width: array.shape[1])))
        case .float32(let scan) where kind == "lidar":
            return FrameArray(shape: array.shape, elements: .float32(turned(scan, columns: array.shape[1])))
        case .float32(let azimuths) where kind == "radar" && row == 1:
            return FrameArray(shape: array.shape, elements: .float32(azimuths.map { -$0 }))
        default: return array
        }
    }

    private static func flipped(_ rgb: [UInt8], width: Int) -> [UInt8] {
        var result = rgb
        for pixel in 0..<(rgb.count / 3) {
            let other = pixel / width * width + width - 1 - pixel % width
            for channel in 0..<3 { result[other * 3 + channel] = rgb[pixel * 3 + channel] }
        }
        return result
    }

    /// Columns go once around, counter-clockwise from straight ahead.
    private static func turned(_ scan: [Float], columns: Int) -> [Float] {
        scan.indices.map { scan[$0 / columns * columns + (columns - $0 % columns) % columns] }
    }
}
