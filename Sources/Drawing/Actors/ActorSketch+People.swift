import Geometry
import World

/// People, cycles, animals and things.
extension ActorSketch {
    private var ink: Colour { Colour(0x22272D) }
    private var skin: Colour {
        let tones: [UInt32] = [0xF0C9A4, 0xD9A577, 0xA8734A, 0x7A4F33]
        return Colour(tones[Int(randomKey >> 20 & 3)])
    }
    private var clothes: Colour { ownColour }

    /// Shoulders, head and walking feet around a point; `size` is the width of the shoulders, metres.
    func drawPerson(at point: Vector2, size: Double, isRiding: Bool = false, into list: inout DisplayList) {
        if !isRiding {
            // One step takes about 0.7 m; standing feet are side by side.
            let phase = DeterministicMath.sin(2 * .pi * time * min(2.2, motion.speed.magnitude / 1.4))
            let stride = motion.speed.magnitude > 0.1 ? 0.34 * size * phase : 0
            for side in [1.0, -1.0] {
                let foot = point + Vector2(side * stride + 0.06, side * size * 0.2)
                list.fill(.ellipse(center: foot, radiusX: size * 0.24, radiusY: size * 0.11), ink)
            }
        }
        list.fill(.ellipse(center: point, radiusX: size * 0.30, radiusY: size * 0.52), clothes)
        list.stroke(.ellipse(center: point, radiusX: size * 0.30, radiusY: size * 0.52), .white, .pixels(0.9))
        let head = point + Vector2(size * 0.06, 0)
        let nose = head + Vector2(yaw: gaze) * (size * 0.27)
        list.fill(.circle(center: nose, radius: size * 0.07), skin)
        list.fill(.circle(center: head, radius: size * 0.23), skin)
        list.fill(.circle(center: head - Vector2(yaw: gaze) * (size * 0.05), radius: size * 0.19), ink.faded(0.85))
    }

    func drawCycle(into list: inout DisplayList) {
        let wheel = model.actorClass == .eScooter ? 0.18 : 0.34
        let thickness = model.actorClass == .motorcycle ? 0.16 : 0.08
        let tyre = Stroke(thickness, minimumPixels: 1.6, cap: .round)
        let axle = rear + wheel
        let steered = front - wheel
        if model.actorClass == .cargoTricycle {
            drawCargoBox(behind: axle, wheel: wheel, tyre, into: &list)
        } else {
            list.stroke(.line([Vector2(rear, 0), Vector2(axle + wheel, 0)]), ink, tyre)
        }
        let along = Vector2(yaw: steeringAngle) * wheel
        list.stroke(.line([Vector2(steered, 0) - along, Vector2(steered, 0) + along]), ink, tyre)
        let frame = Stroke(model.actorClass == .motorcycle ? 0.34 : 0.09, minimumPixels: 1.2, cap: .round)
        list.stroke(.line([Vector2(axle, 0), Vector2(steered - 0.1, 0)]), bodyColour, frame)
        let bar = Vector2(steered - wheel * 0.5, 0)
        let across = Vector2(yaw: steeringAngle).leftNormal * min(0.34, halfWidth)
        list.stroke(.line([bar - across, bar + across]), ink, Stroke(0.06, minimumPixels: 1.2, cap: .round))
        let seat = model.actorClass == .eScooter ? (axle + steered) / 2 : axle + (steered - axle) * 0.42
        drawArms(from: seat, to: bar, spread: across, into: &list)
        drawPerson(at: Vector2(seat, 0), size: 0.48, isRiding: true, into: &list)
        drawLights(rear: rear, front: front, halfWidth: 0.16, into: &list)
    }

    private func drawArms(from seat: Double, to bar: Vector2, spread: Vector2, into list: inout DisplayList) {
        var arms = Path()
        arms.addLine([Vector2(seat, 0.2), bar + spread * 0.8])
        arms.addLine([Vector2(seat, -0.2), bar - spread * 0.8])
        list.stroke(arms, clothes, Stroke(0.09, minimumPixels: 1, cap: .round))
    }

    private func drawCargoBox(behind axle: Double, wheel: Double, _ tyre: Stroke, into list: inout DisplayList) {
        for side in [1.0, -1.0] {
            let y = side * (halfWidth - 0.06)
            list.stroke(.line([Vector2(axle - wheel, y), Vector2(axle + wheel, y)]), ink, tyre)
        }
        let box = Path.rectangle(
            from: Vector2(rear, -halfWidth + 0.12), to: Vector2(rear + model.length * 0.42, halfWidth - 0.12),
            radius: 0.08)
        list.fill(box, bodyColour)
        list.stroke(box, ink.faded(0.6), .pixels(0.8))
    }

    func drawWheelchair(into list: inout DisplayList) {
        for side in [1.0, -1.0] {
            let y = side * (halfWidth - 0.04)
            list.stroke(
                .line([Vector2(-0.3, y), Vector2(0.3, y)]), ink, Stroke(0.07, minimumPixels: 1.5, cap: .round))
        }
        list.fill(.rectangle(from: Vector2(-0.3, -0.24), to: Vector2(0.35, 0.24), radius: 0.06), Colour(0x4B5563))
        drawPerson(at: Vector2(-0.05, 0), size: 0.46, isRiding: true, into: &list)
    }

    func drawDog(into list: inout DisplayList) {
        let coat = Colour(Int(randomKey & 1) == 0 ? 0x8A5A33 : 0xC9A26B)
        let (l, w) = (model.length, max(model.width, 0.18))
        list.stroke(
            .line([Vector2(-l / 2, 0), Vector2(-l * 0.3, 0)]), coat, Stroke(0.06, minimumPixels: 1, cap: .round))
        list.fill(.ellipse(center: .zero, radiusX: l * 0.32, radiusY: w * 0.45), coat)
        list.fill(.ellipse(center: Vector2(l * 0.36, 0), radiusX: l * 0.15, radiusY: w * 0.33), coat)
        list.fill(.circle(center: Vector2(l * 0.49, 0), radius: l * 0.035), ink)
    }

    func drawThing(into list: inout DisplayList) {
        let (low, high) = (Vector2(rear, -halfWidth), Vector2(front, halfWidth))
        switch model.actorClass {
        case .cone:
            list.fill(.rectangle(from: low, to: high, radius: 0.05), Colour(0x2B2F35))
            for (share, colour) in [(0.84, Colour(0xF0651F)), (0.58, Colour.white), (0.36, Colour(0xF0651F))] {
                list.fill(.circle(center: .zero, radius: halfWidth * share), colour)
            }
        case .barrier:
            list.fill(.rectangle(from: low, to: high), .white)
            var stripes = Path()
            let size = high - low
            let steps = max(2, Int(max(size.x, size.y) / 0.3))
            let along = size.x > size.y ? Vector2(size.x, 0) : Vector2(0, size.y)
            let across = size - along
            for step in stride(from: 0, to: steps, by: 2) {
                let from = low + along * (Double(step) / Double(steps))
                stripes.addRectangle(from: from, to: from + along / Double(steps) + across)
            }
            list.fill(stripes, Colour(0xD8322B))
            list.stroke(.rectangle(from: low, to: high), ink.faded(0.7), .pixels(0.8))
        default:
            list.fill(.rectangle(from: low, to: high, radius: 0.04), Colour(0xB98B55))
            list.stroke(
                .line([Vector2(rear, 0), Vector2(front, 0)]), Colour(0x8C6638), Stroke(0.06, minimumPixels: 0.8))
            list.stroke(.rectangle(from: low, to: high, radius: 0.04), Colour(0x6E5029), .pixels(0.8))
        }
    }
}
