import CSDL2
import Drawing

/// A window that shows pixels and tells what was pressed. SDL draws nothing itself: it gets finished pictures.
///
/// Belongs to the main thread; one at a time.
public final class PixelWindow {
    /// Something a person did.
    public enum Input: Sendable, Equatable {
        /// Name of the key as SDL gives it, for example `Space`.
        case key(String)
        /// Text that was typed, for keys whose character depends on the keyboard (`+`, `?`).
        case character(String)
        /// Steps away from the person, and where the mouse is, pixels.
        case wheel(steps: Double, x: Double, y: Double)
        /// The mouse moved with the left button down, pixels.
        case drag(dx: Double, dy: Double)
        case resized
        case quit
    }

    private let window: OpaquePointer
    private let renderer: OpaquePointer
    private var texture: OpaquePointer?
    private var textureSize = (width: 0, height: 0)

    /// Opens a window.
    /// - Throws: `SDLFailure` where there is no display.
    public init(title: String, width: Int, height: Int) throws {
        // SDL must not turn an interrupt of the terminal into an event that nobody reads while simulating.
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1")
        guard SDL_Init(UInt32(SDL_INIT_VIDEO)) == 0 else {
            throw SDLFailure.last(
                "no window can be opened (without a display, use 'xvfb-run' or the command 'render')")
        }
        let flags = SDL_WINDOW_RESIZABLE.rawValue | SDL_WINDOW_SHOWN.rawValue
        guard
            let window = SDL_CreateWindow(
                title, SDL_WINDOWPOS_CENTERED_VALUE, SDL_WINDOWPOS_CENTERED_VALUE, Int32(width),
                Int32(height), flags)
        else {
            defer { SDL_Quit() }
            throw SDLFailure.last("no window can be opened")
        }
        let vsync = SDL_RENDERER_PRESENTVSYNC.rawValue
        guard
            let renderer = SDL_CreateRenderer(window, -1, vsync)
                ?? SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE.rawValue)
        else {
            defer { SDL_Quit() }
            SDL_DestroyWindow(window)
            throw SDLFailure.last("the window cannot show pictures")
        }
        self.window = window
        self.renderer = renderer
    }

    deinit {
        if let texture { SDL_DestroyTexture(texture) }
        SDL_DestroyRenderer(renderer)
        SDL_DestroyWindow(window)
        SDL_Quit()
    }

    /// Size of what can be shown, pixels.
    public var size: (width: Int, height: Int) {
        var (width, height): (Int32, Int32) = (0, 0)
        guard SDL_GetRendererOutputSize(renderer, &width, &height) == 0 else { return (1, 1) }
        return (max(1, Int(width)), max(1, Int(height)))
    }

    /// Milliseconds since SDL began.
    public static var milliseconds: UInt64 { SDL_GetTicks64() }

    public func setTitle(_ title: String) { SDL_SetWindowTitle(window, title) }

    /// Everything that was done since the last call; waits up to `timeout` milliseconds for the first.
    public func inputs(waiting timeout: Int) -> [Input] {
        var found: [Input] = []
        var event = SDL_Event()
        var isPending = SDL_WaitEventTimeout(&event, Int32(timeout)) != 0
        while isPending {
            if let input = PixelWindow.input(event) { found.append(input) }
            isPending = SDL_PollEvent(&event) != 0
        }
        return found
    }

    private static func input(_ event: SDL_Event) -> Input? {
        switch SDL_EventType(event.type) {
        case SDL_QUIT: return .quit
        case SDL_KEYDOWN: return .key(String(cString: SDL_GetKeyName(event.key.keysym.sym)))
        case SDL_TEXTINPUT:
            let text = withUnsafeBytes(of: event.text.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            return .character(text)
        case SDL_MOUSEWHEEL:
            var (x, y): (Int32, Int32) = (0, 0)
            SDL_GetMouseState(&x, &y)
            return .wheel(steps: Double(event.wheel.y), x: Double(x), y: Double(y))
        case SDL_MOUSEMOTION where event.motion.state & 1 != 0:
            return .drag(dx: Double(event.motion.xrel), dy: Double(event.motion.yrel))
        case SDL_WINDOWEVENT where event.window.event == UInt8(SDL_WINDOWEVENT_SIZE_CHANGED.rawValue):
            return .resized
        default: return nil
        }
    }

    /// Shows a picture as large as the window.
    /// - Throws: `SDLFailure` if the picture cannot be handed over.
    public func show(_ surface: PixelSurface) throws {
        try upload(surface)
        SDL_RenderPresent(renderer)
    }

    /// Shows a picture, and reads back what the window then holds.
    public func showAndRead(_ surface: PixelSurface) throws -> PixelSurface {
        try upload(surface)
        let (width, height) = size
        let shown = try PixelSurface(width: width, height: height)
        let status = shown.withPixels {
            SDL_RenderReadPixels(
                renderer, nil, SDL_PIXELFORMAT_ARGB8888.rawValue, $0.baseAddress, Int32(shown.bytesPerRow))
        }
        guard status == 0 else { throw SDLFailure.last("the window cannot be read back") }
        SDL_RenderPresent(renderer)
        return shown
    }

    private func upload(_ surface: PixelSurface) throws {
        if texture == nil || textureSize != (surface.width, surface.height) {
            if let texture { SDL_DestroyTexture(texture) }
            texture = SDL_CreateTexture(
                renderer, SDL_PIXELFORMAT_ARGB8888.rawValue, Int32(SDL_TEXTUREACCESS_STREAMING.rawValue),
                Int32(surface.width), Int32(surface.height))
            textureSize = (surface.width, surface.height)
        }
        guard let texture else { throw SDLFailure.last("no memory for a picture") }
        let status = surface.withPixels {
            SDL_UpdateTexture(texture, nil, $0.baseAddress, Int32(surface.bytesPerRow))
        }
        guard status == 0, SDL_RenderCopy(renderer, texture, nil, nil) == 0 else {
            throw SDLFailure.last("the picture cannot be shown")
        }
    }
}
