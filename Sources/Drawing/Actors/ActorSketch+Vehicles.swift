import Geometry
import World

/// Cars, vans, trucks and buses.
extension ActorSketch {
    private var outline: Colour { Colour(0x14181D, opacity: 0.55) }
    private var glass: Colour { Colour(0x1C242C, opacity: 0.82) }

    /// A hull with a rounder nose than tail.
    private func hull(rear: Double, front: Double, halfWidth w: Double, nose: Double, tail: Double) -> Path {
        var path = Path()
        path.move(to: Vector2(rear + tail, w))
        path.line(to: Vector2(front - nose, w))
        path.curve(Vector2(front - nose * 0.35, w * 0.98), Vector2(front, w * 0.82), to: Vector2(front, w * 0.5))
        path.line(to: Vector2(front, -w * 0.5))
        path.curve(Vector2(front, -w * 0.82), Vector2(front - nose * 0.35, -w * 0.98), to: Vector2(front - nose, -w))
        path.line(to: Vector2(rear + tail, -w))
        path.curve(Vector2(rear + tail * 0.3, -w), Vector2(rear, -w * 0.94), to: Vector2(rear, -w * 0.7))
        path.line(to: Vector2(rear, w * 0.7))
        path.curve(Vector2(rear, w * 0.94), Vector2(rear + tail * 0.3, w), to: Vector2(rear + tail, w))
        path.close()
        return path
    }

    /// The band of glass between two cross sections (position along x, half width).
    private func pane(_ back: (x: Double, half: Double), _ ahead: (x: Double, half: Double)) -> Path {
        .polygon([
            Vector2(back.x, back.half), Vector2(back.x, -back.half), Vector2(ahead.x, -ahead.half),
            Vector2(ahead.x, ahead.half),
        ])
    }

    func drawCar(into list: inout DisplayList) {
        let (l, w) = (model.length, halfWidth)
        let isVan = model.actorClass == .van
        drawEgoHalo(into: &list)
        drawFrontWheels(into: &list)
        drawDoors(at: rear + l * (isVan ? 0.68 : 0.55), into: &list)
        list.fill(
            hull(rear: rear, front: front, halfWidth: w, nose: isVan ? 0.5 : 0.9, tail: isVan ? 0.3 : 0.6), bodyColour)
        if pixelsPerMetre > 3.5 {
            // Cross sections from the tail forwards: rear window, roof, windscreen.
            let (a, b, c, d) = isVan ? (0.02, 0.05, 0.72, 0.83) : (0.09, 0.22, 0.52, 0.70)
            let side = w * 0.80
            list.fill(pane((rear + l * a, side * 0.92), (rear + l * d, side)), glass)
            list.fill(
                .rectangle(
                    from: Vector2(rear + l * b, -side * 0.88), to: Vector2(rear + l * c, side * 0.88), radius: 0.2),
                bodyColour.mixed(with: .white, 0.12))
            drawMirrors(at: rear + l * (d - 0.03), into: &list)
        }
        list.stroke(
            hull(rear: rear, front: front, halfWidth: w, nose: isVan ? 0.5 : 0.9, tail: isVan ? 0.3 : 0.6), outline,
            Stroke(0.05, minimumPixels: 0.8))
        drawLights(rear: rear, front: front, halfWidth: w, into: &list)
    }

    func drawTruck(into list: inout DisplayList) {
        let cab = min(2.3, model.length * 0.3)
        drawEgoHalo(into: &list)
        drawFrontWheels(into: &list)
        let cargo = Colour(0xE9E8E3).mixed(with: palette.asphalt, palette.vehicleDimming)
        list.fill(hull(rear: front - cab, front: front, halfWidth: halfWidth, nose: 0.4, tail: 0.1), bodyColour)
        list.fill(pane((front - 0.75, halfWidth * 0.88), (front - 0.2, halfWidth * 0.8)), glass)
        let box = Path.rectangle(
            from: Vector2(rear, -halfWidth), to: Vector2(front - cab - 0.25, halfWidth), radius: 0.12)
        list.fill(box, cargo)
        list.stroke(box, outline, Stroke(0.05, minimumPixels: 0.8))
        var ribs = Path()
        for x in stride(from: rear + 1.2, to: front - cab - 0.6, by: 1.2) {
            ribs.addLine([Vector2(x, -halfWidth + 0.12), Vector2(x, halfWidth - 0.12)])
        }
        list.stroke(ribs, outline.faded(0.25), Stroke(0.05, minimumPixels: 0.5))
        drawMirrors(at: front - 0.5, into: &list)
        drawLights(rear: rear, front: front, halfWidth: halfWidth, into: &list)
    }

    func drawBus(into list: inout DisplayList) {
        let isArticulated = model.parts.contains(where: \.isTrailing)
        let joint = isArticulated ? jointPosition : rear
        if isArticulated {
            let turn = PlaneTransform.translation(Vector2(-joint, 0)).then(.rotation(articulation))
                .then(.translation(Vector2(joint, 0)))
            list.transformed(turn) { drawCoach(rear: rear, front: joint - 0.55, hasFront: false, into: &$0) }
            list.fill(.circle(center: Vector2(joint, 0), radius: halfWidth * 0.86), Colour(0x30343A))
        }
        drawEgoHalo(into: &list)
        drawFrontWheels(into: &list)
        drawCoach(rear: isArticulated ? joint + 0.55 : rear, front: front, hasFront: true, into: &list)
        drawMirrors(at: front - 0.2, into: &list)
        drawLights(rear: isArticulated ? joint + 0.55 : rear, front: front, halfWidth: halfWidth, into: &list)
    }

    /// Where the second body hangs: between the rear of the first and the front of the second.
    private var jointPosition: Double {
        let leading = model.parts.filter { !$0.isTrailing }.map { $0.center.x - $0.length / 2 }.min() ?? 0
        let trailing = model.parts.filter(\.isTrailing).map { $0.center.x + $0.length / 2 }.max() ?? 0
        return (leading + trailing) / 2
    }

    private func drawCoach(rear: Double, front: Double, hasFront: Bool, into list: inout DisplayList) {
        let body = hull(rear: rear, front: front, halfWidth: halfWidth, nose: 0.3, tail: 0.2)
        list.fill(body, bodyColour)
        let roof = Path.rectangle(
            from: Vector2(rear + 0.25, -halfWidth * 0.84),
            to: Vector2(front - (hasFront ? 0.7 : 0.25), halfWidth * 0.84),
            radius: 0.25)
        list.fill(roof, bodyColour.mixed(with: .white, 0.22))
        if hasFront { list.fill(pane((front - 0.5, halfWidth * 0.88), (front - 0.12, halfWidth * 0.8)), glass) }
        for share in [0.28, 0.68] {
            let x = rear + (front - rear) * share
            list.fill(
                .rectangle(from: Vector2(x - 0.5, -0.45), to: Vector2(x + 0.5, 0.45), radius: 0.12),
                bodyColour.mixed(with: .black, 0.12))
        }
        list.stroke(body, outline, Stroke(0.05, minimumPixels: 0.8))
    }

    /// A ring of the accent colour around a driven vehicle.
    private func drawEgoHalo(into list: inout DisplayList) {
        guard isDriven else { return }
        let margin = max(0.28, 3 / pixelsPerMetre)
        let ring = Path.rectangle(
            from: Vector2(rear - margin, -halfWidth - margin), to: Vector2(front + margin, halfWidth + margin),
            radius: 0.9 + margin)
        list.fill(ring, palette.accent.faded(0.22))
        list.stroke(ring, palette.accent.faded(0.9), .pixels(1.4))
    }

    private func drawFrontWheels(into list: inout DisplayList) {
        guard pixelsPerMetre > 6, model.wheelbase > 0 else { return }
        for side in [1.0, -1.0] {
            let hub = Vector2(model.wheelbase, side * (halfWidth - 0.12))
            let place = PlaneTransform.rotation(steeringAngle).then(.translation(hub))
            list.transformed(place) {
                $0.fill(
                    .rectangle(from: Vector2(-0.33, -0.14), to: Vector2(0.33, 0.14), radius: 0.07), Colour(0x16191D))
            }
        }
    }

    private func drawMirrors(at x: Double, into list: inout DisplayList) {
        guard pixelsPerMetre > 5 else { return }
        var path = Path()
        for side in [1.0, -1.0] {
            path.addRectangle(
                from: Vector2(x - 0.1, side * (halfWidth + 0.09) - 0.09),
                to: Vector2(x + 0.1, side * (halfWidth + 0.09) + 0.09), radius: 0.05)
        }
        list.fill(path, bodyColour.mixed(with: .black, 0.35))
    }

    private func drawDoors(at hinge: Double, into list: inout DisplayList) {
        for (opening, side) in [(doors.left, 1.0), (doors.right, -1.0)] where opening > 0.02 {
            let root = Vector2(hinge + 0.5, side * halfWidth)
            let tip = root + Vector2(-1.05, 0).rotated(by: -side * opening * 1.2)
            list.stroke(
                .line([root, tip]), bodyColour.mixed(with: .black, 0.25), Stroke(0.12, minimumPixels: 1.5, cap: .round))
        }
    }
}
