import DrivingInterface
import Geometry

extension HeadsUpPicture {
    /// Speed, speed limit, acceleration and steering, at the lower left.
    func drawDriving(_ facts: HeadsUpFacts, into list: inout DisplayList) {
        let size = Vector2(248, 92)
        let low = Vector2(margin, height - margin - size.y)
        panel(from: low, size: size, into: &list)
        let isFast = facts.speedLimit.map { facts.speed > $0 + 0.8 } ?? false
        let speed = Int((facts.speed.magnitude * 3.6).rounded())
        list.text(
            Label(
                "\(speed)", at: low + Vector2(76, 36), size: 40, colour: isFast ? Colour(0xE5352B) : palette.text,
                isBold: true, alignment: .trailing))
        list.text(Label("km/h", at: low + Vector2(82, 46), size: 11, colour: palette.faintText))
        if let limit = facts.speedLimit { drawLimit(limit, at: low + Vector2(142, 34), into: &list) }
        drawAcceleration(facts.acceleration, from: low + Vector2(184, 12), into: &list)
        drawIndicators(facts, at: low + Vector2(220, 34), into: &list)
        drawSteering(facts, from: low + Vector2(16, 76), length: 216, into: &list)
        drawMode(facts.mode, above: low, into: &list)
    }

    private func drawLimit(_ limit: Double, at center: Vector2, into list: inout DisplayList) {
        list.fill(.circle(center: center, radius: 19), Colour(0xD0312D))
        list.fill(.circle(center: center, radius: 14.5), .white)
        let text = "\(Int((limit * 3.6).rounded()))"
        list.text(
            Label(text, at: center, size: text.count > 2 ? 11 : 14, colour: .black, isBold: true, alignment: .center))
    }

    /// Bar upwards in green while speeding up, downwards in red while braking; full at 4 and −8 m/s².
    private func drawAcceleration(_ acceleration: Double, from top: Vector2, into list: inout DisplayList) {
        let (width, height, zero) = (9.0, 46.0, 16.0)
        list.fill(
            .rectangle(from: top, to: top + Vector2(width, height), radius: 4), palette.faintText.faded(0.25))
        let full = acceleration >= 0 ? zero / 4 : (height - zero) / 8
        let reach = max(-(height - zero), min(zero, acceleration * full))
        let base = top + Vector2(0, zero)
        if reach.magnitude > 0.5 {
            list.fill(
                .rectangle(
                    from: base + Vector2(0, min(0, -reach)), to: base + Vector2(width, max(0, -reach)), radius: 3),
                acceleration > 0 ? Colour(0x22B573) : Colour(0xE5352B))
        }
        list.stroke(.line([base - Vector2(3, 0), base + Vector2(width + 3, 0)]), palette.faintText, .pixels(1))
    }

    /// Two small triangles, lit when on.
    private func drawIndicators(_ facts: HeadsUpFacts, at center: Vector2, into list: inout DisplayList) {
        let blinks = (facts.time / 0.7).truncatingRemainder(dividingBy: 1) < 0.66
        for (side, on) in [(-1.0, [.left, .hazard]), (1.0, [.right, .hazard])] as [(Double, [Indicator])] {
            let isLit = on.contains(facts.indicator) && blinks
            let tip = center + Vector2(side * 15, 0)
            let arrow = Path.polygon([tip, center + Vector2(side * 4, -8), center + Vector2(side * 4, 8)])
            list.fill(arrow, isLit ? Colour(0x22B573) : palette.faintText.faded(0.3))
        }
    }

    /// A knob on a line: left of the middle is left.
    private func drawSteering(_ facts: HeadsUpFacts, from left: Vector2, length: Double, into list: inout DisplayList) {
        let middle = left + Vector2(length / 2, 0)
        let share = max(-1, min(1, facts.steering / max(facts.maximumSteering, 1e-6)))
        let knob = middle - Vector2(share * (length / 2 - 6), 0)
        list.stroke(
            .line([left, left + Vector2(length, 0)]), palette.faintText.faded(0.3), Stroke(5, cap: .round))
        list.stroke(.line([middle, knob]), palette.accent, Stroke(5, cap: .round))
        list.stroke(.line([middle - Vector2(0, 6), middle + Vector2(0, 6)]), palette.faintText, .pixels(1))
        list.fill(.circle(center: knob, radius: 6), palette.accent)
    }

    private func drawMode(_ mode: DrivingMode, above low: Vector2, into list: inout DisplayList) {
        guard mode != .driving else { return }
        let text = mode == .transitionDemand ? "take over!" : "minimal risk manoeuvre"
        let from = low - Vector2(0, 32)
        list.fill(.rectangle(from: from, to: from + Vector2(200, 25), radius: 7), Colour(0xE58A12))
        list.text(
            Label(text, at: from + Vector2(100, 12.5), size: 13, colour: .white, isBold: true, alignment: .center))
    }
}
