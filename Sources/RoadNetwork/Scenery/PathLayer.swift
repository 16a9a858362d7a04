import Geometry

/// Pavements, medians and paths that the source has.
extension SceneryDraft {
    mutating func layOtherLanes(_ row: Int) {
        let section = sections.all[row]
        for (number, run) in runs(of: section).enumerated() {
            guard let (material, height) = ground(of: run.ground, isStreet: isStreet[row]) else { continue }
            let key = StableHash.combine(section.key, UInt64(number))
            for (index, piece) in freePieces(of: run.members).enumerated() {
                addRaised(piece, material, height, key: StableHash.combine(key, UInt64(index)))
            }
        }
        guard section.junction.isNone else { return }
        for index in section.members.indices.dropFirst() {
            let (left, right) = (section.members[index - 1], section.members[index])
            let (onLeft, onRight) = (sections.ground(left), sections.ground(right))
            let key = StableHash.combine(section.key, UInt64(index) &+ 0x6B65_7262)
            if onLeft.isRaised, onRight.isLevel {
                addKerb(sections.border(right, side: 1), key: key)
            } else if onLeft.isLevel, onRight.isRaised {
                addKerb(sections.border(left, side: -1).reversed(), key: key)
            }
        }
    }

    /// What covers lanes that are no carriageway; nil for what is laid already, or nothing. Footpaths of their own have
    /// no kerb; rails without a street lie in ballast.
    private func ground(
        of ground: StreetSection.Ground, isStreet: Bool
    ) -> (material: GroundSurface.Material, height: Double)? {
        switch ground {
        case .pavement: return (.pavingStones, isStreet ? Scenery.kerbHeight : 0.06)
        case .median: return (.concrete, Scenery.kerbHeight)
        case .gravel: return (.gravel, 0)
        case .carriageway: return isStreet ? nil : (.gravel, 0)
        case .cyclePath: return isStreet ? nil : (.cyclePath, 0)
        case .nothing: return nil
        }
    }

    /// Convex pieces of some lanes, without the stretches on which another carriageway lies.
    func freePieces(of members: ArraySlice<StreetSection.Member>) -> [ConvexPolygon] {
        var result: [ConvexPolygon] = []
        for piece in strip(members) {
            guard level.overlaps(piece.shrunk(by: 0.3)) else {
                result.append(piece)
                continue
            }
            // Only the part in the way is left out.
            result += piece.slices(of: 4).filter { !level.overlaps($0.shrunk(by: 0.3)) }
        }
        return result
    }

    mutating func addRaised(
        _ piece: ConvexPolygon, _ material: GroundSurface.Material, _ height: Double, key: UInt64
    ) {
        raised.insert(piece)
        surfaces.append(GroundSurface(randomKey: key, material: material, height: height, outline: piece))
    }
}

extension ConvexPolygon {
    /// The polygon cut across its longest extent into slices of at most `length` metres.
    func slices(of length: Double) -> [ConvexPolygon] {
        var axis = Vector2(1, 0)
        var longest = 0.0
        for (index, corner) in corners.enumerated() {
            let edge = corners[(index + 1) % corners.count] - corner
            if edge.lengthSquared > longest { (longest, axis) = (edge.lengthSquared, edge) }
        }
        axis = axis.normalized
        let along = corners.map { $0.dot(axis) }
        guard let low = along.min(), let high = along.max(), high - low > length else { return [self] }
        let count = Int(((high - low) / length).rounded(.up))
        let step = (high - low) / Double(count)
        return (0..<count).compactMap { index in
            let from = low + Double(index) * step
            return clipped(axis, from: from).flatMap { $0.clipped(axis * -1, from: -(from + step)) }
        }
    }

    /// The part of the polygon in which p · axis ≥ `from` (Sutherland and Hodgman 1974); nil if there is none.
    private func clipped(_ axis: Vector2, from: Double) -> ConvexPolygon? {
        var kept: [Vector2] = []
        var previous = corners[corners.count - 1]
        for corner in corners {
            let (before, here) = (previous.dot(axis) - from, corner.dot(axis) - from)
            if (before < 0) != (here < 0) { kept.append(previous.interpolated(to: corner, before / (before - here))) }
            if here >= 0 { kept.append(corner) }
            previous = corner
        }
        return ConvexPolygon(hullOf: kept)
    }
}
