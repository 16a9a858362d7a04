import Foundation
import Geometry
import Launching
import TestSupport
import Testing
import World

@testable import Simulation

@Suite("The same inputs give the same bits")
struct DeterminismTests {
    private func hashes(_ ready: ReadyRun) -> [UInt64] {
        var loop = ready.loop()
        loop.hashEveryTick()
        loop.run()
        return loop.simulation.tickHashes
    }

    @Test("Two runs, and a run made ready anew, have equal hashes at every tick")
    func repeats() throws {
        let ready = try TestTown.run()
        let first = hashes(ready)
        #expect(first.count > 1000)
        #expect(first == hashes(ready))
        #expect(first == hashes(try TestTown.run()))
    }

    @Test("Another seed gives another run")
    func seeds() throws {
        #expect(hashes(try TestTown.run(seed: 1)).last != hashes(try TestTown.run()).last)
    }

    @Test("Runs with sensors beside each other on 2 and 7 threads agree with one alone", arguments: [2, 7])
    func threads(_ count: Int) throws {
        let ready = try TestTown.run(policy: "baseline", sensors: "small", text: Self.short)
        let expected = hashes(ready)
        #expect(expected.count > 400)
        let results = Results(count: count)
        DispatchQueue.concurrentPerform(iterations: count) { results.set($0, hashes(ready)) }
        for result in results.values { #expect(result == expected) }
    }

    private static let short = TestTown.text.replacingOccurrences(of: "time_limit: 12 s", with: "time_limit: 5 s")

    @Test(
        "A run restored at every 50th tick goes on as if nothing had happened, driver and sensors included",
        arguments: ["oracle", "baseline"])
    func snapshots(policy: String) throws {
        let ready = try TestTown.run(
            policy: policy, sensors: "small", text: policy == "oracle" ? TestTown.text : Self.short)
        let expected = hashes(ready)
        var loop = ready.loop()
        loop.hashEveryTick()
        var restored = 0
        while loop.advance() {
            let tick = Int(loop.simulation.state.clock.tick)
            // A decision is taken every tenth tick and finishes it.
            guard tick % 50 == 1 else { continue }
            var other = ready.loop()
            other.hashEveryTick()
            other.restore(loop.simulation.state)
            let decisions = tick == 401 ? Int.max : 8
            for _ in 0..<decisions where !other.advance() { break }
            let part = other.simulation.tickHashes
            #expect(part == Array(expected[tick..<(tick + part.count)]), "restored after tick \(tick)")
            restored += 1
        }
        #expect(restored > 8)
        #expect(loop.simulation.tickHashes == expected)
    }

    @Test("Hashing, looking and measuring change nothing")
    func looking() throws {
        let ready = try TestTown.run()
        var plain = ready.loop()
        plain.run()
        var loop = ready.loop()
        loop.hashEveryTick()
        while loop.advance() { loop.settle() }
        #expect(loop.simulation.state.stateHash() == plain.simulation.state.stateHash())
    }

    @Test("Every part of the state is visited by the hash")
    func complete() throws {
        let ready = try TestTown.run()
        var state = ready.start
        let before = state.stateHash()
        state.vehicles[0].memory = AnyColumnState(Counter(value: 7))
        #expect(state.stateHash() != before)
    }

    private struct Counter: ColumnState {
        var value: Int64

        mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) { visitor.visit("value", value: &value) }
    }
}

/// Results of threads, written by index.
private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: [[UInt64]]

    init(count: Int) { stored = Array(repeating: [], count: count) }

    func set(_ index: Int, _ hashes: [UInt64]) { lock.withLock { stored[index] = hashes } }

    var values: [[UInt64]] { lock.withLock { stored } }
}
