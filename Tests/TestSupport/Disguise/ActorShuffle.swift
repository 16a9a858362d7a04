import Geometry
import RoadNetwork
import Scenarios
import Traffic
import World

/// The actors of a stage in another order of rows, each with its random key.
public enum ActorShuffle {
    /// The stage with its actors moved to other rows, and everything that names a row with them.
    public static func applied(to stage: ScenarioStage, seed: UInt64) -> ScenarioStage {
        let shuffle = Shuffle(count: stage.world.actors.count, seed: seed, table: 200)
        var mover = RowMover(shuffle: shuffle)
        var copy = stage
        copy.world.actors.visitColumns(&mover)
        copy.trafficState.visitColumns(&mover)
        func moved(_ actor: ActorID) -> ActorID { ActorID(Int(shuffle.moved(actor.row))) }
        for index in copy.vehicles.indices { copy.vehicles[index].actor = moved(stage.vehicles[index].actor) }
        copy.context = stage.context.with(rows: stage.context.rows.map(moved))
        return copy
    }
}

/// Moves the rows of every column with one element per actor.
private struct RowMover: ColumnVisitor {
    let shuffle: Shuffle
    /// Columns that hold what many rows point into.
    private let pools = ["lanes", "pathX", "pathY", "pathTime"]

    init(shuffle: Shuffle) { self.shuffle = shuffle }

    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, _ column: inout [Element]) {
        if pools.contains("\(name)") { return }
        precondition(column.count == shuffle.order.count, "Column '\(name)' has no element per actor: is it a pool?")
        column = shuffle.applied(to: column)
        // Who somebody yields to is the row of another.
        if "\(name)" == "partner", let partners = column as? [Int32] {
            column = partners.map { shuffle.moved($0) } as? [Element] ?? column
        }
    }

    mutating func visit<Element: BitwiseCopyable & Sendable>(_ name: StaticString, value: inout Element) {}
}
