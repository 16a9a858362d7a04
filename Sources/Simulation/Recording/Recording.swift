import DrivingInterface
import Fields
import Geometry
import Scenarios

/// A finished run as a small file: what it was made of, every answer of the driver, and the state hash of every tick.
///
/// Layout: a line `mapless-run 1`, a line of JSON (the header), then records: `C` tick, vehicle, command; `H` first
/// tick, count, hashes; `E` hash of all bytes before it. Numbers are little-endian. Making the run again from scenario,
/// variant and seed, with the recorded answers, must give the recorded hashes.
public struct Recording: Sendable {
    static let magic = "mapless-run 1"

    public var identity: RunIdentity
    public var tickMicroseconds: Int64
    /// Ticks between two decisions.
    public var decisionTicks: Int64
    /// Answers in order of time, then vehicle.
    public var answers: [Answer] = []
    /// State hash after each tick, from tick 1 on.
    public var hashes: [UInt64] = []

    /// One answer of the driver of one vehicle.
    public struct Answer: Sendable {
        public var tick: Int64
        public var vehicle: Int
        public var command: DrivingCommand
    }

    public init(identity: RunIdentity, tickMicroseconds: Int64, decisionTicks: Int64) {
        self.identity = identity
        self.tickMicroseconds = tickMicroseconds
        self.decisionTicks = decisionTicks
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        for answer in answers {
            writer.write(UInt8(ascii: "C"))
            writer.write(UInt32(answer.tick))
            writer.write(UInt8(answer.vehicle))
            CommandCoding.write(answer.command, to: &writer)
        }
        writer.write(UInt8(ascii: "H"))
        writer.write(UInt32(hashes.count))
        hashes.forEach { writer.write($0) }
        let head = Array("\(Self.magic)\n\(JSONText.write(header))\n".utf8)
        let content = head + writer.bytes
        var end = ByteWriter()
        end.write(UInt8(ascii: "E"))
        end.write(content.withUnsafeBufferPointer { StableHash.of(bytes: $0) })
        return content + end.bytes
    }

    /// Reads a file's bytes.
    /// - Throws: `RecordingProblem` if they are no whole recording.
    public init(bytes: [UInt8]) throws {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, String(decoding: lines[0], as: UTF8.self) == Self.magic else {
            throw RecordingProblem("this is not a recorded run (its first line is not '\(Self.magic)')")
        }
        self = try RecordingHeader.recording(String(decoding: lines[1], as: UTF8.self))
        guard bytes.count >= 9 else { throw RecordingProblem("the recording is cut off") }
        var end = ByteReader(bytes[(bytes.count - 8)...])
        let expected = bytes[..<(bytes.count - 9)].withUnsafeBufferPointer { StableHash.of(bytes: $0) }
        guard bytes[bytes.count - 9] == UInt8(ascii: "E"), (try? end.read(UInt64.self)) == expected else {
            throw RecordingProblem("the recording is cut off or damaged (its checksum does not fit)")
        }
        try readRecords(bytes[lines[2].startIndex..<(bytes.count - 9)])
    }

    private mutating func readRecords(_ bytes: ArraySlice<UInt8>) throws {
        var reader = ByteReader(bytes)
        do {
            while !reader.isAtEnd {
                switch try reader.read(UInt8.self) {
                case UInt8(ascii: "C"):
                    let tick = Int64(try reader.read(UInt32.self))
                    let vehicle = Int(try reader.read(UInt8.self))
                    answers.append(
                        Answer(tick: tick, vehicle: vehicle, command: try CommandCoding.read(from: &reader)))
                case UInt8(ascii: "H"):
                    let count = Int(try reader.read(UInt32.self))
                    guard count <= reader.remaining / 8 else { throw ByteReader.Truncated() }
                    for _ in 0..<count { hashes.append(try reader.read(UInt64.self)) }
                case let kind: throw RecordingProblem("an unknown record of kind \(kind)")
                }
            }
        } catch is ByteReader.Truncated {
            throw RecordingProblem("the recording is cut off")
        }
    }

    private var header: JSONValue { RecordingHeader.json(self) }
}
