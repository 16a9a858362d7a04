import DrivingInterface
import Geometry

/// A policy's answer as bytes; the belief, which moves nothing, is left out.
enum CommandCoding {
    /// Points of one trajectory at most; more make a recording unreadable on purpose.
    static let longestTrajectory = 10_000

    static func write(_ command: DrivingCommand, to writer: inout ByteWriter) {
        switch command.motion {
        case .controls(.angle(let angle), let acceleration):
            writer.write(UInt8(0))
            writer.write(angle)
            writer.write(acceleration)
        case .controls(.rate(let rate), let acceleration):
            writer.write(UInt8(1))
            writer.write(rate)
            writer.write(acceleration)
        case .trajectory(let points):
            writer.write(UInt8(2))
            writer.write(UInt32(points.count))
            for point in points {
                for number in [point.time, point.pose.position.x, point.pose.position.y, point.pose.yaw, point.speed] {
                    writer.write(number)
                }
            }
        }
        writer.write(command.indicator.rawValue)
        writer.write(UInt8(command.horn ? 1 : 0))
        writer.write(command.mode.rawValue)
    }

    static func read(from reader: inout ByteReader) throws -> DrivingCommand {
        let motion: MotionCommand
        switch try reader.read(UInt8.self) {
        case 0: motion = .controls(steering: .angle(try reader.readDouble()), acceleration: try reader.readDouble())
        case 1: motion = .controls(steering: .rate(try reader.readDouble()), acceleration: try reader.readDouble())
        case 2: motion = .trajectory(try points(from: &reader))
        case let kind: throw RecordingProblem("a command of unknown kind \(kind)")
        }
        guard let indicator = Indicator(rawValue: try reader.read(UInt8.self)) else {
            throw RecordingProblem("an unknown indicator")
        }
        let horn = try reader.read(UInt8.self) != 0
        guard let mode = DrivingMode(rawValue: try reader.read(UInt8.self)) else {
            throw RecordingProblem("an unknown driving mode")
        }
        return DrivingCommand(motion, indicator: indicator, horn: horn, mode: mode)
    }

    private static func points(from reader: inout ByteReader) throws -> [TrajectoryPoint] {
        let count = Int(try reader.read(UInt32.self))
        guard count <= longestTrajectory else { throw RecordingProblem("a trajectory of \(count) points") }
        return try (0..<count).map { _ in
            let time = try reader.readDouble()
            let (x, y, yaw) = (try reader.readDouble(), try reader.readDouble(), try reader.readDouble())
            return TrajectoryPoint(time: time, pose: Pose2(x: x, y: y, yaw: yaw), speed: try reader.readDouble())
        }
    }
}

/// What is wrong with a recording, in words.
public struct RecordingProblem: Error, Sendable {
    public var message: String
    public init(_ message: String) { self.message = message }
}
