import Fields
import Geometry
import RoadNetwork

/// A catalogue file as written.
struct CatalogueEntry: FieldDescribed {
    var models: [Named<ActorModelEntry>] = []

    static let fields = FieldTable<Self>("catalogue", "Kinds of actors: size, shape, dynamics.") {
        Field("models", \.models, in: 1...1000, "Each kind under its name.").required()
    }
}

/// A kind of actor as written in a catalogue file.
struct ActorModelEntry: FieldDescribed {
    var actorClass = ActorClass.car
    var length = 4.6
    var width = 1.85
    var height = 1.5
    var groundClearance = 0.0
    var wheelbase = 0.0
    var frontOverhang: Double?
    var doorHinge: Double?
    var wheels: WheelsEntry?
    var parts: [BodyPart] = []
    var articulation: Articulation?
    var dynamics = DynamicsEntry()
    var colours: [LinearColour] = [LinearColour(0.5, 0.5, 0.5)]
    var reflectivity: Float = 0.3
    var radarCrossSection: Float = 0
    var radarAspects: [Double] = []
    var topSpeed = 50.0
    var usualSpeed = 0.0
    var comfortableAcceleration = 2.0
    var comfortableDeceleration = 2.5
    var maximumDeceleration = 8.0

    static let fields = FieldTable<Self>("model", "A kind of actor.") {
        Field("class", \.actorClass, ActorClass.format, "What rules and metrics take it for.").required()
        Field("length", \.length, .length, in: 0.1...30, "Overall length, straight.").required()
        Field("width", \.width, .length, in: 0.1...4, "Overall width without mirrors.").required()
        Field("height", \.height, .length, in: 0.05...5, "Overall height, rider included.").required()
        Field("ground_clearance", \.groundClearance, .length, in: 0...1, "Gap between ground and body.")
        Field(
            "wheelbase", \.wheelbase, .length, in: 0...15,
            "Between the axles; the reference point is the rear one. Without wheelbase it is the middle.")
        Field(
            "front_overhang", \.frontOverhang, .length, in: 0...5,
            "From the front axle to the front; an even share of the length if absent.")
        Field(
            "door_hinge", \.doorHinge, .length, in: -10...10,
            "Hinge of the front doors ahead of the reference point; without it doors never open.")
        Field("wheels", \.wheels, "Wheels that sensors see.")
        Field("parts", \.parts, in: 1...40, "Convex pieces of the body that sensors see.").required()
        Field("articulation", \.articulation, "The joint to a second body.")
        Field("dynamics", \.dynamics, "How it answers to pedals and steering when a policy drives it.")
        Field("colours", \.colours, .list(of: .colour, count: 1...100), "Paints or clothes to choose from.")
        Field("reflectivity", \.reflectivity, .ratio, in: 0...1, "Of the paint in near-infrared.")
        Field("radar_cross_section", \.radarCrossSection, .radarCrossSection, in: -40...40, "Seen from the rear.")
        Field(
            "radar_aspects", \.radarAspects, .level, each: -40...40, in: 0...361,
            "How much more is seen at equal steps of aspect from the front to the rear; nothing: the same all around.")
        Field("top_speed", \.topSpeed, .speed, in: 0...100, "It never goes faster.")
        Field(
            "usual_speed", \.usualSpeed, .speed, in: 0...100,
            "Where nothing limits it (people, cycles); 0 means the limit of the road.")
        Field(
            "comfortable_acceleration", \.comfortableAcceleration, .acceleration, in: 0...10, "When nothing presses.")
        Field(
            "comfortable_deceleration", \.comfortableDeceleration, .acceleration, in: 0...10, "When nothing presses.")
        Field("maximum_deceleration", \.maximumDeceleration, .acceleration, in: 0...15, "In an emergency.")
    }

    /// From the reference point forward to the middle of the overall box, metres.
    var centerOffset: Double {
        guard wheelbase > 0 else { return 0 }
        return wheelbase + (frontOverhang ?? (length - wheelbase) / 2) - length / 2
    }

    mutating func finish(_ node: DocumentNode, _ diagnostics: inout Diagnostics) {
        let rear = centerOffset - length / 2
        if wheelbase > 0, rear > 0.05 || wheelbase > centerOffset + length / 2 {
            diagnostics.error(
                CatalogueCode.unsoundModel, "an axle lies outside the length",
                at: node["wheelbase"]?.place ?? node.place)
        }
        let listed = node["parts"]?.items ?? []
        for (part, written) in zip(parts, listed) {
            if let problem = problem(of: part) {
                diagnostics.error(CatalogueCode.unsoundModel, problem, at: written.place)
            }
        }
    }

    /// What contradicts the overall measures, if anything does.
    private func problem(of part: BodyPart) -> String? {
        let slack = 0.05
        if part.along.upperBound > centerOffset + length / 2 + slack
            || part.along.lowerBound < centerOffset - length / 2 - slack
        {
            return "the part reaches out of the length"
        }
        if part.center.y.magnitude + part.width / 2 > width / 2 + slack { return "the part reaches out of the width" }
        if part.top > height + slack { return "the part is higher than the height" }
        return nil
    }

    func model(named name: String) -> ActorModel {
        var model = ActorModel(name: name, actorClass: actorClass)
        (model.length, model.width, model.height) = (length, width, height)
        (model.centerOffset, model.wheelbase, model.groundClearance) = (centerOffset, wheelbase, groundClearance)
        model.doorHinge = doorHinge
        model.parts = (wheels?.parts(of: self) ?? []) + parts
        model.articulation = articulation
        model.motionModel = dynamics.motionModel
        model.dynamics = dynamics.parameters(wheelbase: wheelbase, topSpeed: topSpeed)
        model.colours = colours
        (model.reflectivity, model.radarCrossSection) = (reflectivity, radarCrossSection)
        model.radarAspects = radarAspects
        (model.maximumSpeed, model.usualSpeed) = (topSpeed, usualSpeed)
        model.comfortableAcceleration = comfortableAcceleration
        model.comfortableDeceleration = comfortableDeceleration
        model.maximumDeceleration = maximumDeceleration
        return model
    }
}

/// Wheels as written: boxes of rubber on the ground.
struct WheelsEntry: FieldDescribed {
    var diameter = 0.65
    var width = 0.22
    var axles: [Double] = []
    var isInLine = false

    static let fields = FieldTable<Self>("wheels", "Wheels that sensors see.") {
        Field("diameter", \.diameter, .length, in: 0.05...2, "Of all wheels.")
        Field("width", \.width, .length, in: 0.01...1, "Of a tyre.")
        Field(
            "axles", \.axles, .length, in: 0...6,
            "Positions ahead of the reference point; the rear and front axle if absent.")
        Field("in_line", \.isInLine, "One wheel per axle in the middle instead of two at the sides.")
    }

    /// One or two boxes per axle; those behind the joint of an articulated vehicle trail.
    func parts(of entry: ActorModelEntry) -> [BodyPart] {
        let positions = axles.isEmpty ? [0, entry.wheelbase] : axles
        let sides: [Double] = isInLine ? [0] : [1, -1]
        return positions.flatMap { position in
            sides.map { side in
                BodyPart(
                    center: Vector2(position, side * (entry.width - width) / 2), length: diameter, width: width,
                    bottom: 0, top: diameter, material: .rubber,
                    isTrailing: position < entry.articulation?.jointOffset ?? -.infinity)
            }
        }
    }
}
