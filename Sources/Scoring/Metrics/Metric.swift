import Geometry
import World

/// A number that says how well a vehicle was driven, computed while the run goes on.
///
/// A metric sees the truth at every tick, keeps its own columns, may log events, and gives its values at any time: no
/// history is kept. One metric = one file + one line in `MetricRegistry.standard`.
public protocol Metric: Sendable, SendableMetatype {
    /// What it carries from tick to tick.
    associatedtype State: ColumnState

    /// Name of the page for `explain`, for example `red_light`.
    static var name: String { get }
    /// One sentence for `list metrics`.
    static var summary: String { get }
    /// What it measures, formula, thresholds and source.
    static var page: String { get }
    /// The numbers it reports, in order.
    static var outputs: [MetricOutput] { get }

    /// The state before the first tick.
    static func initialState(_ setting: JudgeSetting) -> State

    /// Takes in one tick. `moment` holds what changed in it, `world` is the truth at its end.
    static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog)

    /// The values so far, one per output.
    static func values(_ state: State, setting: JudgeSetting) -> [Double]
}

/// One number of a metric.
public struct MetricOutput: Sendable, Hashable {
    /// Key in results; ends in the unit (`_s`, `_m`, `_mps`, …) unless it is a count or a share.
    public let name: String
    /// SI unit, empty for counts and shares.
    public let unit: String
    public let summary: String
    /// The limit that a scenario judges by unless its file names another; nil: judged only where a file says so.
    public let criterion: CriterionLimit?
    /// The kind of event that tells when and where the value went wrong; nil if none does.
    public let event: EventKind?

    public init(
        _ name: String, unit: String = "", _ summary: String, criterion: CriterionLimit? = nil, event: EventKind? = nil
    ) {
        self.name = name
        self.unit = unit
        self.summary = summary
        self.criterion = criterion
        self.event = event
    }
}

/// What a metric's value must keep to.
public enum CriterionLimit: Sendable, Hashable {
    case atMost(Double)
    case atLeast(Double)

    /// The number to keep to.
    public var value: Double {
        switch self {
        case .atMost(let limit), .atLeast(let limit): return limit
        }
    }

    /// Whether `value` keeps the limit; a value that is not a number never does.
    public func holds(for value: Double) -> Bool {
        switch self {
        case .atMost(let limit): return value <= limit
        case .atLeast(let limit): return value >= limit
        }
    }
}
