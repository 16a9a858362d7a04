/// Scratch memory of pictures in linear light.
struct LinearMemory {
    var canvas = CoverageCanvas.Memory()
    var ground = ScratchBuffer<LinearGround.Cell>()
    var shadows = ShadowMemory()
    var lamps = ScratchBuffer<LampGlow>()
    /// A picture pixel by pixel.
    var pixelGrid = ScratchBuffer<SIMD4<Float>>()
    /// Largest 1 / depth of blocks.
    var nearestBlocks = ScratchBuffer<Float>()

    func free() {
        canvas.free()
        ground.free()
        pixelGrid.free()
        nearestBlocks.free()
        shadows.free()
        lamps.free()
    }
}
