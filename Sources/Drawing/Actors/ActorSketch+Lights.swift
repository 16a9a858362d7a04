import Geometry
import World

extension ActorSketch {
    /// Lamps at the corners of a body that reaches from `rear` to `front`.
    func drawLights(rear: Double, front: Double, halfWidth: Double, into list: inout DisplayList) {
        let lamp = Vector2(0.14, min(0.38, halfWidth * 0.4))
        if lights.contains(.headlamps) {
            drawBeam(from: Vector2(front, halfWidth * 0.66), into: &list)
            drawBeam(from: Vector2(front, -halfWidth * 0.66), into: &list)
        }
        for side in [1.0, -1.0] {
            let y = side * (halfWidth - lamp.y / 2 - 0.1)
            drawLamp(at: Vector2(front - 0.16, y), size: lamp, Palette.headlamp, glow: 0, into: &list)
            let isBraking = lights.contains(.brake)
            drawLamp(
                at: Vector2(rear + 0.1, y), size: lamp, isBraking ? Palette.brakeLight : Colour(0x8E2A26),
                glow: isBraking ? 1.1 : 0, into: &list)
            if lights.contains(.reversing) {
                drawLamp(
                    at: Vector2(rear + 0.1, y * 0.5), size: lamp * 0.8, Palette.reversingLight, glow: 0.6, into: &list)
            }
            let indicator: ActorLights = side > 0 ? .indicatorLeft : .indicatorRight
            guard lights.contains(indicator), isBlinkOn else { continue }
            let outer = side * (halfWidth - 0.12)
            for x in [front - 0.3, rear + 0.25] {
                drawLamp(at: Vector2(x, outer), size: Vector2(0.34, 0.2), Palette.indicator, glow: 1.0, into: &list)
            }
        }
        if lights.contains(.beacon), isBlinkOn {
            let middle = Vector2((rear + front) / 2, 0)
            drawLamp(at: middle, size: Vector2(0.3, halfWidth), Palette.beacon, glow: 1.6, into: &list)
        }
    }

    private func drawLamp(
        at point: Vector2, size: Vector2, _ colour: Colour, glow: Double, into list: inout DisplayList
    ) {
        if glow > 0 {
            let radius = max(min(glow, 0.3 + 0.9 * halfWidth), 6 / pixelsPerMetre)
            list.fill(
                .circle(center: point, radius: radius),
                .radial(center: point, radius: radius, colour.faded(0.75), colour.faded(0)))
        }
        list.fill(.rectangle(from: point - size / 2, to: point + size / 2, radius: 0.06), colour)
    }

    private func drawBeam(from point: Vector2, into list: inout DisplayList) {
        let reach = 16.0
        let cone = Path.polygon([
            point, point + Vector2(reach, -3.2), point + Vector2(reach + 1.4, 0), point + Vector2(reach, 3.2),
        ])
        let light = Palette.headlamp.faded(palette.vehicleDimming > 0 ? 0.20 : 0.10)
        list.fill(cone, .linear(from: point, to: point + Vector2(reach, 0), light, light.faded(0)))
    }
}
