import Geometry
import RoadNetwork
import World

/// Drops, flakes and spray: things in the air that send an echo back before the beam gets where it would.
///
/// Drops and flakes: the number per scan is Poisson with a mean in proportion to the rate of precipitation; they are met
/// in the first 15 m (flakes 25 m). Spray: behind wheels on a wet road stands a cloud as wide as the vehicle.
struct LidarPrecipitation {
    let layers: Int
    let columns: Int
    let noise: SensorNoise

    private static let drops = RandomPurpose("lidar.drop")
    private static let spray = RandomPurpose("lidar.spray")

    /// Adds what falls to the echoes of a scan.
    func addDrops(_ weather: Weather, to memory: LidarMemory) {
        // Shares of beams per mm/h: assumptions, of the order that users of automotive LiDARs report.
        add(share: 0.0008 * weather.rain, reach: 15, strength: 0.004, part: 1, to: memory)
        add(share: 0.004 * weather.snow, reach: 25, strength: 0.02, part: 2, to: memory)
    }

    private func add(share: Double, reach: Double, strength: Double, part: UInt64, to memory: LidarMemory) {
        guard share > 0 else { return }
        let stream = noise.stream(LidarPrecipitation.drops, part: part)
        // From one beam with a drop to the next: gaps of a Poisson process.
        var position = 0.0
        var draw = 0
        let beams = Double(layers * columns)
        while true {
            position += stream.exponential(mean: 1 / share, 3 * draw)
            guard position < beams else { return }
            // The volume of a beam grows with the square of the range, what a drop sends back falls with it.
            let range = 0.8 + (reach - 0.8) * stream.uniform(3 * draw + 1)
            let drop = stream.exponential(mean: strength, 3 * draw + 2)
            LidarPrecipitation.insert(Float(range), Float(drop), at: Int(position), in: memory)
            draw += 1
        }
    }

    /// Takes an echo into a beam that would go farther: the stronger of the two is the first.
    private static func insert(_ range: Float, _ strength: Float, at beam: Int, in memory: LidarMemory) {
        let (old, its) = (memory.echoes[0].ranges[beam], memory.echoes[0].strengths[beam])
        guard old == 0 || range < old else { return }
        if old == 0 || strength * old * old > its * range * range {
            (memory.echoes[0].ranges[beam], memory.echoes[0].strengths[beam]) = (range, strength)
            (memory.echoes[1].ranges[beam], memory.echoes[1].strengths[beam]) = (old, its)
        } else {
            (memory.echoes[1].ranges[beam], memory.echoes[1].strengths[beam]) = (range, strength)
        }
    }
}

extension LidarPrecipitation {
    /// A box of spray behind a vehicle, in the sensor's frame: metres.
    private struct Cloud {
        var key: UInt64
        var start: Vector2
        var axis: Vector2
        var length: Double
        var halfWidth: Double
        var height: Double
        var share: Double
    }

    /// Adds the spray behind moving vehicles.
    func addSpray(_ moment: SensingMoment, elevations: [Double], parameters: LidarParameters, to memory: LidarMemory) {
        let weather = moment.world.weather
        guard weather.wetness > 0.2 else { return }
        let pose = moment.worldFromSensor
        let sensor = Pose2(pose.position.horizontal, yaw: pose.yaw)
        let actors = moment.world.actors
        for row in 0..<actors.count where row != moment.vehicle.index {
            let actor = ActorID(row)
            let model = moment.stage.catalogue.models[Int(actors.model[row])]
            guard actors.isPresent(actor), model.actorClass.isVehicle else { continue }
            let motion = moment.motion(of: actor)
            guard motion.speed > 6, motion.pose.position.distance(to: sensor.position) < 60 else { continue }
            let rear = motion.pose.position + motion.pose.forward * (model.centerOffset - model.length / 2)
            let cloud = Cloud(
                key: actors.randomKey[row], start: sensor.toLocal(rear),
                axis: -Vector2(yaw: motion.pose.yaw - sensor.yaw), length: min(12, 0.6 * motion.speed),
                halfWidth: 0.6 * model.width, height: 1.5,
                share: min(0.5, 0.02 * motion.speed * weather.wetness))
            add(cloud, height: pose.position.z, elevations, parameters, to: memory)
        }
    }

    private func add(
        _ cloud: Cloud, height: Double, _ elevations: [Double], _ parameters: LidarParameters, to memory: LidarMemory
    ) {
        let stream = noise.stream(LidarPrecipitation.spray, part: cloud.key)
        let middle = cloud.start + cloud.axis * (cloud.length / 2)
        let radius = cloud.length / 2 + cloud.halfWidth
        let distance = middle.length
        guard distance > radius else { return }
        let half = DeterministicMath.asin(radius / distance)
        let center = DeterministicMath.atan2(middle.y, middle.x)
        let low = Int(((center - half - parameters.firstAzimuth) / parameters.step).rounded(.up))
        let high = Int(((center + half - parameters.firstAzimuth) / parameters.step).rounded(.down))
        guard low <= high else { return }
        for number in low...high {
            let column = parameters.isSpinning ? ((number % columns) + columns) % columns : number
            guard column >= 0, column < columns else { continue }
            let direction = Vector2(yaw: parameters.firstAzimuth + Double(number) * parameters.step)
            guard let span = LidarPrecipitation.span(direction, cloud) else { continue }
            for layer in 0..<layers {
                let beam = layer * columns + column
                guard stream.uniform(3 * beam) < cloud.share else { continue }
                let (sine, cosine) = DeterministicMath.sinCos(elevations[layer])
                let flat = span.near + (span.far - span.near) * stream.uniform(3 * beam + 1)
                let level = height + flat * sine / cosine
                guard level > 0, level < cloud.height else { continue }
                LidarPrecipitation.insert(
                    Float(flat / cosine), Float(stream.exponential(mean: 0.02, 3 * beam + 2)), at: beam, in: memory)
            }
        }
    }

    /// Where a direction enters and leaves the cloud's outline.
    private static func span(_ direction: Vector2, _ cloud: Cloud) -> (near: Double, far: Double)? {
        let normal = cloud.axis.leftNormal
        let start = Vector2.zero - cloud.start
        var (near, far) = (0.0, Double.infinity)
        for (offset, slope, low, high) in [
            (start.dot(cloud.axis), direction.dot(cloud.axis), 0.0, cloud.length),
            (start.dot(normal), direction.dot(normal), -cloud.halfWidth, cloud.halfWidth),
        ] {
            guard slope.magnitude > 1e-9 else {
                if offset < low || offset > high { return nil }
                continue
            }
            let (a, b) = ((low - offset) / slope, (high - offset) / slope)
            (near, far) = (max(near, min(a, b)), min(far, max(a, b)))
        }
        return near < far ? (near, far) : nil
    }
}
