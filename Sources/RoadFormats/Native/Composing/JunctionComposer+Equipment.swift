import Geometry
import RoadNetwork

/// What stands at a junction: crossings, stop lines, signals.
struct ArmEquipment {
    /// Metres from the mouth to the near edge of the crossing; nil without crossing.
    var crossing: (from: Double, width: Double, isZebra: Bool)?
    /// Metres from the mouth to the stop line; nil for none.
    var stopLine: Double?
    /// The sign that tells traffic coming in who goes first.
    var sign: TrafficSign.Kind?
}

extension StreetComposer {
    /// Usual distances on an arm: the crossing begins one metre from the mouth, the stop line one metre behind it.
    static func equipment(crossingWidth: Double?, isZebra: Bool, leads: Bool) -> ArmEquipment {
        guard let crossingWidth else { return ArmEquipment(crossing: nil, stopLine: leads ? 0.6 : nil) }
        return ArmEquipment(
            crossing: (from: 1, width: crossingWidth, isZebra: isZebra), stopLine: leads ? crossingWidth + 2 : nil)
    }

    /// Adds a crossing over an arm; `signals` rule it. Returns its length, metres.
    @discardableResult
    mutating func addCrossing(
        _ id: String, road: Int, section: CrossSection, from: Double, width: Double, isZebra: Bool, signals: [Int] = []
    ) -> Double {
        let (left, right) = (section.levelExtent(.left), -section.levelExtent(.right))
        var crossing = DescribedObject(
            id: id, randomKey: key(), kind: .crossing(isZebra: isZebra),
            place: .road(road, s: from + width / 2, t: (left + right) / 2, heading: .pi / 2), length: left - right,
            width: width)
        crossing.signals = signals
        description.objects.append(crossing)
        return left - right
    }

    /// Adds the stop line of traffic that comes in on a leg.
    mutating func addStopLine(_ id: String, leg: Int, section: CrossSection, at s: Double) {
        let place = DescribedSignal.Place(
            road: leg, s: s, t: section.levelExtent(.left) / 2, orientation: .backward)
        _ = description.add(DescribedSignal(id: id, randomKey: key(), meaning: .stopLine, places: [place]))
    }

    /// Adds a sign beside the traffic that comes in on a leg.
    mutating func addSign(_ id: String, _ kind: TrafficSign.Kind, leg: Int, section: CrossSection, at s: Double) {
        let place = DescribedSignal.Place(
            road: leg, s: s, t: section.levelExtent(.left) + 0.6, orientation: .backward)
        _ = description.add(
            DescribedSignal(id: id, randomKey: key(), meaning: .sign(kind, value: 0), places: [place]))
    }

    /// The signs of arms without signals: who yields or stops, and who has priority over them.
    static func sign(control: DescribedJunction.Control, hasPriority: Bool) -> TrafficSign.Kind? {
        switch control {
        case .priority: return hasPriority ? .priorityRoad : .yield
        case .priorityStop: return hasPriority ? .priorityRoad : .stop
        case .allWayStop: return .stop
        case .signals, .rightBeforeLeft, .free: return nil
        }
    }

    /// Adds the lights of a leg; returns their row. Where nobody at the stop line could see them, the assembler hangs
    /// the heads beyond the junction.
    mutating func addLight(
        _ id: String, leg: Int, section: CrossSection, at s: Double, turns: [TurnDirection]
    ) -> Int {
        let place = DescribedSignal.Place(
            road: leg, s: s, t: section.levelExtent(.left) + 0.6, orientation: .backward)
        var light = DescribedSignal(id: id, randomKey: key(), meaning: .light(turns: turns), places: [place])
        light.height = 3.3
        return description.add(light)
    }

    /// Adds the pedestrian lights of a crossing over a leg; returns their row.
    mutating func addPedestrianLight(_ id: String, leg: Int, section: CrossSection, at s: Double) -> Int {
        let place = DescribedSignal.Place(road: leg, s: s, t: section.levelExtent(.left) + 0.8, orientation: .both)
        var light = DescribedSignal(id: id, randomKey: key(), meaning: .pedestrianLight, places: [place])
        light.height = 2.3
        return description.add(light)
    }

    /// Adds a controller for the signals of a junction.
    mutating func addController(
        _ id: String, junction: Int, programme: SignalProgramme,
        signals: [(stream: SignalProgramme.Stream, signal: Int)], walkers: [(arm: Int, signal: Int)]
    ) {
        let rows = signals.map(\.signal) + walkers.map(\.signal)
        description.controllers.append(
            DescribedController(
                id: id, randomKey: key(), signals: rows, phases: programme.phases(signals: signals, walkers: walkers),
                offset: programme.offset))
        description.junctions[junction].controllers = [description.controllers.count - 1]
    }

    /// Stop lines, crossings and signals of a whole junction.
    mutating func equip(
        _ junction: ComposedJunction, arms: [JunctionArmPlan], equipment: [ArmEquipment], programme: SignalProgramme?
    ) {
        let id = description.junctions[junction.row].id
        var signals: [(stream: SignalProgramme.Stream, signal: Int)] = []
        var walkers: [(arm: Int, signal: Int)] = []
        var programme = programme
        for (index, arm) in arms.enumerated() {
            let (leg, name) = (junction.legs[index], "\(id).\(arm.name)")
            let hasEntry = !arm.section.numbers(.left, where: \.isDrivable).isEmpty
            if let line = equipment[index].stopLine, hasEntry {
                addStopLine("\(name).line", leg: leg, section: arm.section, at: line)
            }
            if let sign = equipment[index].sign, hasEntry {
                let place = max(0.5, equipment[index].stopLine ?? 4)
                addSign("\(name).sign", sign, leg: leg, section: arm.section, at: place)
            }
            if let programme, hasEntry {
                let line = equipment[index].stopLine ?? 0.6
                let hasArrow = programme.stages.contains { $0.green.contains(.init(arm: index, isLeft: true)) }
                for isLeft in hasArrow ? [false, true] : [false] {
                    let turns: [TurnDirection] =
                        !hasArrow ? [] : isLeft ? [.left, .slightLeft, .uTurn] : [.straight, .slightRight, .right]
                    let row = addLight(
                        "\(name).light\(isLeft ? "Left" : "")", leg: leg, section: arm.section, at: line, turns: turns)
                    signals.append((.init(arm: index, isLeft: isLeft), row))
                }
            }
            if let crossing = equipment[index].crossing {
                var rows: [Int] = []
                if programme != nil {
                    rows = [
                        addPedestrianLight(
                            "\(name).walk", leg: leg, section: arm.section, at: crossing.from + crossing.width)
                    ]
                    walkers.append((index, rows[0]))
                }
                let length = addCrossing(
                    "\(name).crossing", road: leg, section: arm.section, from: crossing.from, width: crossing.width,
                    isZebra: crossing.isZebra, signals: rows)
                if let known = programme?.clearance { programme?.clearance = max(known, length / 1.2) }
            }
        }
        if let programme {
            addController(
                "\(id).controller", junction: junction.row, programme: programme, signals: signals, walkers: walkers)
        }
    }
}
