import RoadNetwork
import World

/// Colour of a signal lamp now.
struct LampLight: BitwiseCopyable {
    var red: Float
    var green: Float
    var blue: Float
    var isLit: Bool

    init(_ colour: SignalLamp.LampColour, isLit: Bool) {
        self.isLit = isLit
        // Unlit lenses are dark glass with a tint of their colour.
        switch (colour, isLit) {
        case (.red, true): (red, green, blue) = (1, 0.03, 0.02)
        case (.yellow, true): (red, green, blue) = (1, 0.55, 0.02)
        case (.green, true): (red, green, blue) = (0.02, 1, 0.40)
        case (.red, false): (red, green, blue) = (0.04, 0.006, 0.006)
        case (.yellow, false): (red, green, blue) = (0.035, 0.022, 0.005)
        case (.green, false): (red, green, blue) = (0.005, 0.030, 0.016)
        }
    }

    /// A bar of a countdown, in the colour of the light that it counts.
    /// - Parameter seconds: that are left; nil: the display is dark.
    init(_ bar: CountdownBar, seconds: Int?, shown: SignalAspect) {
        let colour: SignalLamp.LampColour =
            SignalLamp.LampColour.green.isLit(by: shown, time: 0)
            ? .green : SignalLamp.LampColour.red.isLit(by: shown, time: 0) ? .red : .yellow
        self.init(colour, isLit: seconds.map { bar.isLit(for: $0) } ?? false)
        if !isLit { (red, green, blue) = (0.012, 0.012, 0.012) }
    }
}

extension SignalLamp.LampColour {
    /// Whether a lamp of this colour burns; flashing lamps burn in the first half of every second.
    func isLit(by aspect: SignalAspect, time: Double) -> Bool {
        let isOn = time - time.rounded(.down) < 0.5
        switch self {
        case .red: return aspect == .red || aspect == .redYellow
        case .yellow: return aspect == .yellow || aspect == .redYellow || aspect == .flashingYellow && isOn
        case .green: return aspect == .green || aspect == .flashingGreen && isOn
        }
    }
}

extension SceneStore {
    private static let brakeRed = LinearColour(1, 0.02, 0.01)
    /// A tenth of what brake lights shine: braking is seen from brightness, and from the third lamp.
    private static let tailRed = LinearColour(0.16, 0.005, 0.003)
    private static let darkRed = LinearColour(0.10, 0.006, 0.006)
    private static let amber = LinearColour(1, 0.42, 0.01)
    private static let darkAmber = LinearColour(0.16, 0.06, 0.01)
    private static let lampWhite = LinearColour(1, 0.97, 0.90)
    private static let darkGlass = LinearColour(0.30, 0.32, 0.34)
    private static let plate = LinearColour(0.70, 0.70, 0.62)

    /// Tail, brake, indicator and reversing lamps and the plate, on the back of a part.
    mutating func addRearLamps(
        _ part: BodyLibrary.Part, _ model: BodyLibrary.Model, _ body: PosedBody, time: Double
    ) {
        let lights = body.lights
        let red =
            lights.contains(.brake)
            ? SceneStore.brakeRed
            : lights.contains(.headlamps) ? SceneStore.tailRed : SceneStore.darkRed
        let isRedLit = lights.contains(.brake) || lights.contains(.headlamps)
        let (width, z) = (part.halfWidth * 2, lampHeight(part))
        if model.isNarrow {
            addLamp(u: width / 2, z: z, width: 0.12, height: 0.10, red, isLit: isRedLit, model)
            return
        }
        // Somebody behind the vehicle sees its left side on the left.
        let blinks = body.blinks(at: time, rate: 1.5)
        for side in [-1.0, 1.0] {
            let isBlinking = blinks && lights.contains(side < 0 ? .indicatorLeft : .indicatorRight)
            let outer = width / 2 + side * (width / 2 - 0.03)
            addLamp(
                u: outer - side * 0.08, z: z, width: 0.16, height: 0.15,
                isBlinking ? SceneStore.amber : SceneStore.darkAmber, isLit: isBlinking, model)
            addLamp(u: outer - side * 0.28, z: z, width: 0.24, height: 0.15, red, isLit: isRedLit, model)
            if lights.contains(.reversing) {
                addLamp(
                    u: outer - side * 0.46, z: z, width: 0.10, height: 0.10, SceneStore.lampWhite, isLit: true, model)
            }
        }
        if lights.contains(.brake) {
            addLamp(
                u: width / 2, z: max(part.bottom + 0.05, min(part.top - 0.05, 1.15)), width: 0.36, height: 0.06,
                SceneStore.brakeRed, isLit: true, model)
        }
        addLamp(
            u: width / 2, z: max(part.bottom + 0.1, z - 0.2), width: 0.5, height: 0.11, SceneStore.plate, isLit: false,
            model)
    }

    /// Headlamps and indicators, on the front of a part.
    mutating func addFrontLamps(
        _ part: BodyLibrary.Part, _ model: BodyLibrary.Model, _ body: PosedBody, time: Double
    ) {
        let isLit = body.lights.contains(.headlamps)
        let white = isLit ? SceneStore.lampWhite : SceneStore.darkGlass
        let (width, z) = (part.halfWidth * 2, lampHeight(part))
        if model.isNarrow {
            addLamp(u: width / 2, z: z, width: 0.14, height: 0.14, white, isLit: isLit, model)
            return
        }
        // Somebody in front of the vehicle sees its left side on the right.
        let blinks = body.blinks(at: time, rate: 1.5)
        for side in [-1.0, 1.0] {
            let isBlinking = blinks && body.lights.contains(side > 0 ? .indicatorLeft : .indicatorRight)
            let outer = width / 2 + side * (width / 2 - 0.03)
            addLamp(
                u: outer - side * 0.06, z: z, width: 0.12, height: 0.14,
                isBlinking ? SceneStore.amber : SceneStore.darkAmber, isLit: isBlinking, model)
            addLamp(u: outer - side * 0.27, z: z, width: 0.28, height: 0.14, white, isLit: isLit, model)
        }
        addLamp(
            u: width / 2, z: max(part.bottom + 0.1, z - 0.2), width: 0.5, height: 0.11, SceneStore.plate, isLit: false,
            model)
    }

    /// Lamps of cars sit at 0.7 m, if the part reaches there.
    private func lampHeight(_ part: BodyLibrary.Part) -> Double {
        min(part.top - 0.10, max(part.bottom + 0.10, 0.70))
    }

    private mutating func addLamp(
        u: Double, z: Double, width: Double, height: Double, _ colour: LinearColour, isLit: Bool,
        _ model: BodyLibrary.Model
    ) {
        var decal = Decal(
            .rectangle, colour, u: (u - width / 2)...(u + width / 2), z: (z - height / 2)...(z + height / 2),
            model.surfaceClass)
        decal.isLamp = isLit
        decals.append(decal)
    }
}
