import Geometry

/// What goes wrong after the echoes were received: blooming around retro-reflectors, bursts of lost echoes.
struct LidarArtefacts {
    let parameters: LidarParameters
    let elevations: [Double]
    let noise: SensorNoise

    private static let blooming = RandomPurpose("lidar.blooming")
    private static let bursts = RandomPurpose("lidar.burst")

    private var layers: Int { elevations.count }
    private var columns: Int { parameters.columns }

    /// Lets beams around those that were dazzled see the same thing: the nearer, the likelier.
    func bloom(
        _ dazzled: [Int32], _ ranges: UnsafeMutableBufferPointer<Float>,
        _ intensities: UnsafeMutableBufferPointer<Float>
    ) {
        let reach = parameters.device.bloomingReach
        guard reach > 0, !dazzled.isEmpty else { return }
        let stream = noise.stream(LidarArtefacts.blooming)
        for beam in dazzled {
            let (layer, column) = (Int(beam) / columns, Int(beam) % columns)
            let range = ranges[Int(beam)]
            guard range > 0 else { continue }
            for row in max(0, layer - reach)...min(layers - 1, layer + reach) {
                for offset in -reach...reach {
                    let other = parameters.isSpinning ? (column + offset + columns) % columns : column + offset
                    guard other >= 0, other < columns else { continue }
                    let square = (row - layer) * (row - layer) + offset * offset
                    let target = row * columns + other
                    let isFree = ranges[target] == 0 || ranges[target] > range + 0.5
                    guard square > 0, square <= reach * reach, isFree,
                        stream.uniform(target) < 0.6 / Double(square)
                    else { continue }
                    (ranges[target], intensities[target]) = (range, min(1, 0.5 / Float(square)))
                }
            }
        }
    }

    /// Windows of the scan in which nothing was received; their number is Poisson.
    func windows() -> [(layers: Range<Int>, columns: Range<Int>)] {
        let device = parameters.device
        guard device.bursts > 0 else { return [] }
        let stream = noise.stream(LidarArtefacts.bursts)
        var windows: [(layers: Range<Int>, columns: Range<Int>)] = []
        var arrival = stream.exponential(mean: 1, 0)
        while arrival < device.bursts {
            let base = 3 * windows.count + 1
            let bottom =
                elevations[0] - device.burstHeight
                + stream.uniform(base) * (elevations[layers - 1] - elevations[0] + device.burstHeight)
            let low = elevations.firstIndex { $0 >= bottom } ?? layers
            let high = elevations.firstIndex { $0 > bottom + device.burstHeight } ?? layers
            let width = min(columns, max(1, Int((device.burstWidth / parameters.step).rounded())))
            let first = stream.integer(below: columns - width + 1, base + 1)
            windows.append((low..<max(low, high), first..<(first + width)))
            arrival += stream.exponential(mean: 1, base + 2)
        }
        return windows
    }

    /// Loses everything in the windows.
    func burst(
        _ windows: [(layers: Range<Int>, columns: Range<Int>)], _ ranges: UnsafeMutableBufferPointer<Float>,
        _ intensities: UnsafeMutableBufferPointer<Float>
    ) {
        for window in windows {
            for layer in window.layers {
                for column in window.columns {
                    (ranges[layer * columns + column], intensities[layer * columns + column]) = (0, 0)
                }
            }
        }
    }
}
