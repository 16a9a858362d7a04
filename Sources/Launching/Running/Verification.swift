import DrivingInterface
import Foundation
import Geometry
import Simulation
import World

/// Runs the same run several ways and compares the state hash of every tick: repeated, on other threads beside copies of
/// itself, and restored from a snapshot in the middle.
public struct Verification: Sendable {
    private let ready: ReadyRun

    public init(ready: ReadyRun) { self.ready = ready }

    /// What came out.
    public struct Verdict: Sendable {
        public var isEqual: Bool
        /// For a person.
        public var sentence: String
        public var stateHash: UInt64

        public init(isEqual: Bool, sentence: String, stateHash: UInt64) {
            self.isEqual = isEqual
            self.sentence = sentence
            self.stateHash = stateHash
        }
    }

    /// - Parameter repeats: runs in all besides the threaded and the restored one, ≥ 1.
    public func verdict(repeats: Int) -> Verdict {
        let first = ready.finishHashed()
        for number in stride(from: 1, to: repeats, by: 1) {
            let other = ready.finishHashed()
            if let verdict = difference(first, other, "run \(number + 1)") { return verdict }
        }
        for (number, other) in threaded(2).enumerated() {
            if let verdict = difference(first, other, "thread \(number + 1)") { return verdict }
        }
        if let verdict = difference(first, restored(atTick: Int64(first.hashes.count / 2)), "the restored run") {
            return verdict
        }
        let hash = HashText.hex(first.hashes.last ?? 0)
        return Verdict(
            isEqual: true,
            sentence: "\(first.hashes.count) ticks, \(repeats) runs, 2 threads, 1 snapshot; state hash \(hash)",
            stateHash: first.hashes.last ?? 0)
    }

    private func threaded(_ count: Int) -> [HashedRun] {
        let results = ResultBox(count: count)
        DispatchQueue.concurrentPerform(iterations: count) { results.set($0, ready.finishHashed()) }
        return results.values
    }

    /// Runs to a tick, keeps the state, runs on, goes back, and runs on again.
    private func restored(atTick tick: Int64) -> HashedRun {
        var loop = ready.loop()
        loop.hashEveryTick()
        while loop.simulation.state.clock.tick < tick, loop.advance() {}
        let snapshot = loop.simulation.state
        let hashes = loop.simulation.tickHashes
        while loop.advance() {}
        var again = ready.loop()
        again.hashEveryTick()
        again.restore(snapshot)
        again.run()
        return HashedRun(hashes: hashes + again.simulation.tickHashes, answers: loop.answers)
    }

    private func difference(_ first: HashedRun, _ other: HashedRun, _ name: String) -> Verdict? {
        guard first.hashes != other.hashes else { return nil }
        let index = zip(first.hashes, other.hashes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let tick = (index ?? min(first.hashes.count, other.hashes.count)) + 1
        let time = Double(tick) * ready.start.clock.tickDuration
        return Verdict(
            isEqual: false,
            sentence: "\(name) leaves the first run at tick \(tick) (t = \(time) s)\(cause(first, other, tick))",
            stateHash: first.hashes.last ?? 0)
    }

    /// Whether the driver's own answers differed before the state did.
    private func cause(_ first: HashedRun, _ other: HashedRun, _ tick: Int) -> String {
        let pairs = zip(first.answers, other.answers).prefix { Int($0.0.tick) < tick }
        let differs = pairs.contains { $0.0.command.motion != $0.1.command.motion }
        return differs ? "; the policy answered differently to the same observations" : ""
    }
}

/// Hashes and answers of a run.
struct HashedRun: Sendable {
    var hashes: [UInt64]
    var answers: [Recording.Answer]
}

extension ReadyRun {
    /// Drives to the end with the state hashed after every tick.
    func finishHashed() -> HashedRun {
        var loop = loop()
        loop.hashEveryTick()
        loop.run()
        return HashedRun(hashes: loop.simulation.tickHashes, answers: loop.answers)
    }
}

/// Results of threads, each written once, by index.
private final class ResultBox: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [HashedRun?]

    init(count: Int) { results = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ run: HashedRun) { lock.withLock { results[index] = run } }

    var values: [HashedRun] { results.compactMap { $0 } }
}
