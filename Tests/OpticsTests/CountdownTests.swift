import RoadNetwork
import Testing

@testable import Optics

@Suite("Displays that count down")
struct CountdownTests {
    private static let group = SignalGroupID(0)

    private static func programme(_ phases: [(Double, SignalAspect)], offset: Double) -> SignalController {
        SignalController(
            name: "", randomKey: 1,
            phases: phases.map { SignalPhase(duration: $0.0, aspects: [(group, $0.1)]) }, offset: offset)
    }

    @Test("They show when the light changes, over phases that leave it as it is", arguments: [0, 7.5, -31])
    func seconds(offset: Double) {
        let programme = CountdownTests.programme(
            [(12, .green), (3, .yellow), (20, .red), (10, .red), (2, .redYellow)], offset: offset)
        let clock = CountdownClock(CountdownTests.group, of: programme)
        for tenth in 0..<1000 {
            let time = Double(tenth) / 10 + 0.05
            let shown = programme.aspect(of: CountdownTests.group, at: time)
            var left = 0.0
            while programme.aspect(of: CountdownTests.group, at: time + left) == shown { left += 0.1 }
            // The light changed within the last tenth of a second.
            let seconds = clock.secondsLeft(at: time, shown: shown).map(Double.init)
            #expect(seconds.map { $0 >= left - 0.11 && $0 < left + 1.01 } == true, "\(time) s")
        }
    }

    @Test("They stay dark where the light does not follow its programme, or never changes")
    func dark() {
        let steady = CountdownTests.programme([(10, .green), (5, .green)], offset: 0)
        #expect(CountdownClock(CountdownTests.group, of: steady).secondsLeft(at: 3, shown: .green) == nil)
        let changing = CountdownTests.programme([(10, .green), (5, .red)], offset: 0)
        #expect(CountdownClock(CountdownTests.group, of: changing).secondsLeft(at: 3, shown: .flashingYellow) == nil)
        #expect(CountdownClock(CountdownTests.group, of: changing).secondsLeft(at: 3, shown: .green) == 7)
    }
}
