import CSDL2
import Drawing
import Foundation
import Testing
import Viewer

/// Windows one at a time, under SDL's driver without a display unless `SDL_VIDEODRIVER` names another.
@Suite("The window", .serialized)
struct SessionWindowTests {
    init() { setenv("SDL_VIDEODRIVER", "dummy", 0) }

    private func window(_ session: StraightRoadSession, at time: Double = 0) throws -> SessionWindow<
        StraightRoadSession
    > {
        var options = SessionWindow<StraightRoadSession>.Options()
        (options.width, options.height, options.startTime) = (640, 360, time)
        return try SessionWindow(session, options: options)
    }

    private func press(_ key: SDL_KeyCode) {
        var event = SDL_Event()
        event.type = SDL_KEYDOWN.rawValue
        event.key.keysym.sym = SDL_Keycode(key.rawValue)
        SDL_PushEvent(&event)
    }

    @Test("It begins where it was told to, and saves what it shows as a PNG of its size")
    func screenshot() throws {
        let session = StraightRoadSession()
        let window = try window(session, at: 3)
        #expect(session.time == 3)
        let folder = ProcessInfo.processInfo.environment["MAPLESS_PICTURES"] ?? NSTemporaryDirectory()
        let path = "\(folder)/mapless-window.png"
        try window.saveScreenshot(to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(Array(bytes[1..<4]) == Array("PNG".utf8))
        #expect(Array(bytes[16..<24]) == [0, 0, 2, 128, 0, 0, 1, 104])
        #expect(bytes.count > 10_000)
    }

    @Test("It shows the followed car, in the accent colour, where the view puts it")
    func showsTheEgo() throws {
        let window = try window(StraightRoadSession(), at: 2)
        func accents() throws -> [(column: Int, row: Int)] {
            let picture = try window.shownPicture()
            #expect((picture.width, picture.height) == (640, 360))
            return (0..<360).flatMap { row in (0..<640).map { (column: $0, row: row) } }.filter {
                // Away from panels and inset, the body's own colour.
                $0.row > 120 && $0.row < 240 && picture.pixel($0.column, $0.row) == Palette.day.accent.premultiplied
            }
        }
        let east = try accents()
        #expect(east.count > 200)
        // The car lies along the picture's width; 6 m ahead of it is the middle.
        let columns = east.map(\.column)
        #expect(columns.min()! > 200 && columns.max()! < 320)
        #expect(columns.max()! - columns.min()! > 40)
    }

    @Test("Keys that were pressed pause, step, quit")
    func keys() throws {
        let session = StraightRoadSession()
        let window = try window(session)
        press(SDLK_SPACE)
        try window.turn()
        #expect(window.state.isPaused)
        let before = session.time
        press(SDLK_PERIOD)
        try window.turn()
        #expect((session.time - before - session.decisionPeriod).magnitude < 1e-9)
        press(SDLK_n)
        press(SDLK_F1)
        press(SDLK_h)
        try window.turn()
        #expect(window.state.isNight && window.state.showsHelp && window.state.turnsWithEgo)
        press(SDLK_ESCAPE)
        try window.run()
        #expect(window.state.isClosed)
    }

    @Test("A key and the character that it types count once; a character of another key counts too")
    func characters() throws {
        let window = try window(StraightRoadSession())
        let zoom = window.state.pixelsPerMetre
        try window.handle(.key("+"))
        try window.handle(.character("+"))
        #expect((window.state.pixelsPerMetre / zoom - 1.25).magnitude < 1e-9)
        try window.handle(.key("7"))
        try window.handle(.character("/"))
        #expect(window.state.showsHelp)
    }

    @Test("Running, it shows the time that passes, less than a decision ahead; paused, it stays; finished, it stays")
    func advancing() throws {
        let session = StraightRoadSession()
        let window = try window(session)
        for key in ["]", "]", "]"] { try window.handle(.key(key)) }
        for _ in 0..<8 {
            SDL_Delay(4)
            try window.turn()
            #expect(window.shownTime >= session.time && window.shownTime < session.time + session.decisionPeriod + 1e-9)
        }
        // 32 ms at eight times real time, or more where the machine is slow.
        #expect(window.shownTime > 0.2 && session.time > 0.1)
        try window.handle(.key("Space"))
        let stopped = window.shownTime
        SDL_Delay(3)
        try window.turn()
        #expect(window.shownTime == stopped)
        try session.advance(to: 10)
        try window.handle(.key("Space"))
        SDL_Delay(3)
        try window.turn()
        #expect(window.shownTime == 10)
        try window.handle(.key("Home"))
        #expect(session.time == 0 && window.shownTime == 0)
    }

    @Test("Wheel and drag zoom and move; F follows again")
    func mouse() throws {
        let window = try window(StraightRoadSession())
        try window.handle(.wheel(steps: 1, x: 10, y: 10))
        #expect(window.state.pixelsPerMetre > 12)
        try window.handle(.drag(dx: 100, dy: 0))
        #expect(!window.state.isFollowing)
        try window.turn()
        try window.handle(.key("F"))
        #expect(window.state.isFollowing)
    }

    @Test("What ends the session ends the window with its reason")
    func failures() throws {
        let session = StraightRoadSession()
        session.failsAt = 0.001
        let window = try window(session)
        for _ in 0..<6 { try window.handle(.key("]")) }
        #expect(throws: StraightRoadSession.Refusal.self) {
            for _ in 0..<100 {
                SDL_Delay(2)
                try window.turn()
            }
        }
    }

    @Test("Without a display the reason is said, with what to do instead")
    func noDisplay() throws {
        let driver = ProcessInfo.processInfo.environment["SDL_VIDEODRIVER"] ?? "dummy"
        setenv("SDL_VIDEODRIVER", "no-such-driver", 1)
        defer { setenv("SDL_VIDEODRIVER", driver, 1) }
        #expect {
            _ = try window(StraightRoadSession())
        } throws: { error in
            "\(error)".contains("xvfb-run")
        }
    }
}
