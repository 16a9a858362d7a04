import Drawing
import RoadNetwork

/// A run that a window shows while it goes on. Belongs to one thread.
public protocol LiveSession: AnyObject {
    /// The streets; never change.
    var map: StreetMap { get }
    /// Name of the scenario, for the window's title.
    var title: String { get }
    /// Simulated seconds so far.
    var time: Double { get }
    /// Seconds between two decisions of the policy: what one step of the window advances.
    var decisionPeriod: Double { get }
    /// Nothing more will happen.
    var isFinished: Bool { get }
    /// The driven vehicles, as many as can be followed, ≥ 0.
    var driverCount: Int { get }

    /// Simulates until `time` is reached or the run is finished.
    /// - Throws: what ended the run early, in words for a person.
    func advance(to time: Double) throws

    /// Starts again at 0 with the same inputs.
    /// - Throws: what keeps it from starting.
    func restart() throws

    /// What there is to see now, from the side of one driven vehicle.
    func moment(following driver: Int) -> SceneMoment

    /// What the panels say now, of one driven vehicle; state and time of the window are filled in by the viewer.
    func facts(following driver: Int) -> HeadsUpFacts
}
