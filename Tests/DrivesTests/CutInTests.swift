import Geometry
import Scenarios
import Simulation
import Testing
import World

@Suite("How hard the shipped cut-in is")
struct CutInTests {
    /// Half of the lane, less half of its line, less the 0.3 m at which somebody counts as having entered, metres from the
    /// middle.
    private static let entered = 3.3 / 2 - 0.06 - 0.3

    /// How the other car stands to the one that is cut in on.
    private struct Approach {
        /// From the lane's middle to the nearest of the other car, bumper to bumper, metres.
        var aside: Double
        var gap: Double
        /// m/s
        var closing: Double

        init(_ film: DriveFilm, _ picture: DriveFilm.Picture) {
            let (mine, theirs) = (film.box("ego", in: picture), film.box("other", in: picture))
            let along = mine.axis
            let offset = theirs.center - mine.center
            aside = along.cross(offset).magnitude - theirs.halfExtent(along: along.leftNormal)
            gap = offset.dot(along) - mine.halfLength - theirs.halfExtent(along: along)
            closing = film.motion("ego", in: picture).speed - film.motion("other", in: picture).speed
        }
    }

    @Test(
        "It leaves the time in which the careful driver of UN R157 avoids it, and hardly more",
        arguments: ["15 km/h", "26 km/h"], ["1.6 s", "2.6 s"])
    func isAvoidable(slower: String, duration: String) throws {
        let values = [("slower", slower), ("duration", duration), ("margin", "0 s"), ("other", "van")]
        let hardest = Variant(overrides: values.map { Variant.Override(name: $0.0, value: $0.1) })
        var film = try DriveFilm("cut_in", variant: hardest, policy: "cruise")
        var last: (time: Double, approach: Approach)?
        while film.advance(), let picture = film.pictures.last {
            let approach = Approach(film, picture)
            guard approach.aside < Self.entered else {
                last = (picture.time, approach)
                continue
            }
            // It came over the line some time since the last picture.
            let before = try #require(last)
            let share = (Self.entered - approach.aside) / (before.approach.aside - approach.aside)
            let timeLeft = approach.gap / approach.closing + share * (picture.time - before.time)
            let needed = 0.35 + approach.closing / 12
            #expect(timeLeft >= needed && timeLeft < needed + 0.5)
            return
        }
        Issue.record("nobody cut in")
    }
}
