/// Why a picture could not be made, in words for the person who asked for it.
public struct DrawingFailure: Error, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }

    static let noLibrary = DrawingFailure(
        "pictures need the library cairo, which is not installed: sudo apt-get install libcairo2 fonts-dejavu-core")
}
