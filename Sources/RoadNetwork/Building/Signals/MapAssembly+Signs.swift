import Geometry

extension MapAssembly {
    /// Puts up the signs that the source describes.
    mutating func buildSigns() {
        for signal in description.signals {
            guard case .sign(let kind, let value) = signal.meaning else { continue }
            guard kind != .other else {
                notes.note("Signs and marks of unknown types were left out", signal.id)
                continue
            }
            // Further places only say which roads the sign counts for.
            guard let place = signal.places.first, let position = position(of: place), let facing = facing(of: place)
            else { continue }
            map.signs.append(
                TrafficSign(
                    randomKey: signal.randomKey, kind: kind, value: value,
                    position: Vector3(position.x, position.y, max(1.2, min(8, signal.height ?? 2.2))), facing: facing,
                    size: signal.size ?? 0.75))
        }
    }
}
