import Geometry
import Testing

@testable import Policies

/// A camera at the origin looks along +x; lenses are discs of 0.3 m.
@Suite struct LampFacingTests {
    /// A lens as a picture shows it that faces whoever comes along `direction`, from the extent of many points of its rim.
    private static func lamp(at place: Vector3, facing direction: Vector2, size: Double = 20) -> Lamp {
        var (wide, high) = (
            (low: Double.infinity, high: -Double.infinity), (low: Double.infinity, high: -Double.infinity)
        )
        for step in 0..<720 {
            let (sine, cosine) = DeterministicMath.sinCos(Double(step) * .pi / 360)
            let aside = direction.leftNormal * (0.15 * cosine)
            let point = Vector3(place.x + aside.x, place.y + aside.y, place.z + 0.15 * sine)
            wide = (min(wide.low, point.y / point.x), max(wide.high, point.y / point.x))
            high = (min(high.low, point.z / point.x), max(high.high, point.z / point.x))
        }
        return Lamp(
            colour: .green, position: place, eye: .zero, axis: Vector2(1, 0), size: size,
            aspect: (wide.high - wide.low) / (high.high - high.low))
    }

    @Test(arguments: [Vector3(30, 0, 4), Vector3(12, 9, 4), Vector3(15, -14, 3)])
    func lensesOfTheOwnRoadFaceItWhereverTheyAreSeen(place: Vector3) {
        for degrees in stride(from: -15.0, through: 15, by: 5) {
            let direction = Vector2(yaw: degrees * .pi / 180)
            #expect(LampFacingTests.lamp(at: place, facing: direction).faces(Vector2(1, 0)), "\(degrees)°")
        }
    }

    @Test(arguments: [Vector3(30, 0, 4), Vector3(40, 3, 5), Vector3(12, -1, 3)])
    func lensesAheadThatFaceARoadThatCrossesDoNotFaceTheOwn(place: Vector3) {
        // Turned so that the camera still sees their front.
        let side: Double = place.y < 0 ? -1 : 1
        let direction = Vector2(yaw: side * 65 * .pi / 180)
        #expect(LampFacingTests.lamp(at: place, facing: direction).faces(direction))
        #expect(!LampFacingTests.lamp(at: place, facing: direction).faces(Vector2(1, 0)))
    }

    @Test func lensesOfFewPixelsAreBelieved() {
        let turned = LampFacingTests.lamp(at: Vector3(30, 0, 4), facing: Vector2(yaw: 1), size: 2)
        #expect(turned.faces(Vector2(1, 0)))
    }
}
