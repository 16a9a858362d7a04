import Geometry

/// Finds the best way along the path: at every point an offset to the side, such that the car stays on the asphalt and
/// in the middle of lanes and bends little (dynamic programming over points and offsets).
struct LaneTracing {
    /// Offsets that are considered, in cells to either side.
    static let reach = 24
    static let count = 2 * reach + 1
    private static let step = 3

    /// What was found for one point.
    struct Result: BitwiseCopyable {
        /// Metres to the left.
        var offset = 0.0
        /// How firmly the path should go there.
        var weight = 0.06
        /// 1 where a lane was seen.
        var isLane: UInt8 = 0
        /// 1 where both borders of the lane were seen.
        var isCertain: UInt8 = 0
        /// 1 where no way on leads over asphalt.
        var isOff: UInt8 = 0
    }

    private let strip: RoadStrip
    private let habits: Habits
    private let costs: UnsafeMutableBufferPointer<Float>
    private let origins: UnsafeMutableBufferPointer<Int8>
    private let middles: UnsafeMutableBufferPointer<LaneMiddle>
    private let middleCounts: UnsafeMutableBufferPointer<Int>

    /// Where to drive on what the lines leave open.
    struct Habits {
        /// Whether oncoming traffic has a carriageway of its own.
        var isOneWay = false
        /// Side along which to come to a turn, +1 left, -1 right, 0 neither.
        var lean = 0.0
    }

    /// How a point may be moved.
    enum Freedom {
        /// Into the lane that is seen there.
        case lane
        /// Inside a junction: only into a lane that the path nearly hits.
        case junction
        /// Laid by a plan: only off kerbs.
        case planned
    }

    /// - Parameters:
    ///   - aside: where the car is, metres to the left of the path.
    ///   - habits: where to drive on what the lines leave open.
    ///   - freedom: of a point.
    static func trace(
        _ strip: RoadStrip, from aside: Double, habits: Habits, into results: UnsafeMutableBufferPointer<Result>,
        freedom: (Int) -> Freedom
    ) {
        let size = LanePath.count * count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { costs in
            withUnsafeTemporaryAllocation(of: Int8.self, capacity: size) { origins in
                withUnsafeTemporaryAllocation(of: LaneMiddle.self, capacity: LanePath.count * LaneFinder.most) {
                    middles in
                    withUnsafeTemporaryAllocation(of: Int.self, capacity: LanePath.count) { counts in
                        costs.initialize(repeating: 0)
                        origins.initialize(repeating: 0)
                        middles.initialize(repeating: LaneMiddle())
                        counts.initialize(repeating: 0)
                        let tracing = LaneTracing(
                            strip: strip, habits: habits, costs: costs, origins: origins, middles: middles,
                            middleCounts: counts)
                        for index in LanePath.behind..<LanePath.count { tracing.judge(index, freedom(index)) }
                        tracing.solve(from: aside, into: results)
                    }
                }
            }
        }
    }

    private func cost(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(rebasing: costs[(index * LaneTracing.count)..<((index + 1) * LaneTracing.count)])
    }

    /// Fills in what each offset of a point costs.
    private func judge(_ index: Int, _ freedom: Freedom) {
        let cost = cost(index)
        avoidKerbs(index, cost)
        // The way that was found before is kept unless there is reason to leave it; where it is hidden, all the more.
        let isHidden = (RoadStrip.middle - 3...RoadStrip.middle + 3).allSatisfy { strip.isUnknown(index, $0) }
        let (most, slope): (Float, Float) = isHidden ? (1.2, 0.6) : (0.25, 0.1)
        for place in cost.indices {
            let offset = Float(place - LaneTracing.reach) * Float(GroundMap.cell)
            cost[place] += freedom == .planned ? 0.3 * offset * offset : min(most, slope * offset.magnitude)
        }
        guard freedom != .planned, !strip.isCovered(index) else { return }
        withUnsafeTemporaryAllocation(of: LaneBorder.self, capacity: LaneFinder.most) { borders in
            borders.initialize(repeating: LaneBorder())
            let count = LaneFinder.borders(strip, index, into: borders)
            let known = UnsafeBufferPointer(rebasing: borders[..<count])
            keepRight(known, cost)
            avoidLines(known, cost)
            let first = index * LaneFinder.most
            let room = UnsafeMutableBufferPointer(rebasing: middles[first..<(first + LaneFinder.most)])
            middleCounts[index] = LaneFinder.middles(known, lean: freedom == .lane ? habits.lean : 0, into: room)
            for middle in room[..<middleCounts[index]] {
                if freedom == .junction, middle.offset.magnitude > 1.2 || middle.weight < 0.7 { continue }
                // Where lines have ended, the way goes on as it came.
                if middle.weight < 0.5, middle.offset.magnitude > 1.5 { continue }
                attract(to: middle, cost)
            }
        }
    }

    /// The car must fit between kerbs, with some room to spare.
    private func avoidKerbs(_ index: Int, _ cost: UnsafeMutableBufferPointer<Float>) {
        for column in (RoadStrip.middle - LaneTracing.reach - 6)...(RoadStrip.middle + LaneTracing.reach + 6) {
            let isOff = strip.isOff(index, column)
            guard isOff || strip.isUnknown(index, column) else { continue }
            let place = column - RoadStrip.middle + LaneTracing.reach
            for other in max(0, place - 6)...min(LaneTracing.count - 1, place + 6) {
                let distance = (other - place).magnitude
                cost[other] += isOff ? (distance <= 4 ? 2 : distance == 5 ? 0.7 : 0.15) : distance <= 4 ? 0.02 : 0
            }
        }
    }

    /// Traffic keeps to its half of a carriageway both of whose ends are seen, and passes medians on their right.
    private func keepRight(_ borders: UnsafeBufferPointer<LaneBorder>, _ cost: UnsafeMutableBufferPointer<Float>) {
        var right: Double?
        var isOnlyOne = true
        for border in borders {
            switch border.kind {
            case .begins: right = border.offset
            // What somebody ahead hides belongs to the road on either side of it.
            case .unseen, .line: continue
            case .ends:
                guard let begin = right, border.offset - begin > 5 else { continue }
                if !isOnlyOne, begin > 0 {
                    forbid(begin...border.offset, cost)
                } else if !habits.isOneWay {
                    forbid((begin + border.offset) / 2 - 0.9...border.offset, cost)
                }
                isOnlyOne = false
            }
        }
    }

    /// Makes offsets dear that are meant for others.
    private func forbid(_ offsets: ClosedRange<Double>, _ cost: UnsafeMutableBufferPointer<Float>) {
        for place in cost.indices where offsets.contains(Double(place - LaneTracing.reach) * GroundMap.cell) {
            cost[place] += 0.7
        }
    }

    /// Lines do not run under the car.
    private func avoidLines(_ borders: UnsafeBufferPointer<LaneBorder>, _ cost: UnsafeMutableBufferPointer<Float>) {
        for border in borders where border.kind == .line {
            for place in cost.indices {
                let away = (Double(place - LaneTracing.reach) * GroundMap.cell - border.offset).magnitude
                if away < 1 { cost[place] += Float(0.6 * (1 - away)) }
            }
        }
    }

    private func attract(to middle: LaneMiddle, _ cost: UnsafeMutableBufferPointer<Float>) {
        for place in cost.indices {
            let away = (Double(place - LaneTracing.reach) * GroundMap.cell - middle.offset).magnitude
            if away < 1.2 { cost[place] -= Float(middle.weight * (1 - away / 1.2)) }
        }
    }

    /// Cheapest way through all points.
    private func solve(from aside: Double, into results: UnsafeMutableBufferPointer<Result>) {
        let start = cost(LanePath.behind)
        for place in start.indices {
            let away = Float(place - LaneTracing.reach) * Float(GroundMap.cell) - Float(aside)
            start[place] += 4 * away * away
        }
        for index in (LanePath.behind + 1)..<LanePath.count { advance(index) }
        let last = cost(LanePath.count - 1)
        var place = last.indices.min { last[$0] < last[$1] } ?? LaneTracing.reach
        for index in (LanePath.behind..<LanePath.count).reversed() {
            results[index] = result(index, place)
            place += Int(origins[index * LaneTracing.count + place])
        }
    }

    private func advance(_ index: Int) {
        let (before, here) = (cost(index - 1), cost(index))
        let origin = UnsafeMutableBufferPointer(
            rebasing: origins[(index * LaneTracing.count)..<((index + 1) * LaneTracing.count)])
        for place in here.indices {
            var (best, from) = (Float.infinity, 0)
            for move in -LaneTracing.step...LaneTracing.step where before.indices.contains(place + move) {
                let aside = Float(move) * Float(GroundMap.cell)
                let total = before[place + move] + 6 * aside * aside
                // Of equal ways, the straighter one.
                if total < best || total == best && move.magnitude < from.magnitude { (best, from) = (total, move) }
            }
            here[place] += best
            origin[place] = Int8(from)
        }
    }

    private func result(_ index: Int, _ place: Int) -> Result {
        var result = Result(offset: Double(place - LaneTracing.reach) * GroundMap.cell)
        let first = index * LaneFinder.most
        for middle in middles[first..<(first + middleCounts[index])]
        where (middle.offset - result.offset).magnitude < 0.4 {
            return Result(
                offset: middle.offset, weight: middle.weight * (1 - 0.012 * Double(index)), isLane: 1,
                isCertain: middle.weight == 1 ? 1 : 0)
        }
        let column = place - LaneTracing.reach + RoadStrip.middle
        for other in (column - 6)...(column + 6) where strip.isOff(index, other) { result.weight = 2 }
        if (column - 2...column + 2).allSatisfy({ strip.isOff(index, $0) }) { result.isOff = 1 }
        return result
    }
}
