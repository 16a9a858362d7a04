/// Scratch memory of the column renderer.
struct CameraMemory {
    /// Outline of a ground piece in the picture.
    struct Piece: BitwiseCopyable {
        var firstCorner: Int32
        var cornerCount: Int16
        var tone: Int16
        var firstRow: Int32
        var lastRow: Int32
    }

    var groundPixels = ScratchBuffer<UInt32>()
    var toneColours = ScratchBuffer<UInt32>()
    var rowEnds = ScratchBuffer<Float>()
    var skyColours = ScratchBuffer<UInt32>()
    var pieces = ScratchBuffer<Piece>()
    var pieceCorners = ScratchBuffer<SIMD2<Float>>()
    var pieceOrder = ScratchBuffer<Int32>()
    private var toneStarts = ScratchBuffer<Int32>()
    /// Lit colours of the sides, top and underside of every swept solid.
    var faces = ScratchBuffer<LitFace>()
    var firstFaces = ScratchBuffer<Int32>()
    /// 1 / depth behind which the columns of each strip are hidden from top to bottom: by lane, and the least of them.
    var blocked = ScratchBuffer<Lanes>()
    var lowestBlocked = ScratchBuffer<Float>()
    var beams = ScratchBuffer<Beam>()
    /// Depth and colour of one strip, and its labels.
    var stripDepths = ScratchBuffer<Lanes>()
    var stripColours = ScratchBuffer<LaneBits>()
    var stripLabels = ScratchBuffer<LaneBits>()
    /// Of the ground by tone: `SurfaceLabel`, and depths of a row.
    var toneLabels = ScratchBuffer<UInt32>()

    func free() {
        groundPixels.free()
        toneColours.free()
        rowEnds.free()
        skyColours.free()
        pieces.free()
        pieceCorners.free()
        pieceOrder.free()
        toneStarts.free()
        faces.free()
        firstFaces.free()
        blocked.free()
        lowestBlocked.free()
        beams.free()
        stripDepths.free()
        stripColours.free()
        stripLabels.free()
        toneLabels.free()
    }

    /// Orders the pieces by tone (counting sort, stable).
    mutating func sortByTone(count: Int) {
        toneStarts.reserve(count + 1)
        pieceOrder.reserve(pieces.count)
        let starts = toneStarts.start
        for tone in 0...count { starts[tone] = 0 }
        for row in 0..<pieces.count { starts[Int(pieces.start[row].tone) + 1] += 1 }
        for tone in 1...count { starts[tone] += starts[tone - 1] }
        for row in 0..<pieces.count {
            let tone = Int(pieces.start[row].tone)
            pieceOrder.start[Int(starts[tone])] = Int32(truncatingIfNeeded: row)
            starts[tone] += 1
        }
    }
}

/// A face of a solid in the light of one picture.
struct LitFace: BitwiseCopyable {
    /// Albedo · light, linear.
    var red: Float
    var green: Float
    var blue: Float
    /// Light on a white face of this direction, for figures on it.
    var lightRed: Float
    var lightGreen: Float
    var lightBlue: Float
    /// Albedo of the face in headlamps (mean of the channels would tint; kept by channel).
    var albedoRed: Float
    var albedoGreen: Float
    var albedoBlue: Float
    var surfaceClass: UInt8
    var isLamp: Bool
    /// Number of the side in the solid.
    var side: Int16
    var decalCount: Int32
    var firstDecal: Int32
    /// Height above the camera below which the sun does not reach the face, metres.
    var shadedTop = -Float.infinity
    /// Light of street lamps on bodies of revolution.
    var lamps: Float = 0

    /// - Parameters:
    ///   - lamp: how bright faces are that shine by themselves.
    ///   - streetLamps: how far street lamps are turned on.
    init(_ finish: Finish, light: SceneLight.LinearRGB, lamp: Float, streetLamps: Float = 0, side: Int) {
        (red, green, blue) = (finish.red * light.red, finish.green * light.green, finish.blue * light.blue)
        if finish.isLamp { (red, green, blue) = (finish.red * lamp, finish.green * lamp, finish.blue * lamp) }
        if finish.isStreetLamp && streetLamps > 0 {
            let glow = LampGlow.tint * (lamp * streetLamps)
            (red, green, blue) = (glow.red, glow.green, glow.blue)
        }
        (lightRed, lightGreen, lightBlue) = (light.red, light.green, light.blue)
        (albedoRed, albedoGreen, albedoBlue) = (finish.red, finish.green, finish.blue)
        surfaceClass = finish.surfaceClass.rawValue
        isLamp = finish.isLamp || finish.isStreetLamp && streetLamps > 0
        self.side = Int16(side)
        decalCount = Int32(finish.decalCount)
        firstDecal = finish.firstDecal
    }
}
