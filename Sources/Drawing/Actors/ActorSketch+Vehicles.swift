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

    /// Where glass and roof of a car lie: from its body parts where it has them.
    private var cabin: (glass: ClosedRange<Double>, roof: ClosedRange<Double>, half: Double) {
        let isVan = model.actorClass == .van
        func at(_ share: Double) -> Double { rear + model.length * share }
        func extent(_ part: BodyPart) -> ClosedRange<Double> {
            (part.center.x - part.length / 2)...(part.center.x + part.length / 2)
        }
        let usual = isVan ? (at(0.02)...at(0.83), at(0.05)...at(0.72)) : (at(0.09)...at(0.70), at(0.22)...at(0.52))
        let glass = model.parts.filter { $0.material == .glass }.max { $0.length < $1.length }
        let roof = model.parts.filter { $0.material == .paint }.max { $0.top < $1.top }
        guard let glass, let roof, roof.top > glass.top - 0.05 else { return (usual.0, usual.1, halfWidth * 0.8) }
        return (extent(glass), extent(roof), glass.width / 2)
    }

    func drawCar(into list: inout DisplayList) {
        let isVan = model.actorClass == .van
        let body = hull(
            rear: rear, front: front, halfWidth: halfWidth, nose: isVan ? 0.5 : 0.9, tail: isVan ? 0.3 : 0.6)
        drawEgoHalo(into: &list)
        drawFrontWheels(into: &list)
        drawDoors(into: &list)
        list.fill(body, bodyColour)
        if pixelsPerMetre > 3.5 {
            let (glass, roof, half) = cabin
            list.fill(pane((glass.lowerBound, half * 0.94), (glass.upperBound, half)), self.glass)
            let (low, high) = (Vector2(roof.lowerBound, -half * 0.9), Vector2(roof.upperBound, half * 0.9))
            list.fill(.rectangle(from: low, to: high, radius: 0.2), bodyColour.mixed(with: .white, 0.12))
            drawMirrors(at: glass.upperBound - 0.15, into: &list)
        }
        list.stroke(body, outline, Stroke(0.05, minimumPixels: 0.8))
        drawLights(rear: rear, front: front, halfWidth: halfWidth, into: &list)
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
        drawEgoHalo(into: &list)
        drawFrontWheels(into: &list)
        var firstRear = rear
        if let joint = model.articulation?.jointOffset {
            let turn = PlaneTransform.translation(Vector2(-joint, 0)).then(.rotation(articulation))
                .then(.translation(Vector2(joint, 0)))
            list.transformed(turn) { drawCoach(rear: rear, front: joint - 0.45, hasFront: false, into: &$0) }
            list.fill(.circle(center: Vector2(joint, 0), radius: halfWidth * 0.86), Colour(0x30343A))
            firstRear = joint + 0.45
        }
        drawCoach(rear: firstRear, front: front, hasFront: true, into: &list)
        drawMirrors(at: front - 0.2, into: &list)
        drawLights(rear: firstRear, front: front, halfWidth: halfWidth, into: &list)
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

    private func drawDoors(into list: inout DisplayList) {
        for (side, opening) in [(VehicleSide.left, doors.left), (.right, doors.right)] {
            guard let door = model.door(side, opening: opening, at: .identity) else { continue }
            list.stroke(
                .line([door.center - door.axis * door.halfLength, door.center + door.axis * door.halfLength]),
                bodyColour.mixed(with: .black, 0.25),
                Stroke(door.halfWidth * 2, minimumPixels: 1.8, cap: .round))
        }
    }
}
