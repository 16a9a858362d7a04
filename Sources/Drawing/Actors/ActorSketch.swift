import Geometry
import World

/// One actor about to be drawn: its model, motion and lights, and how large it appears. Shapes are drawn in the model's
/// frame (x forward from the reference point, y left, metres).
struct ActorSketch {
    var model: ActorModel
    var motion: ActorMotion
    var lights: ActorLights
    var isDriven: Bool
    var articulation: Double
    var steeringAngle: Double
    /// Direction of view against the heading, radians.
    var gaze: Double
    /// 0 shut – 1 wide open.
    var doors: (left: Float, right: Float)
    var randomKey: UInt64
    /// Simulated seconds, for blinking and walking.
    var time: Double
    var pixelsPerMetre: Double
    var palette: Palette
    /// Offset of a shadow per metre of height, world axes.
    var light: Vector2

    /// Small road users are drawn larger than life when zoomed out, so that they stay visible.
    var enlargement: Double {
        let smallest: Double =
            model.actorClass.isPedestrian ? 15 : model.actorClass.isCycle ? 20 : model.actorClass == .cone ? 8 : 0
        return max(1, smallest / (max(model.length, model.width) * pixelsPerMetre))
    }

    /// Rear and front end of the overall box, and half of its width.
    var rear: Double { model.centerOffset - model.length / 2 }
    var front: Double { model.centerOffset + model.length / 2 }
    var halfWidth: Double { model.width / 2 }

    /// The model's paint, picked by the random key.
    var bodyColour: Colour {
        if isDriven { return palette.accent }
        return ownColour.mixed(with: palette.asphalt, palette.vehicleDimming)
    }

    /// The colour of paint or clothes, undimmed.
    var ownColour: Colour {
        guard !model.colours.isEmpty else { return Colour(0x9AA1A9) }
        return Colour(linear: model.colours[Int(randomKey % UInt64(model.colours.count))])
    }

    /// Indicators are lit two thirds of each period of 0.7 s.
    var isBlinkOn: Bool { (time / 0.7).truncatingRemainder(dividingBy: 1) < 0.66 }

    /// Draws shadow, body and lights into world coordinates.
    func draw(into list: inout DisplayList) {
        let place = PlaneTransform.scale(enlargement, enlargement).then(PlaneTransform(motion.pose))
        drawShadow(into: &list)
        list.transformed(place) { list in
            switch model.actorClass {
            case .car, .van: drawCar(into: &list)
            case .truck: drawTruck(into: &list)
            case .bus, .articulatedBus: drawBus(into: &list)
            case .motorcycle, .bicycle, .eScooter, .cargoTricycle: drawCycle(into: &list)
            case .wheelchair: drawWheelchair(into: &list)
            case .adult, .child: drawPerson(at: .zero, size: max(model.width, 0.4), into: &list)
            case .dog: drawDog(into: &list)
            case .cone, .barrier, .box: drawThing(into: &list)
            }
        }
    }

    private func drawShadow(into list: inout DisplayList) {
        guard pixelsPerMetre > 2.5 else { return }
        let offset = light * min(1.6, 0.35 * model.height)
        let bodies = model.bodies(at: .identity, articulationAngle: articulation)
        var body = Path()
        for box in [bodies.first, bodies.second].compactMap({ $0 }) {
            body.addPolygon(box.corners.map { $0 * enlargement })
        }
        for share in [0.55, 1.0] {
            let place = PlaneTransform(motion.pose).then(.translation(offset * share))
            list.transformed(place) { $0.fill(body, palette.shadow.faded(0.62)) }
        }
    }
}
