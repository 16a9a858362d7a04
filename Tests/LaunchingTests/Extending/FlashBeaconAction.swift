import Fields
import Geometry
import RoadNetwork
import Scenarios
import World

/// Switches the beacon of an actor on.
struct FlashBeaconAction: Action {
    var actor = Located("")

    static let fields = FieldTable<Self>("flash_beacon", "Switches an actor's beacon on.") {
        Field("actor", \.actor, "Name of the actor.").required().shorthand()
    }

    var actorNames: [Located<String>] { [actor] }

    func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        let row = context.actor(actor.value).index
        situation.world.actors.lights[row] |= ActorLights.beacon.rawValue
    }
}
