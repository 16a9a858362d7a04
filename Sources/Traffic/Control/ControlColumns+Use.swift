import Geometry

extension ControlColumns {
    /// The acceleration that an action wants of an actor until the next decision, m/s²; nil if the model decides.
    @inline(__always)
    func acceleration(_ row: Int, speed: Double, time: Double, _ step: Double) -> Double? {
        let target = longitudinalTarget[row]
        let pace = longitudinalPace[row]
        switch LongitudinalControl(rawValue: longitudinalMode[row]) ?? .model {
        case .model: return nil
        case .acceleration: return speed <= 0 && target < 0 ? 0 : target
        case .speedByRate: return min(pace, max(-pace, (target - speed) / step))
        case .speedByTime, .speedSmoothly:
            let share = min(1, max(0, (time + step - longitudinalSince[row]) / pace))
            let isSmooth = longitudinalMode[row] == LongitudinalControl.speedSmoothly.rawValue
            let eased = isSmooth ? share * share * (3 - 2 * share) : share
            let wanted = longitudinalFrom[row] + (target - longitudinalFrom[row]) * eased
            return (wanted - speed) / step
        }
    }

    /// Gives an actor a path; points without times are due when the actor gets there.
    mutating func setPath(_ row: Int, points: [Vector2], times: [Double]?) {
        pathLength[row] = 0
        compactIfWasteful()
        pathStart[row] = Int32(pathX.count)
        pathLength[row] = Int32(points.count)
        pathSegment[row] = 0
        pathX += points.map(\.x)
        pathY += points.map(\.y)
        pathTime += times ?? Array(repeating: -1, count: points.count)
    }

    /// Point number `index` of an actor's path.
    @inline(__always)
    func pathPoint(_ row: Int, _ index: Int) -> Vector2 {
        let place = Int(pathStart[row]) + index
        return Vector2(pathX[place], pathY[place])
    }

    /// Whether an actor's path has times.
    func isTimed(_ row: Int) -> Bool { pathLength[row] > 0 && pathTime[Int(pathStart[row])] >= 0 }

    private mutating func compactIfWasteful() {
        let live = pathLength.reduce(0) { $0 + Int($1) }
        guard pathX.count > 2 * live + 4096 else { return }
        var (xs, ys, times): ([Double], [Double], [Double]) = ([], [], [])
        for row in pathStart.indices where pathLength[row] > 0 {
            let range = Int(pathStart[row])..<Int(pathStart[row] + pathLength[row])
            pathStart[row] = Int32(xs.count)
            xs += pathX[range]
            ys += pathY[range]
            times += pathTime[range]
        }
        (pathX, pathY, pathTime) = (xs, ys, times)
    }
}
