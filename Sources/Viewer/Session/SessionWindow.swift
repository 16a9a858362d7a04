import Drawing
import Geometry
import World

/// A window on a live session: shows it, lets it run in real time, and does what keys and mouse say.
public final class SessionWindow<Session: LiveSession> {
    /// How a window begins.
    public struct Options: Sendable {
        public var width = 1280
        public var height = 720
        /// Simulated seconds to be at when it opens.
        public var startTime = 0.0
        /// Night colours from the start; nil: by the sun.
        public var isNight: Bool?

        public init() {}
    }

    public private(set) var state = ViewerState()
    private let session: Session
    private let window: PixelWindow
    private let painter: FramePainter
    private var pacing = Pacing()
    /// What the last round took without waiting for input.
    private var workMilliseconds = 0
    /// The key whose press was carried out last; the character that it types is not carried out again.
    private var lastKey: ViewerCommand?
    /// Simulated seconds that the picture shows: from the session's time on, for less than one decision ahead of it,
    /// along the paths that everybody has decided to drive.
    public private(set) var shownTime: Double

    /// Opens a window on a session and lets the session run to where it begins.
    /// - Throws: `SDLFailure` without a display, `DrawingFailure` without cairo, or what the session throws.
    public init(_ session: Session, options: Options = Options()) throws {
        self.session = session
        // The library that draws is looked for before a window flashes up.
        painter = try FramePainter(session, width: options.width, height: options.height)
        if options.startTime > 0 { try session.advance(to: options.startTime) }
        shownTime = session.time
        state.isNight = options.isNight ?? (session.moment(following: 0).world.weather.sunElevation < -0.05)
        window = try PixelWindow(
            title: "\(session.title) · Mapless", width: options.width, height: options.height)
    }

    /// Shows the session until the window is closed.
    /// - Throws: what the session throws while it runs, or what keeps a picture from being shown.
    public func run() throws {
        while !state.isClosed {
            try turn(waiting: max(1, SessionWindow.frameMilliseconds - workMilliseconds))
        }
    }

    /// One round: read input, advance, show. Tests drive the window with it.
    public func turn(waiting timeout: Int = 0) throws {
        let inputs = window.inputs(waiting: timeout)
        let began = PixelWindow.milliseconds
        for input in inputs { try handle(input) }
        let passed = pacing.advance(now: PixelWindow.milliseconds, speed: state.isPaused ? 0 : state.speed)
        if passed > 0 { try advance(by: passed) }
        let (width, height) = window.size
        try window.show(painter.paint(session, state, at: shownTime, width: width, height: height))
        if state.isPaused || state.speed <= 2 {
            try painter.paintAhead(session, state, width: width, height: height)
        }
        workMilliseconds = Int(PixelWindow.milliseconds - began)
    }

    private func advance(by passed: Double) throws {
        shownTime += passed
        if shownTime >= session.time + session.decisionPeriod, !session.isFinished {
            // The session stops at its first decision from there on, so never beyond what is shown.
            try session.advance(to: shownTime - session.decisionPeriod)
        }
        if session.isFinished { shownTime = session.time }
    }

    /// About 60 pictures a second.
    private static var frameMilliseconds: Int { 16 }

    /// Paints, shows, and reads back what the window then holds.
    public func shownPicture() throws -> PixelSurface {
        let (width, height) = window.size
        return try window.showAndRead(painter.paint(session, state, at: shownTime, width: width, height: height))
    }

    /// Saves what the window shows as PNG.
    public func saveScreenshot(to path: String) throws { try shownPicture().writePNG(to: path) }

    /// Does what an input says.
    public func handle(_ input: PixelWindow.Input) throws {
        let (width, height) = window.size
        let view = painter.view(state, session.moment(following: state.driver), width: width, height: height)
        switch input {
        case .key(let name):
            lastKey = KeyTable.command(forKey: name)
            if let lastKey { try carryOut(lastKey, view: view) }
        case .character(let name):
            guard let command = KeyTable.command(forKey: name), command != lastKey else { return }
            try carryOut(command, view: view)
        case .wheel(let steps, let x, let y):
            state.zoom(by: steps > 0 ? 1.15 : 1 / 1.15, about: Vector2(x, y), view: view)
        case .drag(let dx, let dy): state.pan(dx: dx, dy: dy, view: view)
        case .resized: break
        case .quit: state.isClosed = true
        }
    }

    private func carryOut(_ command: ViewerCommand, view: MapCamera) throws {
        let cameras = FramePicture.cameraCount(session.moment(following: state.driver).mounts)
        switch state.handle(command, view: view, drivers: session.driverCount, cameras: cameras) {
        case .step: try session.advance(to: session.time + session.decisionPeriod)
        case .restart: try session.restart()
        case .screenshot: try saveScreenshot(to: screenshotName)
        case nil: return
        }
        shownTime = session.time
    }

    /// In the current folder, named after scenario and tenth of a second.
    private var screenshotName: String {
        let name = String(session.title.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        return "mapless-\(name)-\(Int((session.time * 10).rounded())).png"
    }
}
