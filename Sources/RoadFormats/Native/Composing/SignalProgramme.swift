import Geometry
import RoadNetwork

/// A fixed-time programme in the making: which arms have green together, and what follows.
struct SignalProgramme {
    /// Traffic that gets green together.
    struct Stream: Hashable {
        var arm: Int
        /// Only the left turns of the arm; else everything but them if the arm has a left arrow.
        var isLeft: Bool
    }

    /// Streams with green, and for how many seconds.
    struct Stage {
        var green: [Stream]
        var duration: Double
        /// Walkers cross the arms without green.
        var letsWalk: Bool
    }

    var stages: [Stage]
    /// Seconds.
    var yellow = 3.0
    var allRed = 2.0
    var offset = 0.0
    /// Seconds that walkers need to clear the crossings.
    var clearance = 6.0

    /// Opposite arms together, their protected left turns first.
    ///
    /// - Parameters:
    ///   - yaws: directions of the arms.
    ///   - leads: whether traffic comes in from each arm.
    static func usualStages(
        yaws: [Double], leads: [Bool], green: Double, leftGreen: Double?
    ) -> [Stage] {
        var stages: [Stage] = []
        var isTaken = leads.map { !$0 }
        for arm in yaws.indices where !isTaken[arm] {
            var group = [arm]
            isTaken[arm] = true
            let opposite = yaws.indices.filter { other in
                !isTaken[other] && Angle.difference(from: yaws[arm], to: yaws[other]).magnitude > 2.45
            }.max { a, b in
                let bends = [a, b].map { Angle.difference(from: yaws[arm], to: yaws[$0]).magnitude }
                return (bends[0], b) < (bends[1], a)
            }
            if let opposite {
                group.append(opposite)
                isTaken[opposite] = true
            }
            if let leftGreen, group.count > 1 {
                stages.append(
                    Stage(green: group.map { Stream(arm: $0, isLeft: true) }, duration: leftGreen, letsWalk: false))
            }
            // A single arm has nobody to wait for: its left turns go with the rest.
            var streams = group.map { Stream(arm: $0, isLeft: false) }
            if leftGreen != nil, group.count == 1 { streams.append(Stream(arm: group[0], isLeft: true)) }
            stages.append(Stage(green: streams, duration: green, letsWalk: true))
        }
        return stages
    }

    /// The phases of a controller.
    ///
    /// - Parameters:
    ///   - signals: row of the signal of each stream that has one.
    ///   - walkers: row of the pedestrian signals of each arm.
    func phases(
        signals: [(stream: Stream, signal: Int)], walkers: [(arm: Int, signal: Int)]
    ) -> [DescribedController.Phase] {
        var result: [DescribedController.Phase] = []
        for (index, stage) in stages.enumerated() {
            let next = stages[(index + 1) % stages.count]
            func rows(_ streams: [Stream]) -> [Int] {
                signals.filter { streams.contains($0.stream) }.map(\.signal)
            }
            let green = rows(stage.green)
            let staying = stages.count > 1 ? rows(stage.green.filter { next.green.contains($0) }) : []
            let ending = green.filter { !staying.contains($0) }
            let walking = walkers.filter { walker in
                stage.letsWalk && !stage.green.contains { $0.arm == walker.arm }
            }.map(\.signal)
            func add(_ duration: Double, _ aspects: [(signal: Int, aspect: SignalAspect)]) {
                guard duration > 0 else { return }
                result.append(DescribedController.Phase(duration: duration, aspects: aspects))
            }
            let greens = green.map { (signal: $0, aspect: SignalAspect.green) }
            let walk = max(0, min(stage.duration - 3, stage.duration - clearance))
            let walks = walking.map { (signal: $0, aspect: SignalAspect.green) }
            if walking.isEmpty || walk <= 0 {
                add(stage.duration, greens)
            } else {
                add(walk, greens + walks)
                add(stage.duration - walk, greens)
            }
            let stay = staying.map { (signal: $0, aspect: SignalAspect.green) }
            add(yellow, stay + ending.map { (signal: $0, aspect: SignalAspect.yellow) })
            add(allRed, stay)
        }
        return result
    }
}
