import Geometry
import RoadNetwork

extension TrafficScene {
    /// Fronts come to rest this far before a crossing, metres.
    static let crossingGap = 1.0
    /// Seconds that must lie between a vehicle and somebody on foot at the same place.
    private static let crossingMargin = 1.0
    /// Deceleration with which a driver stops for somebody who waits at a zebra crossing, m/s².
    private static let courteousBraking = 2.5
    /// Distance kept to people beside the vehicle's path, metres.
    private static let sideRoom = 0.9

    /// Stops before the first crossing on a lane with people on it, or with people who have the right to step on it.
    @inline(__always)
    func letPeopleCross(
        _ driver: DriverView, _ result: inout DrivingAssessment, _ link: ChainLink, _ record: LaneRecord,
        _ model: TrafficModel
    ) {
        let start = Int(record.stretchStart)
        for index in start..<(start + Int(record.stretchCount)) {
            let stretch = model.crossings.stretches[index]
            let people = crossers.range(stretch.crossing)
            guard !people.isEmpty else { continue }
            let distance = link.start + stretch.from - driver.actor.halfLength
            let rearClear = link.start + stretch.to + driver.actor.halfLength
            guard rearClear > 0, stretch.from < link.to, stretch.to > link.from else { continue }
            for place in people {
                let person = crossers.elements[place]
                guard mustYield(driver, person, stretch, distance: distance, clear: rearClear, model) else { continue }
                stop(
                    driver, &result, distance: distance > 0 ? distance - Self.crossingGap : 0, because: .crossing,
                    partner: person.actor)
                return
            }
        }
    }

    /// - Parameters:
    ///   - distance: from the front to the crossing, metres; negative on it.
    ///   - clear: to be driven until the rear has left the crossing, metres.
    @inline(__always)
    private func mustYield(
        _ driver: DriverView, _ person: CrossingUser, _ stretch: CrossedStretch, distance: Double, clear: Double,
        _ model: TrafficModel
    ) -> Bool {
        let needed = distance > 0 ? driver.speed * driver.speed / (2 * distance) : .infinity
        if distance <= 0 { return isInFront(driver, person, stretch, model) }
        guard needed < driver.hardest * 0.9 else { return false }
        let crossing = model.crossings.crossings[Int(stretch.crossing)]
        if !person.isOn {
            guard needed < Self.courteousBraking, mayStep(crossing), !isRefused(driver, person) else { return false }
        }
        let half = driver.actor.halfWidth + Self.sideRoom
        let window = person.window(around: stretch.along, half: half)
        guard window.leave > 0 else { return false }
        let arrive = SafeSpeed.travelTime(
            distance: distance, speed: driver.speed, acceleration: driver.strongest, cruise: max(3, driver.speed))
        let pass = SafeSpeed.travelTime(
            distance: clear, speed: driver.speed, acceleration: driver.strongest * 0.6, cruise: max(3, driver.speed))
        return arrive < window.leave + Self.crossingMargin && window.enter < pass + Self.crossingMargin
    }

    /// Whether somebody at the kerb has been offered the way for some time and does not take it.
    @inline(__always)
    private func isRefused(_ driver: DriverView, _ person: CrossingUser) -> Bool {
        let since = actors[Int(person.actor)].standingSince
        guard since >= 0, time - since > Self.offerTime else { return false }
        let hasStarted = driver.speed > 0 && driver.speed < 2.5 && driver.actor.reason == .free
        return driver.waited > Self.offerTime || hasStarted || driver.actor.reason == .startUp
    }

    /// Seconds for which a driver stands and lets people go first who do not move.
    private static let offerTime = 4.0

    /// Whether people have the right to step on a crossing now: by its signal, or because it is a zebra crossing.
    @inline(__always)
    func mayStep(_ crossing: CrossingRecord) -> Bool {
        let aspect = Self.aspect(crossing.signalGroup, signals)
        return aspect == .dark ? crossing.isZebra : aspect.letsGo
    }

    /// On the crossing already: only somebody right in front of the vehicle stops it.
    private func isInFront(
        _ driver: DriverView, _ person: CrossingUser, _ stretch: CrossedStretch, _ model: TrafficModel
    )
        -> Bool
    {
        guard person.isOn else { return false }
        let other = actors[Int(person.actor)]
        let offset = other.position - driver.actor.position
        let ahead = offset.dot(driver.actor.forward) - driver.actor.halfLength
        let side = offset.dot(driver.actor.forward.leftNormal).magnitude
        return ahead > -0.3 && ahead < 4 && side < driver.actor.halfWidth + person.radius + 0.5
    }
}

extension CrossingUser {
    /// Seconds until this person enters and leaves the band `half` metres to both sides of `place` on the crossing's path.
    /// Who stands on the carriageway may go on at any time.
    @inline(__always)
    func window(around place: Double, half: Double) -> (enter: Double, leave: Double) {
        let pace = max(walkingSpeed, speed * direction)
        let ahead = (place - along) * direction
        let reach = half + radius
        if ahead < -reach { return (0, -1) }
        let slow = max(0.3, min(pace, speed * direction))
        return (max(0, (ahead - reach) / pace), (ahead + reach) / (isOn ? slow : pace))
    }
}
