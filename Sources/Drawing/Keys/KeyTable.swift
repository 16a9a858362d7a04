/// What a person can tell the window to do.
public enum ViewerCommand: String, Sendable, CaseIterable {
    case pause, step, slower, faster, restart
    case zoomIn, zoomOut, panLeft, panRight, panUp, panDown
    case follow, turnWithEgo, nextVehicle
    case toggleRoute, toggleTrails, toggleLidar, toggleRadar, nextCamera, toggleBelief, togglePanels
    case toggleNight, screenshot, help, quit
}

/// Which key does what: read by the window, its help and the command `keys`.
public struct KeyBinding: Sendable, Hashable {
    public var command: ViewerCommand
    /// Names of keys as SDL gives them (`SDL_GetKeyName`); any of them does it.
    public var keys: [String]
    /// For a person.
    public var effect: String

    public init(_ command: ViewerCommand, _ keys: [String], _ effect: String) {
        self.command = command
        self.keys = keys
        self.effect = effect
    }
}

/// Every key of the window.
public enum KeyTable {
    /// In the order in which help shows them.
    public static let all: [KeyBinding] = [
        KeyBinding(.pause, ["Space"], "pause, and go on"),
        KeyBinding(.step, ["."], "one decision, then pause"),
        KeyBinding(.slower, ["[", ","], "half as fast"),
        KeyBinding(.faster, ["]", "'"], "twice as fast"),
        KeyBinding(.restart, ["Home"], "from the start"),
        KeyBinding(.zoomIn, ["=", "+", "Keypad +"], "closer (or the wheel)"),
        KeyBinding(.zoomOut, ["-", "Keypad -"], "farther"),
        KeyBinding(.panLeft, ["Left"], "move the picture (or drag it)"),
        KeyBinding(.panRight, ["Right"], "move the picture"),
        KeyBinding(.panUp, ["Up"], "move the picture"),
        KeyBinding(.panDown, ["Down"], "move the picture"),
        KeyBinding(.follow, ["F"], "follow the driven vehicle"),
        KeyBinding(.turnWithEgo, ["H"], "its heading up, or north up"),
        KeyBinding(.nextVehicle, ["Tab"], "the next driven vehicle"),
        KeyBinding(.toggleRoute, ["G"], "route"),
        KeyBinding(.toggleTrails, ["T"], "trail"),
        KeyBinding(.toggleLidar, ["L"], "LiDAR"),
        KeyBinding(.toggleRadar, ["R"], "radar"),
        KeyBinding(.nextCamera, ["C"], "next camera, or none"),
        KeyBinding(.toggleBelief, ["B"], "what the policy believes"),
        KeyBinding(.togglePanels, ["P"], "panels"),
        KeyBinding(.toggleNight, ["N"], "night or day colours"),
        KeyBinding(.screenshot, ["S"], "save the picture as PNG"),
        KeyBinding(.help, ["F1", "/", "?"], "these keys"),
        KeyBinding(.quit, ["Escape", "Q"], "quit"),
    ]

    /// The command of a key by SDL's name, or nil.
    public static func command(forKey name: String) -> ViewerCommand? {
        all.first { $0.keys.contains(name) }?.command
    }
}
