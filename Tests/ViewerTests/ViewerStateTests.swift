import Drawing
import Geometry
import Testing
import Viewer

@Suite("Keys and mouse change the view as they say")
struct ViewerStateTests {
    private let view = MapCamera(center: Vector2(5, 7), pixelsPerMetre: 10, width: 400, height: 200)

    private func after(_ commands: [ViewerCommand], cameras: Int = 2, drivers: Int = 2) -> ViewerState {
        var state = ViewerState()
        for command in commands { _ = state.handle(command, view: view, drivers: drivers, cameras: cameras) }
        return state
    }

    @Test("Every command has a key, and no key has two")
    func keysAreUnique() {
        for command in ViewerCommand.allCases {
            #expect(KeyTable.all.count { $0.command == command } == 1)
        }
        let keys = KeyTable.all.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        #expect(KeyTable.all.allSatisfy { !$0.keys.isEmpty && !$0.effect.isEmpty })
        #expect(KeyTable.command(forKey: "Space") == .pause)
        #expect(KeyTable.command(forKey: "F12") == nil)
    }

    @Test(
        "A switch pressed twice is as before",
        arguments: [
            ViewerCommand.pause, .turnWithEgo, .toggleRoute, .toggleTrails, .toggleLidar, .toggleRadar, .toggleBelief,
            .togglePanels, .toggleNight, .help,
        ])
    func switches(command: ViewerCommand) {
        func look(_ state: ViewerState) -> [String] {
            [
                "\(state.isPaused)", "\(state.turnsWithEgo)", "\(state.layers)", "\(state.isNight)",
                "\(state.showsHelp)",
            ]
        }
        #expect(look(after([command])) != look(ViewerState()))
        #expect(look(after([command, command])) == look(ViewerState()))
    }

    @Test("Speed doubles and halves between its limits")
    func speeds() {
        #expect(after([.faster, .faster]).speed == 4)
        #expect(after([.slower]).words(isFinished: false) == "× 1/2")
        #expect(after(Array(repeating: .faster, count: 30)).speed == ViewerState.speedRange.upperBound)
        #expect(after(Array(repeating: .slower, count: 30)).speed == ViewerState.speedRange.lowerBound)
    }

    @Test("Step, restart and screenshot are left to the window; a step pauses")
    func requests() {
        var state = ViewerState()
        #expect(state.handle(.step, view: view, drivers: 1, cameras: 0) == .step)
        #expect(state.isPaused)
        #expect(state.handle(.restart, view: view, drivers: 1, cameras: 0) == .restart)
        #expect(state.handle(.screenshot, view: view, drivers: 1, cameras: 0) == .screenshot)
    }

    @Test("Cameras come in turn, then none, then the first again")
    func cameras() {
        #expect(after([.nextCamera]).camera == 1)
        #expect(after([.nextCamera, .nextCamera]).camera == nil)
        #expect(after([.nextCamera, .nextCamera, .nextCamera]).camera == 0)
        #expect(after([.nextCamera], cameras: 0).camera == nil)
    }

    @Test("Dragging moves the world with the mouse and stops following")
    func dragging() {
        var state = ViewerState()
        state.pan(dx: 30, dy: -20, view: view)
        #expect(!state.isFollowing)
        #expect(state.center.distance(to: Vector2(5 - 3, 7 - 2)) < 1e-9)
    }

    @Test("The next vehicle wraps round, and nobody to follow is no trap")
    func vehicles() {
        #expect(after([.nextVehicle]).driver == 1)
        #expect(after([.nextVehicle, .nextVehicle]).driver == 0)
        #expect(after([.nextVehicle], drivers: 0).driver == 0)
    }

    @Test("Pacing gives the wall's time times the speed, and never more than a tenth of a second's worth")
    func pacing() {
        var pacing = Pacing()
        #expect(pacing.advance(now: 1000, speed: 2) == 0)
        #expect((pacing.advance(now: 1020, speed: 2) - 0.04).magnitude < 1e-12)
        #expect(pacing.advance(now: 1020, speed: 2) == 0)
        #expect(pacing.advance(now: 1040, speed: 0) == 0)
        #expect((pacing.advance(now: 99_000, speed: 2) - 0.2).magnitude < 1e-12)
    }
}
