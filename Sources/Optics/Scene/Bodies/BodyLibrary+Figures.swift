import Geometry
import RoadNetwork
import World

/// What is drawn on the sides of a body and never changes: wheels, pillars between windows, seams of doors, grilles.
extension BodyLibrary {
    struct Figure {
        var decal: Decal
        /// In the actor's own colour.
        var takesPaint: Bool
    }

    private static let dark = LinearColour(0.012, 0.012, 0.012)
    private static let rubber = LinearColour(0.016, 0.016, 0.017)
    private static let rim = LinearColour(0.25, 0.25, 0.26)
    private static let metal = LinearColour(0.09, 0.09, 0.095)
    private static let glass = LinearColour(0.022, 0.027, 0.032)

    /// Adds the figures of every side of the given parts.
    /// - Parameter wheels: by part, those that show on its flanks.
    mutating func dress(_ rows: Range<Int>, of model: ActorModel, wheels: [[Wheel]]) {
        for row in rows {
            let canvas = FlankCanvas(part: parts[row])
            parts[row].firstFigure = Int32(figures.count)
            for side in 0..<4 {
                let first = figures.count
                if model.actorClass.isVehicle, model.width >= 1, parts[row].shape == .box {
                    dressVehicle(canvas, side: side, model.parts[row - rows.lowerBound], model)
                }
                if model.actorClass == .barrier { dressBarrier(canvas, side: side) }
                if model.actorClass == .motorcycle {
                    dressMotorcycle(canvas, side: side, model.parts[row - rows.lowerBound])
                }
                for wheel in wheels[row - rows.lowerBound] where wheel.side == (side == 0 ? 1 : side == 2 ? -1 : 0) {
                    add(wheel, canvas, side: side)
                }
                parts[row].figureCounts[side] = Int32(figures.count - first)
            }
        }
    }

    private mutating func dressVehicle(_ canvas: FlankCanvas, side: Int, _ part: BodyPart, _ model: ActorModel) {
        let isLow = part.bottom < 0.6
        switch part.material {
        case .glass: dressWindows(canvas, side: side, model)
        case .paint where isLow && part.top - part.bottom > 0.4: dressBody(canvas, side: side, model)
        case .paint where part.top - part.bottom > 1: dressCargo(canvas, side: side, model)
        case .paint where model.actorClass.isBus: dressDestination(canvas, side: side)
        case .plastic where model.actorClass == .car && side % 2 == 1:
            add(text: "TAXI", canvas, side: side, height: 0.7 * (part.top - part.bottom), colour: BodyLibrary.dark)
        default: break
        }
    }

    // MARK: Parts of vehicles

    /// Pillars in the body's colour, on buses dark ones between panes.
    private mutating func dressWindows(_ canvas: FlankCanvas, side: Int, _ model: ActorModel) {
        let heights = canvas.part.bottom...canvas.part.top
        let width = canvas.width(of: side)
        for end in [0.0, 1] {
            let edge = end == 0 ? 0...0.09 : (width - 0.09)...width
            add(canvas, side: side, u: edge, z: heights, nil)
        }
        guard side % 2 == 0 else { return }
        if model.actorClass.isBus {
            for number in 1..<max(2, Int(width / 1.45)) {
                let u = width * Double(number) / Double(max(2, Int(width / 1.45)))
                add(canvas, side: side, u: (u - 0.05)...(u + 0.05), z: heights, BodyLibrary.dark)
            }
        } else if let hinge = model.doorHinge {
            let u = canvas.u(side, along: hinge - ActorModel.doorLength)
            if u > 0.2, u < width - 0.2 { add(canvas, side: side, u: (u - 0.05)...(u + 0.05), z: heights, nil) }
        }
    }

    private mutating func dressBody(_ canvas: FlankCanvas, side: Int, _ model: ActorModel) {
        let (part, width) = (canvas.part, canvas.width(of: side))
        let bumper = side % 2 == 0 ? 0.09 : 0.17
        add(canvas, side: side, u: 0...width, z: part.bottom...(part.bottom + bumper), BodyLibrary.dark)
        if side == 3 {
            let z = min(0.42, part.bottom + 0.25)...min(0.60, part.top - 0.1)
            add(canvas, side: side, u: (0.24 * width)...(0.76 * width), z: z, BodyLibrary.dark)
        }
        guard side % 2 == 0 else { return }
        if model.actorClass.isBus {
            if side == 2 { addBusDoors(canvas) }
            return
        }
        guard let hinge = model.doorHinge else { return }
        let doors = model.actorClass == .car ? 2 : 1
        for number in 0...doors {
            let u = canvas.u(side, along: hinge - 0.95 * ActorModel.doorLength * Double(number))
            guard u > 0.15, u < width - 0.15 else { continue }
            add(canvas, side: side, u: (u - 0.012)...(u + 0.012), z: (part.bottom + 0.12)...part.top, BodyLibrary.dark)
            guard number > 0 else { continue }
            let handle = canvas.u(side, along: hinge - 0.95 * ActorModel.doorLength * (Double(number) - 0.14))
            add(
                canvas, side: side, u: (handle - 0.08)...(handle + 0.08), z: (part.top - 0.17)...(part.top - 0.13),
                BodyLibrary.dark)
        }
    }

    /// Doors of glass on the side of the pavement: behind the front axle's end and in the middle.
    private mutating func addBusDoors(_ canvas: FlankCanvas) {
        let (part, width) = (canvas.part, canvas.width(of: 2))
        for middle in [width - 1.0, width * 0.45] {
            add(
                canvas, side: 2, u: (middle - 0.65)...(middle + 0.65), z: (part.bottom + 0.12)...part.top,
                BodyLibrary.glass)
            add(
                canvas, side: 2, u: (middle - 0.03)...(middle + 0.03), z: (part.bottom + 0.12)...part.top,
                BodyLibrary.rim)
        }
    }

    /// Rear doors, with windows on vans, and the seam of a sliding door.
    private mutating func dressCargo(_ canvas: FlankCanvas, side: Int, _ model: ActorModel) {
        let (part, width) = (canvas.part, canvas.width(of: side))
        if side == 1 {
            add(
                canvas, side: 1, u: (width / 2 - 0.015)...(width / 2 + 0.015), z: part.bottom...part.top,
                BodyLibrary.dark)
            guard model.actorClass == .van else {
                for share in [0.06, 0.94] {
                    add(
                        canvas, side: 1, u: (share * width - 0.03)...(share * width + 0.03),
                        z: (part.bottom + 0.1)...(part.top - 0.1), BodyLibrary.rim)
                }
                return
            }
            for share in [0.28, 0.72] {
                add(
                    canvas, side: 1, u: (share * width - 0.36)...(share * width + 0.36),
                    z: (part.bottom + 0.25)...(part.bottom + 0.85), BodyLibrary.glass)
            }
        } else if side % 2 == 0, model.actorClass == .van {
            for share in [0.36, 0.64] {
                let u = width * share
                add(
                    canvas, side: side, u: (u - 0.012)...(u + 0.012), z: part.bottom...(part.top - 0.25),
                    BodyLibrary.dark)
            }
        }
    }

    /// The amber display over a bus's windscreen.
    private mutating func dressDestination(_ canvas: FlankCanvas, side: Int) {
        guard side == 3 else { return }
        let (part, width) = (canvas.part, canvas.width(of: side))
        let z = (part.bottom + 0.1)...min(part.top - 0.1, part.bottom + 0.55)
        add(canvas, side: side, u: (0.12 * width)...(0.88 * width), z: z, BodyLibrary.dark)
        add(
            text: "12 ZENTRUM", canvas, side: side, height: 0.6 * (z.upperBound - z.lowerBound),
            middle: (z.lowerBound + z.upperBound) / 2, colour: LinearColour(1, 0.42, 0.02), isLamp: true)
    }

    /// Engine below, seat behind the tank.
    private mutating func dressMotorcycle(_ canvas: FlankCanvas, side: Int, _ part: BodyPart) {
        guard part.material == .paint, side % 2 == 0 else { return }
        let width = canvas.width(of: side)
        let middle = part.bottom + 0.5 * (part.top - part.bottom)
        add(canvas, side: side, u: (0.22 * width)...(0.78 * width), z: part.bottom...middle, BodyLibrary.metal)
        let seat = side == 0 ? (0.45 * width)...width : 0...(0.55 * width)
        add(canvas, side: side, u: seat, z: (part.top - 0.16)...part.top, BodyLibrary.dark)
    }

    /// Red and white fields.
    private mutating func dressBarrier(_ canvas: FlankCanvas, side: Int) {
        let width = canvas.width(of: side)
        let fields = max(1, Int((width / 0.25).rounded()))
        for number in 0..<fields {
            let u = width * Double(number) / Double(fields)
            add(
                canvas, side: side, u: u...(u + width / Double(fields)),
                z: (canvas.part.bottom + 0.04)...(canvas.part.top - 0.04),
                number % 2 == 0 ? LinearColour(0.62, 0.02, 0.03) : LinearColour(0.78, 0.78, 0.78))
        }
    }

    // MARK: Adding

    private mutating func add(
        _ canvas: FlankCanvas, side: Int, u: ClosedRange<Double>, z: ClosedRange<Double>, _ colour: LinearColour?
    ) {
        figures.append(
            Figure(
                decal: Decal(.rectangle, colour ?? LinearColour(0, 0, 0), u: u, z: z, canvas.part.surfaceClass),
                takesPaint: colour == nil))
    }

    /// Tyre and rim on a flank.
    private mutating func add(_ wheel: Wheel, _ canvas: FlankCanvas, side: Int) {
        let u = canvas.u(side, along: wheel.along)
        for (radius, colour) in [
            (wheel.radius, BodyLibrary.rubber), (wheel.radius * 0.64, BodyLibrary.rim),
            (wheel.radius * 0.22, BodyLibrary.rubber),
        ] {
            figures.append(
                Figure(
                    decal: Decal(
                        .disc, colour, u: (u - radius)...(u + radius),
                        z: (wheel.radius - radius)...(wheel.radius + radius), canvas.part.surfaceClass),
                    takesPaint: false))
        }
    }

    /// Letters in the middle of a side.
    private mutating func add(
        text: String, _ canvas: FlankCanvas, side: Int, height: Double, middle: Double? = nil, colour: LinearColour,
        isLamp: Bool = false
    ) {
        var sketch = SceneStore()
        defer { sketch.free() }
        let width = min(0.85 * canvas.width(of: side), 0.75 * height * Double(text.count))
        let z = middle ?? (canvas.part.bottom + canvas.part.top) / 2
        let u = canvas.width(of: side) / 2
        let sheet = DecalSheet(lowU: 0, lowZ: 0, width: 1, height: 1, surfaceClass: canvas.part.surfaceClass)
        sketch.addText(
            sheet, text, x: (u - width / 2)...(u + width / 2), y: (z - height / 2)...(z + height / 2), colour)
        for row in 0..<sketch.decals.count {
            var decal = sketch.decals.start[row]
            decal.isLamp = isLamp
            decal.firstLine += Int32(lines.count)
            figures.append(Figure(decal: decal, takesPaint: false))
        }
        for row in 0..<sketch.lines.count { lines.append(sketch.lines.start[row]) }
    }
}

/// Places along the sides of a box: 0 left, 1 back, 2 right, 3 front.
struct FlankCanvas {
    let part: BodyLibrary.Part

    /// Metres.
    func width(of side: Int) -> Double { 2 * (side % 2 == 0 ? part.halfLength : part.halfWidth) }

    /// Where something stands along a flank, for somebody who looks at it: at the left flank, the front is on the left.
    func u(_ side: Int, along x: Double) -> Double {
        part.halfLength + (side == 0 ? -1 : 1) * (x - part.center.x)
    }
}

extension ActorClass {
    var isBus: Bool { self == .bus || self == .articulatedBus }
}
