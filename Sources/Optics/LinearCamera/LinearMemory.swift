/// Scratch memory of pictures in linear light.
struct LinearMemory {
    var canvas = CoverageCanvas.Memory()
    var ground = ScratchBuffer<LinearGround.Cell>()
    /// A picture pixel by pixel.
    var pixelGrid = ScratchBuffer<SIMD4<Float>>()

    func free() {
        canvas.free()
        ground.free()
        pixelGrid.free()
    }
}
