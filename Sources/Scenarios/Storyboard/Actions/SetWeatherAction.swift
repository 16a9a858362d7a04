import Fields
import Geometry
import RoadNetwork
import World

/// Changes the weather at once.
public struct SetWeatherAction: Action {
    public var weather = WeatherSettings()

    public init() {}

    public static let fields = FieldTable<Self>("set_weather", "Changes weather, light and friction at once.") {
        Field("to", \.weather, "The new weather; what is left out gets its default.").required().shorthand()
    }

    public func apply(to situation: inout Situation, _ context: StoryboardContext, holder: Int32) {
        situation.world.weather = weather.weather
        situation.world.friction = weather.roadFriction
    }
}
