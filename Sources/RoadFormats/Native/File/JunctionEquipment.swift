import Fields
import Geometry
import RoadNetwork

/// Puts up what a file wants at a junction: crossings, stop lines, signals.
struct JunctionEquipment {
    let options: NativeJunctionOptions
    let arms: [JunctionArmPlan]
    let junction: ComposedJunction
    let name: Located<String>

    func place(_ layout: inout NativeLayout) {
        let hasSignals = options.control == .signals
        let equipment = arms.map { arm in
            let waits = options.control != .free && options.control != .rightBeforeLeft
            let stops = waits && (hasSignals || options.control == .allWayStop || !arm.hasPriority)
            var equipment = StreetComposer.equipment(
                crossingWidth: options.crossings == .none ? nil : options.crossingWidth,
                isZebra: options.crossings == .zebra, leads: stops)
            if arms.count > 2 {
                equipment.sign = StreetComposer.sign(
                    control: options.control.described, hasPriority: arm.hasPriority)
            }
            return equipment
        }
        let programme = hasSignals ? programme(&layout) : nil
        layout.composer.equip(junction, arms: arms, equipment: equipment, programme: programme)
    }

    private func programme(_ layout: inout NativeLayout) -> SignalProgramme {
        let signals = options.signals
        let leads = arms.map { !$0.section.numbers(.left, where: \.isDrivable).isEmpty }
        var stages = signals.phases.compactMap { stage($0, &layout) }
        if signals.phases.isEmpty {
            stages = SignalProgramme.usualStages(
                yaws: arms.map(\.yaw), leads: leads, green: signals.green,
                leftGreen: signals.protectedLeft ? signals.leftGreen : nil)
        }
        var programme = SignalProgramme(stages: stages)
        programme.yellow = signals.yellow
        programme.allRed = signals.allRed
        programme.offset = signals.offset
        return programme
    }

    private func stage(_ phase: NativeSignals.Phase, _ layout: inout NativeLayout) -> SignalProgramme.Stage? {
        var streams: [SignalProgramme.Stream] = []
        let leftName = layout.isFlipped ? ".right" : ".left"
        for green in phase.green {
            let isLeft = green.value.hasSuffix(leftName)
            let arm = isLeft ? String(green.value.dropLast(leftName.count)) : green.value
            guard let row = layout.armRow(Located(arm, at: green.place), arms) else { return nil }
            streams.append(SignalProgramme.Stream(arm: row, isLeft: isLeft))
        }
        let letsWalk = streams.contains { !$0.isLeft }
        return SignalProgramme.Stage(green: streams, duration: phase.duration, letsWalk: letsWalk)
    }
}
