import Geometry
import World

extension TrafficScene {
    /// Room that somebody who creeps keeps to all sides, and how far ahead it looks, metres.
    static let creepMargin = 0.12
    private static let creepReach = 6.0
    /// m/s
    private static let creepSpeed = 2.5

    /// What a driver respects who has been let go: signals and bodies, not who goes first.
    func assessCreeping(_ driver: DriverView, model: TrafficModel) -> DrivingAssessment {
        var result = DrivingAssessment(
            acceleration: IntelligentDriver.freeAcceleration(
                speed: driver.speed, desiredSpeed: Self.creepSpeed, acceleration: driver.strongest,
                deceleration: driver.profile.deceleration),
            desiredSpeed: Self.creepSpeed)
        limitBySignals(driver, &result, model)
        if let found = obstruction(of: driver, within: Self.creepReach, margin: Self.creepMargin, model) {
            let distance = max(0, found.distance - 0.2)
            stop(driver, &result, distance: distance, because: .leader, partner: found.actor)
        }
        limitByChainEnd(driver, &result)
        return result
    }
}
