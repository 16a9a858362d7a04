extension LinearGround {
    /// Lays the sun's shadows on the ground, on each height of ground separately.
    func lay(_ shadows: SunShadows, into memory: inout CameraMemory, outline: inout ScratchBuffer<SIMD2<Float>>) {
        lay(shadows, level: 0, isRaised: false, into: &memory, outline: &outline)
        guard fixed.highestGround > 0 else { return }
        lay(shadows, level: fixed.highestGround, isRaised: true, into: &memory, outline: &outline)
    }

    private func lay(
        _ shadows: SunShadows, level: Float, isRaised: Bool, into memory: inout CameraMemory,
        outline: inout ScratchBuffer<SIMD2<Float>>
    ) {
        let fall = view.height - level
        guard fall > 0.05 else { return }
        let lowest = (Float(camera.height) - projection.principalRow) / projection.focal * 1.02
        var rows = canvas.rowCount..<canvas.rowCount
        for row in 0..<shadows.casterCount {
            let caster = shadows.casters[row]
            outline.reserve(2 * Int(caster.cornerCount) + 2)
            let count = shadows.outline(caster, on: level, into: outline.start)
            guard count >= 3 else { continue }
            memory.pieceCorners.reserve(count + 2)
            let target = memory.pieceCorners.start
            let corners = outline.start
            let (used, low, high) = projection.outline(count, fall: fall, nearDepth: fall / lowest, into: target) {
                corners[$0]
            }
            guard used >= 3, high.x > 0, low.x < Float(camera.width), low.y < Float(camera.height),
                high.y > Float(firstRow)
            else { continue }
            let touched = canvas.add(
                target, count: used, low: max(0, low.y.rounded(.down)),
                high: min(Float(camera.height), high.y.rounded(.up)))
            guard !touched.isEmpty else { continue }
            rows =
                min(rows.lowerBound, touched.lowerBound)..<max(rows.isEmpty ? 0 : rows.upperBound, touched.upperBound)
        }
        for row in rows { shade(row, level: level, isRaised: isRaised) }
    }

    /// Takes the sun from where the canvas is covered, and clears the canvas.
    private func shade(_ row: Int, level: Float, isRaised: Bool) {
        let half = fixed.highestGround * 0.5
        for strip in canvas.writtenStrips(row) {
            let share = lanesMin(lanesMax(canvas.lanes(row, strip), Lanes()), Lanes(repeating: 1))
            canvas.clear(row, strip)
            let cell = cells + row * stripCount + strip
            let isHere =
                isRaised ? cell.pointee.height .> Lanes(repeating: half) : cell.pointee.height
                .<= Lanes(repeating: half)
            cell.pointee.sunlit = select(isHere, cell.pointee.sunlit - share, cell.pointee.sunlit)
        }
        canvas.clear(row)
    }

    /// Lays the pools of street lamps on the ground.
    func lay(_ lamps: UnsafeBufferPointer<LampGlow>) {
        for lamp in lamps {
            let reach = lamp.reach
            guard lamp.x + reach > 0.5 else { continue }
            let (near, far) = (max(0.5, lamp.x - reach), lamp.x + reach)
            let scale = projection.focal * view.height
            let first = max(0, Int(projection.principalRow + scale / far) - firstRow)
            let last = min(canvas.rowCount, Int(min(1e6, projection.principalRow + scale / near)) + 1 - firstRow)
            guard first < last else { continue }
            for row in first..<last { lay(lamp, row) }
        }
    }

    private func lay(_ lamp: LampGlow, _ row: Int) {
        let slope = max(camera.rowSlopes[row + firstRow], 0.25 / projection.focal)
        let depth = view.height / slope
        let perDepth = projection.focal / depth
        let (left, right) = (
            projection.principalColumn - (lamp.y + lamp.reach) * perDepth,
            projection.principalColumn - (lamp.y - lamp.reach) * perDepth
        )
        guard right > 0, left < Float(camera.width) else { return }
        let last = min(stripCount - 1, Int(min(right, 1e6)) / laneCount)
        var strip = Int(max(0, left)) / laneCount
        while strip <= last {
            let y = camera.columns.directionY.start[strip] * depth
            cells[row * stripCount + strip].lamps += lamp.onGround(Lanes(repeating: depth), y)
            strip += 1
        }
    }
}
