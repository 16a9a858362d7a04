import Drawing
import Geometry
import World

/// Makes the window's picture of a session: kept ground, what moves, panels.
final class FramePainter {
    private var picture: FramePicture
    private let tiles: GroundTiles
    private var surface: PixelSurface
    private var list = DisplayList()

    init(_ session: some LiveSession, width: Int, height: Int) throws {
        picture = FramePicture(map: MapPicture(session.map))
        tiles = GroundTiles(picture)
        surface = try PixelSurface(width: width, height: height)
    }

    /// What a state shows of a moment.
    func view(_ state: ViewerState, _ moment: SceneMoment, width: Int, height: Int) -> MapCamera {
        var view = picture.view(
            of: moment, pixelsPerMetre: state.pixelsPerMetre, turnsWithEgo: state.turnsWithEgo && state.isFollowing,
            width: width, height: height)
        if !state.isFollowing { (view.center, view.pixelsPerMetre) = (state.center, state.pixelsPerMetre) }
        return view.snapped
    }

    /// Paints what there is at a time from the session's on; the surface is reused by the next frame.
    func paint(_ session: some LiveSession, _ state: ViewerState, at time: Double, width: Int, height: Int) throws
        -> PixelSurface
    {
        if surface.width != width || surface.height != height {
            surface = try PixelSurface(width: width, height: height)
        }
        var moment = session.moment(following: state.driver)
        moment.time = time
        adopt(state, moment)
        var facts = session.facts(following: state.driver)
        facts.time = time
        facts.state = state.words(isFinished: session.isFinished)
        let view = view(state, moment, width: width, height: height)
        try tiles.draw(picture, view: view, on: surface)
        list.removeAll()
        picture.draw(moment, facts: facts, view: view, help: state.showsHelp ? FramePainter.help : nil, into: &list)
        try CairoCanvas.draw(list, on: surface)
        return surface
    }

    /// Uses spare time for the ground that comes next.
    func paintAhead(_ session: some LiveSession, _ state: ViewerState, width: Int, height: Int) throws {
        let moment = session.moment(following: state.driver)
        _ = try tiles.drawAhead(picture, view: view(state, moment, width: width, height: height))
    }

    private func adopt(_ state: ViewerState, _ moment: SceneMoment) {
        picture.palette = state.isNight ? .night : .day
        picture.layers = state.layers
        picture.camera = state.camera
        picture.sun = moment.world.weather.sunAzimuth
    }

    private static let help = HelpPanel(
        rows: KeyTable.all.map { HelpPanel.Row(key: $0.keys[0], effect: $0.effect) })
}
