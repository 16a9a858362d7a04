import DrivingInterface
import Geometry

extension BaselinePolicy {
    /// Reads every frame that is new.
    func look(_ observation: Observation, _ ego: EgoMotion, _ memory: inout BaselineMemory) {
        readLidar(observation, ego, &memory)
        for row in equipment.radars.indices { readRadar(row, observation, ego, &memory) }
        for row in equipment.cameras.indices { readCamera(row, observation, ego, &memory) }
    }

    /// Where the car was when a frame was measured, from its speed and yaw rate now.
    func pose(at time: Double, _ observation: Observation, _ ego: EgoMotion) -> Pose2 {
        let back = time - observation.time
        let turn = ego.yawRate * back
        let now = ego.poseSinceStart
        let yaw = now.yaw + turn
        return Pose2(now.position + Vector2(yaw: now.yaw + turn / 2) * (ego.speed * back), yaw: yaw)
    }

    private func readLidar(_ observation: Observation, _ ego: EgoMotion, _ memory: inout BaselineMemory) {
        guard let table = equipment.lidar, let frame = observation.frame(ofMount: table.mount),
            frame.measuredAt > memory.horizon.time, let scan = LidarScan(frame)
        else { return }
        let pose = pose(at: frame.measuredAt, observation, ego)
        memory.horizon.take(scan, table, pose: pose, time: frame.measuredAt, tracks: &memory.tracks)
        memory.horizon.distances.withUnsafeBufferPointer { free in
            LidarGround(table: table).enter(scan, pose: pose, free: free, into: &memory.ground)
        }
    }

    private func readRadar(
        _ row: Int, _ observation: Observation, _ ego: EgoMotion, _ memory: inout BaselineMemory
    ) {
        let table = equipment.radars[row]
        guard let frame = observation.frame(ofMount: table.mount), frame.measuredAt > memory.radarTimes[row],
            frame.arrays.count >= 3, let ranges = frame.arrays[0].float32, let azimuths = frame.arrays[1].float32,
            let speeds = frame.arrays[2].float32
        else { return }
        memory.radarTimes[row] = frame.measuredAt
        let pose = pose(at: frame.measuredAt, observation, ego)
        let own = Vector2(ego.speed, 0) + table.position.leftNormal * ego.yawRate
        for index in ranges.indices {
            let (direction, place) = table.place(range: Double(ranges[index]), azimuth: Double(azimuths[index]))
            memory.tracks.measure(
                speed: Double(speeds[index]) + own.dot(direction), along: direction.rotated(by: pose.yaw),
                at: pose.toOuter(place))
        }
    }

    private func readCamera(
        _ row: Int, _ observation: Observation, _ ego: EgoMotion, _ memory: inout BaselineMemory
    ) {
        let table = equipment.cameras[row]
        guard let frame = observation.frame(ofMount: table.mount), frame.measuredAt > memory.cameraTimes[row],
            let picture = CameraFrame(frame)
        else { return }
        memory.cameraTimes[row] = frame.measuredAt
        let pose = pose(at: frame.measuredAt, observation, ego)
        memory.horizon.distances.withUnsafeBufferPointer { free in
            CameraGround(table: table).enter(
                picture, pose: pose, free: free, asphalt: &memory.asphalt[row], into: &memory.ground)
        }
        guard table.shows(picture) else { return }
        memory.signals.sawPicture(at: observation.time)
        watchSignals(picture, table, pose: pose, time: observation.time, &memory)
    }

    /// Looks for lamps of the announced junction; `pose`: of the car when the picture was taken.
    private func watchSignals(
        _ picture: CameraFrame, _ table: CameraTable, pose: Pose2, time: Double, _ memory: inout BaselineMemory
    ) {
        let distance = memory.junction.distance(odometer: memory.odometer)
        let entry = memory.junction.entry
        let isNear = memory.junction.isAnnounced && !memory.junction.isInside && distance < 75
        withUnsafeTemporaryAllocation(of: Lamp.self, capacity: LampFinder.most) { memoryOfLamps in
            memoryOfLamps.initialize(repeating: Lamp())
            let count = LampFinder.find(picture, table, into: memoryOfLamps)
            let lamps = UnsafeBufferPointer(rebasing: memoryOfLamps[..<count])
            if isNear, !entry.position.x.isNaN {
                memory.signals.watch(lamps, at: .init(entry, from: pose), time: time)
            }
            watchUnannounced(lamps, pose: pose, time: time, &memory)
        }
    }

    /// Looks for lamps where the directions announce nothing: they stand at a painted line, or the line at them.
    private func watchUnannounced(
        _ lamps: UnsafeBufferPointer<Lamp>, pose: Pose2, time: Double, _ memory: inout BaselineMemory
    ) {
        let announced = memory.junction.isAnnounced ? memory.junction.distance(odometer: memory.odometer) : .infinity
        // Inside a junction its own lamps are still in sight.
        let isBehind = memory.junction.isInside && announced < -BaselinePolicy.widestJunction
        if memory.line.distance(odometer: memory.odometer).isNaN, isBehind || !memory.junction.isInside {
            let here = JunctionAhead.Entry(position: pose.position, direction: pose.forward)
            let ahead = SignalWatch.nearest(lamps, at: .init(here, from: pose))
            if let ahead, isBehind || ahead < announced - 8 {
                memory.line.see(at: ahead - BaselinePolicy.lampBehindLine, odometer: memory.odometer)
            }
        }
        let distance = memory.line.distance(odometer: memory.odometer)
        guard !distance.isNaN else { return }
        let line = memory.path.pose(at: memory.path.project(memory.lastPose.position).s + distance)
        let place = JunctionAhead.Entry(position: line.position, direction: line.direction)
        memory.line.signals.watch(lamps, at: .init(place, from: pose), time: time)
    }

    /// Metres that a junction is long at most, and from a stop line to the lamps beside it.
    private static let widestJunction = 35.0
    private static let lampBehindLine = 6.0
}
