import Geometry
import RoadNetwork

/// The programme of a signal group, for displays that count down the seconds until the light changes.
struct CountdownClock: Sendable {
    /// Row of `StreetMap.signalGroups`.
    let group: Int32
    private let programme: SignalController
    /// What the group shows in each phase.
    private let aspects: [SignalAspect]

    /// nil for groups without a programme.
    init?(_ group: SignalGroupID, of map: StreetMap) {
        guard !group.isNone, group.index < map.signalGroups.count else { return nil }
        let controller = map.signalGroups[group.index].controller
        guard !controller.isNone, controller.index < map.signalControllers.count else { return nil }
        self.init(group, of: map.signalControllers[controller.index])
    }

    init(_ group: SignalGroupID, of programme: SignalController) {
        self.group = group.row
        self.programme = programme
        aspects = programme.phases.map { $0.aspect(of: group) }
    }

    /// Whole seconds until the group shows something else, 0–99; nil where it does not show what its programme says, or
    /// never changes.
    func secondsLeft(at time: Double, shown: SignalAspect) -> Int? {
        guard aspects.contains(where: { $0 != shown }) else { return nil }
        var (row, left) = programme.phase(at: time)
        guard aspects[row] == shown else { return nil }
        for _ in aspects {
            row = row + 1 == aspects.count ? 0 : row + 1
            if aspects[row] != shown { break }
            left += programme.phases[row].duration
        }
        return Int(max(0, min(99, left.rounded(.up))))
    }
}

/// One of seven bars of one of two digits.
struct CountdownBar: Sendable {
    /// Row of `StaticContent.clocks`.
    var clock: Int32
    var isTens: Bool
    /// 0 top, then clockwise to the upper left, 6 in the middle.
    var number: Int

    /// Whether the bar burns for a number of seconds; a leading zero stays dark.
    func isLit(for seconds: Int) -> Bool {
        if isTens && seconds < 10 { return false }
        let digit = isTens ? seconds / 10 : seconds % 10
        return CountdownBar.patterns[digit] >> UInt8(number) & 1 == 1
    }

    /// By digit: bit i is bar i.
    private static let patterns: [UInt8] = [0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F]

    /// Left, right, lower and upper edge in a digit that fills the unit square.
    var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
        switch number {
        case 0: return (0.1...0.9, 0.88...1)
        case 1: return (0.76...1, 0.54...0.94)
        case 2: return (0.76...1, 0.06...0.46)
        case 3: return (0.1...0.9, 0...0.12)
        case 4: return (0...0.24, 0.06...0.46)
        case 5: return (0...0.24, 0.54...0.94)
        default: return (0.1...0.9, 0.44...0.56)
        }
    }
}

extension SceneBuilder {
    /// Two digits on the front of a housing; each bar is a lamp of its own.
    mutating func addCountdown(_ head: SignalHead, of map: StreetMap, width: Double) {
        guard let clock = CountdownClock(head.group, of: map) else { return }
        clocks.append(clock)
        let sheet = DecalSheet(
            lowU: width / 2 - head.lensDiameter / 2, lowZ: head.position.z - head.lensDiameter / 2,
            width: head.lensDiameter, height: head.lensDiameter, surfaceClass: .signalHead)
        for isTens in [true, false] {
            for number in 0..<7 {
                let bar = CountdownBar(clock: Int32(clocks.count - 1), isTens: isTens, number: number)
                let (x, y) = bar.extent
                let left = isTens ? 0.0 : 0.54
                store.addRectangle(
                    sheet, x: (left + 0.46 * x.lowerBound)...(left + 0.46 * x.upperBound), y: y,
                    LinearColour(0.02, 0.02, 0.02))
                store.decals.start[store.decals.count - 1].signalLamp = Int32(signalLamps.count)
                signalLamps.append(SignalLamp(group: head.group.row, colour: .red, bar: bar))
            }
        }
    }
}
