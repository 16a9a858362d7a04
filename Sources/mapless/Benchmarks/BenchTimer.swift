import Launching

/// Measures CPU time of small pieces of work on this thread.
struct BenchTimer {
    /// Batches whose median counts.
    var batches = 11
    /// CPU seconds that a batch takes at least.
    var batchSeconds = 0.02

    /// Microseconds of one call: the median over batches, each of whole rounds.
    /// - Parameters:
    ///   - round: calls that belong together, for example one per pose.
    ///   - body: gets the number of the call within its round.
    func microseconds(round: Int, _ body: (Int) -> Void) -> Double {
        run(rounds: 1, of: round, body)
        let once = run(rounds: 1, of: round, body)
        let rounds = max(1, Int((batchSeconds / max(once, 1e-7)).rounded(.up)))
        let times = (0..<batches).map { _ in run(rounds: rounds, of: round, body) }.sorted()
        return times[batches / 2] / Double(rounds * round) * 1e6
    }

    @discardableResult
    private func run(rounds: Int, of round: Int, _ body: (Int) -> Void) -> Double {
        let timer = CPUTimer()
        for _ in 0..<rounds {
            for call in 0..<round { body(call) }
        }
        return timer.seconds.cpu
    }
}
