import CSDL2

/// What SDL could not do.
public struct SDLFailure: Error, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }

    /// The last thing SDL complained about, after what was being tried.
    static func last(_ attempt: String) -> SDLFailure {
        SDLFailure("\(attempt): \(SDL_GetError().map { String(cString: $0) } ?? "unknown reason")")
    }
}
