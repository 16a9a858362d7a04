import DrivingInterface
import Geometry

extension BaselinePolicy {
    /// Reads every frame that is new.
    func look(_ observation: Observation, _ ego: EgoMotion, _ memory: inout BaselineMemory) {
        readLidar(observation, ego, &memory)
        for row in equipment.radars.indices { readRadar(row, observation, ego, &memory) }
        let most = LampFinder.most * equipment.cameras.count
        withUnsafeTemporaryAllocation(of: Lamp.self, capacity: most) { lamps in
            lamps.initialize(repeating: Lamp())
            var count = 0
            var pose: Pose2?
            for row in equipment.cameras.indices {
                let room = UnsafeMutableBufferPointer(rebasing: lamps[count...])
                guard let seen = readCamera(row, observation, ego, lamps: room, &memory) else { continue }
                count += seen.count
                pose = seen.pose
            }
            // All pictures of a decision together: a long lens sees only the signals far ahead.
            guard let pose else { return }
            watchSignals(UnsafeBufferPointer(rebasing: lamps[..<count]), pose: pose, time: observation.time, &memory)
        }
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
        memory.tracks.enterPosts(into: &memory.ground)
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

    /// - Returns: how many lamps a new picture shows, and where the car was when it was taken; nil without new picture.
    private func readCamera(
        _ row: Int, _ observation: Observation, _ ego: EgoMotion, lamps: UnsafeMutableBufferPointer<Lamp>,
        _ memory: inout BaselineMemory
    ) -> (count: Int, pose: Pose2)? {
        let table = equipment.cameras[row]
        guard let frame = observation.frame(ofMount: table.mount), frame.measuredAt > memory.cameraTimes[row],
            let picture = CameraFrame(frame)
        else { return nil }
        memory.cameraTimes[row] = frame.measuredAt
        let pose = pose(at: frame.measuredAt, observation, ego)
        memory.horizon.distances.withUnsafeBufferPointer { free in
            CameraGround(table: table).enter(
                picture, pose: pose, free: free, asphalt: &memory.asphalt[row], into: &memory.ground)
        }
        guard table.shows(picture) else { return nil }
        memory.signals.sawPicture(at: observation.time)
        return (LampFinder.find(picture, table, into: lamps), pose)
    }

    /// Takes the lamps of the announced junction and of a line that nobody announced; `pose`: of the car when they were
    /// seen.
    private func watchSignals(
        _ lamps: UnsafeBufferPointer<Lamp>, pose: Pose2, time: Double, _ memory: inout BaselineMemory
    ) {
        let entry = memory.junction.entry
        let distance = memory.junction.distance(odometer: memory.odometer)
        if memory.junction.isAnnounced, !memory.junction.isInside, distance < 75, !entry.position.x.isNaN {
            memory.signals.watch(lamps, at: .init(entry, turn: memory.junction.turn, from: pose), time: time)
        }
        watchUnannounced(lamps, pose: pose, time: time, &memory)
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
            let ahead = SignalWatch.nearest(lamps, at: .init(here, turn: .straight, from: pose))
            if let ahead, isBehind || ahead < announced - 8 {
                memory.line.see(at: ahead - BaselinePolicy.lampBehindLine, odometer: memory.odometer)
            }
        }
        let distance = memory.line.distance(odometer: memory.odometer)
        guard !distance.isNaN else { return }
        let line = memory.path.pose(at: memory.path.project(memory.lastPose.position).s + distance)
        let place = JunctionAhead.Entry(position: line.position, direction: line.direction)
        memory.line.signals.watch(lamps, at: .init(place, turn: .straight, from: pose), time: time)
    }

    /// Metres that a junction is long at most, and from a stop line to the lamps beside it.
    static let widestJunction = 35.0
    private static let lampBehindLine = 6.0
}
