import Geometry
import World

extension Exhibit {
    private static func vehicle(
        _ name: String, _ model: String, yaw: Double = 0, z: Double = 0.8, size: Double = 2.6,
        lights: ActorLights = [], leftDoor: Float = 0
    ) -> Exhibit {
        Exhibit(name, z: z, size: size) { street, x in
            street.add(model, x: x, yaw: yaw, lights: lights, leftDoor: leftDoor)
        }
    }

    static let vehicles: [Exhibit] = [
        vehicle("car from behind", "sedan"), vehicle("car from the front", "compact", yaw: .pi),
        vehicle("car from the side", "estate", yaw: .pi / 2, size: 5.2),
        vehicle("car with open door", "sedan", size: 3.4, leftDoor: 1),
        vehicle("number plate of a car", "ego", z: 0.55, size: 1.2), vehicle("taxi", "taxi"),
        vehicle("van from behind", "van", z: 1.3, size: 3.2),
        vehicle("van from the side", "van", yaw: .pi / 2, z: 1.3, size: 6.4),
        vehicle("truck from the side", "truck", yaw: -.pi / 2, z: 1.8, size: 8.6),
        vehicle("bus from the front", "bus", yaw: .pi, z: 1.6, size: 4),
        vehicle("bus from the side", "bus", yaw: -.pi / 2, z: 1.6, size: 12.6),
        vehicle("motorcycle with rider", "motorcycle", yaw: 0.6, z: 0.8, size: 2),
    ]

    static let lamps: [Exhibit] = [
        vehicle("car, brake lights", "compact", lights: .brake),
        vehicle("car, tail lights", "compact", lights: .headlamps),
        vehicle("car, left indicator", "compact", lights: .indicatorLeft),
        vehicle("car, right indicator", "compact", lights: .indicatorRight),
        vehicle("car, hazard lights", "compact", lights: .hazard),
        vehicle("car, reversing lights", "compact", lights: .reversing),
        vehicle("car, headlights on", "suv", yaw: .pi, lights: .headlamps),
        vehicle("emergency van with blue beacon", "van", z: 1.6, size: 3.6, lights: .beacon),
    ]

    private static func person(
        _ name: String, _ model: String = "adult", yaw: Double, speed: Double = 0, gaze: Double = 0, z: Double = 0.9,
        size: Double = 2
    ) -> Exhibit {
        Exhibit(name, z: z, size: size) { street, x in
            street.add(model, x: x, yaw: yaw, speed: speed, gaze: gaze)
        }
    }

    static let people: [Exhibit] = [
        person("pedestrian walking to the left", yaw: .pi / 2, speed: 1.4),
        person("pedestrian walking to the right", yaw: -.pi / 2, speed: 1.4),
        person("pedestrian standing, looks at us", yaw: .pi / 2, gaze: .pi / 2, z: 1.5, size: 0.7),
        person("pedestrian standing, looks away from us", yaw: .pi / 2, gaze: -.pi / 2, z: 1.5, size: 0.7),
        person("pedestrian walking towards us", yaw: .pi, speed: 1.4),
        person("child", "child", yaw: -.pi / 2, speed: 1.3, z: 0.6, size: 1.5),
        person("person in a wheelchair", "wheelchair", yaw: 1.2, z: 0.7, size: 1.6),
        person("dog", "dog", yaw: .pi / 2, z: 0.3, size: 1.2),
        person("cyclist from the side", "bicycle", yaw: .pi / 2, speed: 4, size: 2.2),
        person("cyclist from behind", "bicycle", yaw: 0, speed: 4, size: 2.2),
        person("e-scooter rider", "e_scooter", yaw: .pi / 2, speed: 4, size: 2.2),
        person("cargo tricycle", "cargo_tricycle", yaw: .pi / 2, speed: 3, size: 3),
    ]
}
