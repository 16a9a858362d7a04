import Geometry
import RoadNetwork

/// Colours of signs and lamps, linear.
enum SignColour {
    static let white = LinearColour(0.80, 0.80, 0.80)
    static let black = LinearColour(0.012, 0.012, 0.012)
    static let red = LinearColour(0.60, 0.016, 0.020)
    static let blue = LinearColour(0.012, 0.10, 0.46)
    static let yellow = LinearColour(0.85, 0.52, 0.010)
    static let grey = LinearColour(0.26, 0.27, 0.28)
}

extension SceneStore {
    /// The finish of a sign's face with its figures; the first figure is the outline of the plate.
    mutating func signFace(_ sign: TrafficSign) -> Finish {
        var face = Finish(SignColour.grey, reflectivity: 0.8, .sign)
        face.coat = .retroreflective
        face.firstDecal = Int32(decals.count)
        addFigures(of: sign, on: sheet(of: sign))
        face.decalCount = UInt16(decals.count - Int(face.firstDecal))
        return face
    }

    /// The grey back: the outline only.
    mutating func signBack(_ sign: TrafficSign) -> Finish {
        var back = Finish(SignColour.grey, reflectivity: 0.35, .sign)
        back.firstDecal = Int32(decals.count)
        addFigures(of: sign, on: sheet(of: sign))
        decals.count = Int(back.firstDecal) + 1
        decals.start[Int(back.firstDecal)].red = SignColour.grey.red
        decals.start[Int(back.firstDecal)].green = SignColour.grey.green
        decals.start[Int(back.firstDecal)].blue = SignColour.grey.blue
        back.decalCount = 1
        return back
    }

    private func sheet(of sign: TrafficSign) -> DecalSheet {
        DecalSheet(
            lowU: 0, lowZ: sign.position.z - sign.size / 2, width: sign.size, height: sign.size, surfaceClass: .sign)
    }

    private mutating func addFigures(of sign: TrafficSign, on sheet: DecalSheet) {
        switch sign.kind {
        case .stop: addStopFace(sheet)
        case .yield: addTriangle(sheet, pointsDown: true, inner: SignColour.white)
        case .speedLimit: addSpeedLimitFace(sheet, value: sign.value)
        case .priorityRoad:
            addRegular(sheet, corners: 4, turn: 0, size: 1, SignColour.white)
            addRegular(sheet, corners: 4, turn: 0, size: 0.74, SignColour.yellow)
        case .noEntry:
            addDisc(sheet, x: 0.5, y: 0.5, radius: 0.5, SignColour.red)
            addRectangle(sheet, x: 0.16...0.84, y: 0.41...0.59, SignColour.white)
        case .roadWorks, .children: addWarningFace(sheet, sign.kind)
        case .pedestrianCrossing, .parking, .busLane, .oneWay: addBlueSquareFace(sheet, sign.kind)
        case .roundabout, .keepRight, .keepLeft: addBlueDiscFace(sheet, sign.kind)
        case .other:
            addRectangle(sheet, x: 0...1, y: 0...1, SignColour.white)
            addRectangle(sheet, x: 0.06...0.94, y: 0.06...0.94, SignColour.grey)
        }
    }

    private mutating func addStopFace(_ sheet: DecalSheet) {
        addRegular(sheet, corners: 8, turn: 1.0 / 16, size: 1.082, SignColour.white)
        addRegular(sheet, corners: 8, turn: 1.0 / 16, size: 1.01, SignColour.red)
        addText(sheet, "STOP", x: 0.10...0.90, y: 0.33...0.67, SignColour.white)
    }

    private mutating func addSpeedLimitFace(_ sheet: DecalSheet, value: Double) {
        addDisc(sheet, x: 0.5, y: 0.5, radius: 0.5, SignColour.red)
        addDisc(sheet, x: 0.5, y: 0.5, radius: 0.395, SignColour.white)
        let digits = String(Int(max(0, min(999, value.rounded()))))
        let half = digits.count == 3 ? 0.355 : 0.145 * Double(digits.count)
        addText(sheet, digits, x: (0.5 - half)...(0.5 + half), y: 0.28...0.72, SignColour.black)
    }

    /// A triangle with a red border.
    private mutating func addTriangle(_ sheet: DecalSheet, pointsDown: Bool, inner: LinearColour) {
        func corners(_ inset: Double) -> [(x: Double, y: Double)] {
            // Equilateral, as wide as the sheet; the inset keeps the border equally wide on all sides.
            let (low, high, side) = (0.067 + inset, 0.933 - 2 * inset, 1.732 * inset)
            return pointsDown
                ? [(0.5, 1 - high), (1 - side, 1 - low), (side, 1 - low)] : [(side, low), (1 - side, low), (0.5, high)]
        }
        addPolygon(sheet, corners(0), SignColour.red)
        addPolygon(sheet, corners(0.1), inner)
    }

    private mutating func addWarningFace(_ sheet: DecalSheet, _ kind: TrafficSign.Kind) {
        addTriangle(sheet, pointsDown: false, inner: kind == .roadWorks ? SignColour.yellow : SignColour.white)
        if kind == .children {
            addFigure(sheet, x: 0.42, y: 0.20, height: 0.42, SignColour.black, pose: .walking)
            addFigure(sheet, x: 0.63, y: 0.20, height: 0.30, SignColour.black, pose: .walking)
        } else {
            addFigure(sheet, x: 0.42, y: 0.19, height: 0.42, SignColour.black, pose: .walking)
            addStroke(sheet, from: (0.46, 0.42), to: (0.60, 0.25), width: 0.035, SignColour.black)
            addPolygon(sheet, [(0.56, 0.18), (0.82, 0.18), (0.69, 0.33)], SignColour.black)
        }
    }

    private mutating func addBlueSquareFace(_ sheet: DecalSheet, _ kind: TrafficSign.Kind) {
        addRectangle(sheet, x: 0...1, y: 0...1, SignColour.blue)
        switch kind {
        case .parking: addText(sheet, "P", x: 0.22...0.78, y: 0.15...0.85, SignColour.white)
        case .busLane: addText(sheet, "BUS", x: 0.08...0.92, y: 0.3...0.7, SignColour.white)
        case .oneWay: addArrow(sheet, SignColour.white)
        default:
            addPolygon(sheet, [(0.06, 0.10), (0.94, 0.10), (0.5, 0.90)], SignColour.white)
            addFigure(sheet, x: 0.5, y: 0.20, height: 0.52, SignColour.black, pose: .walking)
            for number in 0..<4 {
                let x = 0.24 + 0.15 * Double(number)
                addRectangle(sheet, x: x...(x + 0.07), y: 0.12...0.18, SignColour.black)
            }
        }
    }

    private mutating func addBlueDiscFace(_ sheet: DecalSheet, _ kind: TrafficSign.Kind) {
        addDisc(sheet, x: 0.5, y: 0.5, radius: 0.5, SignColour.blue)
        guard kind != .roundabout else {
            return addRoundaboutArrows(sheet, SignColour.white)
        }
        // A thick bar and a head that point down to the side.
        func mirrored(_ corners: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
            kind == .keepRight ? corners : corners.reversed().map { (1 - $0.x, $0.y) }
        }
        addPolygon(sheet, mirrored([(0.23, 0.69), (0.61, 0.31), (0.69, 0.39), (0.31, 0.77)]), SignColour.white)
        addPolygon(sheet, mirrored([(0.44, 0.24), (0.76, 0.24), (0.76, 0.56)]), SignColour.white)
    }

    /// A signal lens with its symbol; colour and light come from the lamp's state.
    mutating func addLens(
        _ lens: LensShape, isGo: Bool, lamp: Int32, u: Double, z: Double, diameter: Double
    ) {
        let sheet = DecalSheet(
            lowU: u - diameter / 2, lowZ: z - diameter / 2, width: diameter, height: diameter, surfaceClass: .signalHead
        )
        let dark = LinearColour(0.02, 0.02, 0.02)
        let first = decals.count
        switch lens {
        case .round: addDisc(sheet, x: 0.5, y: 0.5, radius: 0.5, dark)
        case .arrowStraight: addArrow(sheet, dark)
        case .arrowLeft, .arrowRight: addTurnArrow(sheet, isLeft: lens == .arrowLeft, dark)
        case .pedestrian:
            addFigure(sheet, x: 0.5, y: 0.02, height: 0.96, dark, pose: isGo ? .walking : .standing)
        case .bicycle: addBicycle(sheet, dark)
        case .countdown: break
        }
        for row in first..<decals.count { decals.start[row].signalLamp = lamp }
    }
}
