import Geometry

extension MapAssembly {
    /// Where an object's middle is and where its x axis points; nil if its road has no geometry.
    func pose(of place: DescribedObject.Place) -> Pose2? {
        switch place {
        case .world(let pose):
            return pose
        case .road(let row, let s, let t, let heading):
            guard lines.indices.contains(row), let line = lines[row] else { return nil }
            let pose = line.pose(at: s)
            return Pose2(pose.position + pose.forward.leftNormal * t, yaw: pose.yaw + heading)
        }
    }

    /// Corners of an object's footprint in the world, counter-clockwise; empty if it has none.
    func footprint(of object: DescribedObject) -> [Vector2] {
        guard let pose = pose(of: object.place) else { return [] }
        var corners: [Vector2] = []
        for corner in object.outline {
            switch corner {
            case .local(let point): corners.append(pose.toOuter(point))
            case .world(let point): corners.append(point)
            case .road(let s, let t):
                guard case .road(let row, _, _, _) = object.place, let line = lines[row] else { continue }
                corners.append(line.point(s: s, t: t))
            }
        }
        if corners.isEmpty { corners = simpleFootprint(of: object, at: pose) }
        guard corners.count >= 3, corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return [] }
        var area = 0.0
        for index in corners.indices { area += corners[index].cross(corners[(index + 1) % corners.count]) }
        return area < 0 ? corners.reversed() : corners
    }

    /// A box, or an octagon for round things.
    private func simpleFootprint(of object: DescribedObject, at pose: Pose2) -> [Vector2] {
        if let radius = object.radius, radius > 0 {
            return (0..<8).map { step in
                pose.position + Vector2(yaw: pose.yaw + Double(step) * .pi / 4) * radius
            }
        }
        guard object.length > 0, object.width > 0 else { return [] }
        return OrientedBox(center: pose.position, yaw: pose.yaw, length: object.length, width: object.width).corners
    }
}
