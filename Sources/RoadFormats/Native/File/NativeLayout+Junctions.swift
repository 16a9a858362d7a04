import Fields
import Geometry
import RoadNetwork

/// An arm of a junction as a file gives it.
struct NativeArm {
    var name: String
    /// To the left of straight ahead, radians, as in the file.
    var angle: Double
    var profile: Located<String>?
    /// The profile is seen towards the junction.
    var leadsIn = false
    var shift = 0.0

    init(_ name: String, angle: Double, profile: Located<String>? = nil, leadsIn: Bool = false) {
        self.name = name
        self.angle = angle
        self.profile = profile
        self.leadsIn = leadsIn
    }
}

extension NativeLayout {
    /// Lays a junction: an arm `back` where it starts, and the given ones.
    mutating func junction(
        _ name: Located<String>, _ start: NativeStart, _ others: [NativeArm], _ options: NativeJunctionOptions,
        leastMouth: Double = 1
    ) {
        guard let from = self.start(start, name) else { return }
        var back = JunctionArmPlan(
            name: "back", yaw: .pi, section: from.section.reversed, speedLimit: from.speedLimit)
        back.length = options.armLength
        var arms = [back]
        for arm in others {
            guard let plan = plan(arm, from, options) else { return }
            arms.append(plan)
        }
        guard applyNames(options, &arms, name) else { return }
        var shape = StreetComposer.JunctionShape()
        shape.cornerRadius = options.cornerRadius
        shape.leastMouth = max(leastMouth, arms.count == 2 ? 4 : 1)
        shape.allowsUTurns = options.uTurns
        let composed = compose(name, from, arms, shape, options.control.described)
        let equipment = JunctionEquipment(options: options, arms: arms, junction: composed, name: name)
        equipment.place(&self)
    }

    /// A branch that leaves (or joins) the road at a small angle.
    mutating func slip(
        _ name: Located<String>, _ start: NativeStart, side: NativeSide, angle: Double, branch: Located<String>?,
        ahead: Located<String>?, _ armLength: Double, leadsIn: Bool
    ) {
        // A joining branch comes from behind, a leaving one goes ahead.
        let outward = leadsIn ? Double.pi - angle : angle
        let signed = (side == .left) ? outward : -outward
        guard let from = self.start(start, name) else { return }
        var options = NativeJunctionOptions()
        options.armLength = armLength
        var back = JunctionArmPlan(
            name: "back", yaw: .pi, section: from.section.reversed, speedLimit: from.speedLimit)
        back.length = armLength
        let branchArm = NativeArm("branch", angle: signed, profile: branch, leadsIn: leadsIn)
        guard let aheadPlan = plan(NativeArm("ahead", angle: 0, profile: ahead), from, options),
            let branchPlan = plan(branchArm, from, options)
        else { return }
        var shape = StreetComposer.JunctionShape()
        shape.cornerRadius = 1.5
        shape.leastMouth = 12
        // Nobody turns round the nose between branch and road.
        shape.widestTurn = 1.2
        var arms = [back, aheadPlan, branchPlan]
        arms[0].hasPriority = true
        arms[1].hasPriority = true
        let composed = compose(name, from, arms, shape, leadsIn ? .priority : .free)
        guard leadsIn else { return }
        let equipment = [TrafficSign.Kind.priorityRoad, nil, .yield].map {
            ArmEquipment(crossing: nil, stopLine: nil, sign: $0)
        }
        composer.equip(composed, arms: arms, equipment: equipment, programme: nil)
    }

    /// Puts the junction where its arm `back` meets the start, and names its ends.
    private mutating func compose(
        _ name: Located<String>, _ from: Start, _ arms: [JunctionArmPlan], _ shape: StreetComposer.JunctionShape,
        _ control: DescribedJunction.Control
    ) -> ComposedJunction {
        let reach = composer.mouthDistances(arms, shape)[0] + arms[0].length
        let center = from.pose.toOuter(Vector2(reach, 0))
        let placed = arms.map { arm in
            var moved = arm
            moved.yaw = Angle.wrapped(arm.yaw + from.pose.yaw)
            return moved
        }
        let composed = composer.junction(name.value, at: center, arms: placed, shape: shape, control: control)
        if let end = from.end { composer.join(end, composed.legs[0], .end) }
        for (index, arm) in arms.enumerated() {
            addEnd(
                name.value, arm.name, composed.ends[index], isMain: arm.name == "ahead",
                isTaken: index == 0 && from.end != nil)
        }
        return composed
    }

    private mutating func plan(
        _ arm: NativeArm, _ from: Start, _ options: NativeJunctionOptions
    ) -> JunctionArmPlan? {
        var (section, speed) = (from.section, from.speedLimit)
        if let wanted = arm.profile {
            guard let profile = profile(wanted) else { return nil }
            (section, speed) = (profile.section(flipped: isFlipped), profile.speed)
        }
        // In a flipped layout the crossing road still runs from the file's left to its right.
        if arm.leadsIn { section = section.reversed }
        var plan = JunctionArmPlan(
            name: arm.name, yaw: Angle.wrapped(arm.angle * sign), section: section, speedLimit: speed)
        plan.length = options.armLength
        plan.shift = arm.shift * sign
        return plan
    }

    /// Gives priority and turns to the arms that the options name.
    private mutating func applyNames(
        _ options: NativeJunctionOptions, _ arms: inout [JunctionArmPlan], _ name: Located<String>
    ) -> Bool {
        var isFine = true
        for major in options.major {
            guard let row = armRow(major, arms) else {
                isFine = false
                continue
            }
            arms[row].hasPriority = true
        }
        for entry in options.turns {
            guard let row = armRow(Located(entry.name, at: entry.place), arms) else {
                isFine = false
                continue
            }
            arms[row].turns = entry.value.map { $0.map { $0.direction(flipped: isFlipped) } }
        }
        if options.major.isEmpty { NativeLayout.giveUsualPriority(&arms) }
        return isFine
    }

    /// The pair of arms that is closest to one straight road has priority; of equal ones the pair with `back`, which is
    /// first.
    static func giveUsualPriority(_ arms: inout [JunctionArmPlan]) {
        var best: (bend: Double, first: Int, second: Int)?
        for first in arms.indices {
            for second in arms.indices where second > first {
                let bend = .pi - Angle.difference(from: arms[first].yaw, to: arms[second].yaw).magnitude
                if let best, best.bend <= bend + 1e-9 { continue }
                best = (bend, first, second)
            }
        }
        guard let best, best.bend < 0.7 else { return }
        arms[best.first].hasPriority = true
        arms[best.second].hasPriority = true
    }

    /// Row of an arm by its name in the file; nil after reporting that there is none.
    mutating func armRow(_ name: Located<String>, _ arms: [JunctionArmPlan]) -> Int? {
        if let row = arms.firstIndex(where: { $0.name == name.value }) { return row }
        let names = arms.map(\.name)
        let near = NearestName.suggestion(for: name.value, among: names)
        let hint = near.map { "; did you mean \(quoted($0))?" } ?? ""
        error(
            .unknownArm, "no arm named \(quoted(name.value))\(hint)", at: name.place,
            help: "arms are " + names.joined(separator: ", "))
        return nil
    }
}
