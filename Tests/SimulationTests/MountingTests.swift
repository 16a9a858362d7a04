import DrivingInterface
import Geometry
import Scenarios
import Sensing
import Simulation
import TestSupport
import Testing

@Suite("One more sensor")
struct MountingTests {
    @Test("It changes no bit of the world and no byte of any other sensor", arguments: WallRun.mounts.indices)
    func oneMore(row: Int) throws {
        let scene = try WallScene("town", text: TestTown.text)
        var extra = WallRun.mounts[row]
        extra.name = "extra"
        extra.egoFromSensor = Pose3(Vector3(-0.5, 0.4, 1.2), yaw: 0.3)
        let few = try WallRun(scene.plain)
        let more = try WallRun(
            scene.plain, mounts: row.isMultiple(of: 2) ? [extra] + WallRun.mounts : WallRun.mounts + [extra])
        let answers = try few.withoutSensors().answers(of: "oracle", decisions: 25)
        let (one, other) = (few.film(answers).sights, more.film(answers).sights)
        #expect(other.count == 26)
        #expect(other.last?.parts.contains { $0.hasPrefix("extra") } == true)
        for (sight, wider) in zip(one, other).dropFirst() {
            #expect(wider.parts.filter { !$0.hasPrefix("extra") }.sorted() == sight.parts.sorted())
        }
        #expect(few.stateHashes(answers) == more.stateHashes(answers))
    }
}
