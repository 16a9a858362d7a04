import Geometry
import Testing

@testable import Policies

@Suite("Directions around the car")
struct HorizonLayoutTests {
    @Test("Every bin finds itself, on full turns and on fans, whichever way they are counted", arguments: [1.0, -1])
    func roundTrip(sign: Double) {
        let full = HorizonLayout(middle: Vector2(1, 0), count: 90, start: 0.3 * sign, step: .pi / 45 * sign)
        let fan = HorizonLayout(middle: Vector2(2, 0.5), count: 61, start: -.pi / 3 * sign, step: .pi / 90 * sign)
        for layout in [full, fan] {
            for bin in 0..<layout.count {
                let found = layout.polar(of: layout.middle + layout.direction(bin) * 7)
                #expect(found.bin == bin && (found.distance - 7).magnitude < 1e-12)
            }
        }
    }

    @Test("Where a fan does not look there is no bin")
    func beyondFan() {
        let fan = HorizonLayout(middle: .zero, count: 61, start: -.pi / 3, step: .pi / 90)
        for degrees in stride(from: 65.0, through: 295, by: 5) {
            #expect(fan.polar(of: Vector2(yaw: degrees * .pi / 180) * 10).bin == nil)
        }
    }
}
