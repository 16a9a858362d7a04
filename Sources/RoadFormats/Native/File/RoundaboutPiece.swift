import Fields
import Geometry
import RoadNetwork

/// A roundabout.
public struct RoundaboutPiece: NativePiece {
    public var start = NativeStart()
    public var exits: [Double] = []
    /// nil: as small as the roads allow.
    public var islandRadius: Double?
    public var lanes = 1
    public var laneWidth = 4.5
    public var speed = 30 / 3.6
    public var cross: Located<String>?
    public var armLength = 20.0
    public var crossings = NativeCrossingKind.none

    public init() {}

    public static let fields = FieldTable<Self>(
        "roundabout", "A roundabout. Ends: `exit1`, `exit2`, …, counted from where the piece starts; `ahead` too."
    ) {
        Field(
            "exits", \.exits, .angle, each: -Double.pi...Double.pi, in: 0...7,
            "Directions of the exits, to the left of straight ahead; left out: right, ahead and left.")
        Field(
            "island_radius", \.islandRadius, .length, in: 3...60, "Radius of the middle; left out: as the roads need.")
        Field("lanes", \.lanes, in: 1...3, "Lanes of the ring.")
        Field("lane_width", \.laneWidth, .length, in: 3...7, "Width of each of them.")
        Field("speed", \.speed, .speed, in: 2...20, "Speed limit of the ring.")
        Field("cross", \.cross, "Profile of the other roads, seen from the roundabout; left out: the same.")
        Field("arm_length", \.armLength, .length, in: 8...300, "Length of road that belongs to each arm.")
        Field("crossings", \.crossings, "Crossings on the arms.")
        Field.inline(\.start)
    }

    public func lay(_ layout: inout NativeLayout, _ name: Located<String>) {
        guard let from = layout.start(start, name) else { return }
        var (section, speedLimit) = (from.section, from.speedLimit)
        if let cross {
            guard let profile = layout.profile(cross) else { return }
            (section, speedLimit) = (profile.section(flipped: layout.isFlipped), profile.speed)
        }
        var shape = StreetComposer.RoundaboutShape()
        (shape.lanes, shape.laneWidth) = (lanes, laneWidth)
        shape.speedLimit = speed
        let angles = exits.isEmpty ? [-.pi / 2, 0, .pi / 2] : exits.map { Angle.wrapped($0 * layout.sign) }
        var arms = [
            JunctionArmPlan(name: "back", yaw: .pi, section: from.section.reversed, speedLimit: from.speedLimit)
        ]
        // Counter-clockwise from the entry, which is at ±180°.
        for (index, angle) in angles.sorted().enumerated() {
            arms.append(
                JunctionArmPlan(name: "exit\(index + 1)", yaw: angle, section: section, speedLimit: speedLimit))
        }
        for index in arms.indices { arms[index].length = armLength }
        shape.islandRadius = islandRadius ?? 8
        if islandRadius == nil { shape = shape.fitted(to: arms, limit: 60) }
        guard hasRoom(arms, shape, &layout, name) else { return }
        let reach = shape.outerRadius + shape.approach + armLength
        let center = from.pose.toOuter(Vector2(reach, 0))
        let placed = arms.map { arm in
            var moved = arm
            moved.yaw = Angle.wrapped(arm.yaw + from.pose.yaw)
            return moved
        }
        let mouths = layout.composer.roundabout(name.value, at: center, arms: placed, shape: shape)
        if let end = from.end { layout.composer.join(end, mouths[0].legs[0], .end) }
        equip(mouths, placed, &layout)
        for (index, arm) in arms.enumerated() {
            layout.addEnd(
                name.value, arm.name, mouths[index].ends[0], isMain: arm.yaw.magnitude < 0.01,
                isTaken: index == 0 && from.end != nil)
        }
    }

    /// Whether the mouths of neighbouring arms leave some ring between them.
    private func hasRoom(
        _ arms: [JunctionArmPlan], _ shape: StreetComposer.RoundaboutShape, _ layout: inout NativeLayout,
        _ name: Located<String>
    ) -> Bool {
        let narrowest = shape.narrowestRing(arms)
        guard narrowest.angle < 0.05 else { return true }
        layout.error(
            .impossibleCurve,
            "there is no room for ring between \(quoted(arms[narrowest.arm].name)) and "
                + quoted(arms[(narrowest.arm + 1) % arms.count].name),
            at: name.place, help: "make 'island_radius' larger, or the exits fewer or farther apart")
        return false
    }

    private func equip(_ mouths: [ComposedJunction], _ arms: [JunctionArmPlan], _ layout: inout NativeLayout) {
        for (mouth, arm) in zip(mouths, arms) {
            let equipment = StreetComposer.equipment(
                crossingWidth: crossings == .none ? nil : 4, isZebra: crossings == .zebra, leads: true)
            layout.composer.equip(mouth, arms: [arm], equipment: [equipment], programme: nil)
        }
    }
}
