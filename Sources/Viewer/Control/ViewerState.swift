import Drawing
import Geometry

/// How the window looks at a run: what keys and mouse change. Knows nothing of SDL.
public struct ViewerState: Sendable {
    public var isPaused = false
    /// Simulated seconds per second of the wall.
    public var speed = 1.0
    public var isFollowing = true
    public var turnsWithEgo = false
    public var pixelsPerMetre = 12.0
    /// Middle of the view while nobody is followed, world.
    public var center = Vector2.zero
    /// Which driven vehicle is followed.
    public var driver = 0
    public var layers = SceneLayers.all
    /// Which camera is shown; nil for none.
    public var camera: Int? = 0
    public var isNight = false
    public var showsHelp = false
    public var isClosed = false

    public init() {}

    public static let speedRange = 0.125...64.0

    /// What the window must do that is not only another look.
    public enum Request: Sendable, Equatable {
        case step, restart, screenshot
    }

    /// Carries out a command.
    ///
    /// - Parameters:
    ///   - view: what the picture shows now.
    ///   - drivers, cameras: how many there are.
    /// - Returns: what is left for the window to do.
    public mutating func handle(_ command: ViewerCommand, view: MapCamera, drivers: Int, cameras: Int) -> Request? {
        switch command {
        case .pause: isPaused.toggle()
        case .step:
            isPaused = true
            return .step
        case .slower: speed = max(ViewerState.speedRange.lowerBound, speed / 2)
        case .faster: speed = min(ViewerState.speedRange.upperBound, speed * 2)
        case .restart: return .restart
        case .zoomIn: zoom(by: 1.25, about: Vector2(Double(view.width), Double(view.height)) / 2, view: view)
        case .zoomOut: zoom(by: 0.8, about: Vector2(Double(view.width), Double(view.height)) / 2, view: view)
        case .panLeft: pan(dx: 80, dy: 0, view: view)
        case .panRight: pan(dx: -80, dy: 0, view: view)
        case .panUp: pan(dx: 0, dy: 80, view: view)
        case .panDown: pan(dx: 0, dy: -80, view: view)
        case .follow:
            isFollowing.toggle()
            center = view.center
        case .turnWithEgo: turnsWithEgo.toggle()
        case .nextVehicle: driver = drivers > 0 ? (driver + 1) % drivers : 0
        case .toggleRoute: layers.formSymmetricDifference(.route)
        case .toggleTrails: layers.formSymmetricDifference(.trails)
        case .toggleLidar: layers.formSymmetricDifference(.lidar)
        case .toggleRadar: layers.formSymmetricDifference(.radar)
        case .toggleBelief: layers.formSymmetricDifference(.belief)
        case .togglePanels: layers.formSymmetricDifference(.headsUp)
        case .nextCamera:
            let next = (camera ?? -1) + 1
            camera = next < cameras ? next : nil
        case .toggleNight: isNight.toggle()
        case .screenshot: return .screenshot
        case .help: showsHelp.toggle()
        case .quit: isClosed = true
        }
        return nil
    }

    /// Moves the picture by pixels, and stops following.
    public mutating func pan(dx: Double, dy: Double, view: MapCamera) {
        let middle = Vector2(Double(view.width), Double(view.height)) / 2
        center = view.worldPoint(middle - Vector2(dx, dy))
        isFollowing = false
    }

    /// Zooms; the world point under `pixel` stays unless the view follows a vehicle.
    public mutating func zoom(by factor: Double, about pixel: Vector2, view: MapCamera) {
        let zoomed = view.zoomed(by: factor, about: pixel)
        pixelsPerMetre = zoomed.pixelsPerMetre
        center = zoomed.center
    }

    /// In words, for the panel beside the clock.
    public func words(isFinished: Bool) -> String {
        if isFinished { return "finished" }
        if isPaused { return "paused" }
        if speed == 1 { return "" }
        return speed > 1 ? "× \(Int(speed))" : "× 1/\(Int(1 / speed))"
    }
}
