/// Scratch memory of pictures in linear light.
struct LinearMemory {
    var canvas = CoverageCanvas.Memory()
    var ground = ScratchBuffer<LinearGround.Cell>()

    func free() {
        canvas.free()
        ground.free()
    }
}
