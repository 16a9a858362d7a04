import Fields

/// Diagnostics of scenario files.
public enum ScenarioCode: String, DiagnosticCode {
    case unknownActor = "unknown-actor"
    case unfitActor = "unfit-actor"
    case unknownLane = "unknown-lane"
    case unknownEvent = "unknown-event"
    case unknownMetric = "unknown-metric"
    case unknownPlace = "unknown-place"
    case unknownBehaviour = "unknown-behaviour"
    case unknownParameter = "unknown-parameter"
    case duplicateName = "duplicate-name"
    case parameter
    case expression
    case placement
    case overlap
    case offRoad = "off-road"
    case route
    case road
    case criterion
    case variant
    case step

    public var explanation: Explanation {
        switch self {
        case .unknownActor:
            Explanation(
                "A name that no actor of the file has",
                """
                Triggers, actions and placements speak of actors by the names under `actors:`, and of the vehicle \
                under test as `ego`. The message names the nearest one.
                """)
        case .unfitActor:
            Explanation(
                "An action that its actor cannot do",
                """
                The driver of the ego vehicle alone steers it, sets its speed and its lights; what a file can do to it \
                is `degrade_sensor`, `misguide`, `delay_commands` and `set_friction`. Doors open where the model has \
                any.
                """)
        case .unknownLane:
            Explanation(
                "A lane that the road does not have",
                """
                Lanes are named `road/number`: the road's name and the lane's OpenDRIVE number (negative right of the \
                reference line). `list lanes FILE` prints the lanes of a scenario or road file.
                """)
        case .unknownEvent:
            Explanation(
                "A name that no event of the file has", "`after:` speaks of events by the names under `events:`.")
        case .unknownMetric:
            Explanation("A metric that does not exist", "`list metrics` prints what can stand in `criteria:`.")
        case .unknownPlace:
            Explanation(
                "A crossing, bay or junction that the road does not have",
                "Names of crossings and parking bays stand in the road file; `list crossings FILE` prints them.")
        case .unknownBehaviour:
            Explanation(
                "A behaviour or profile that does not exist", "`list behaviours` and `list profiles` print them.")
        case .unknownParameter:
            Explanation(
                "A `$name` without a parameter of that name",
                "Parameters are declared under `parameters:`; `hazard` exists in every file.")
        case .duplicateName:
            Explanation("Two actors or events of the same name", "Names are how the file speaks of them: rename one.")
        default: furtherExplanation
        }
    }

    private var furtherExplanation: Explanation {
        switch self {
        case .parameter:
            Explanation(
                "A parameter that is declared or set wrongly",
                """
                `gap: {default: 20 m, range: [10 m, 40 m]}`, `model: {default: sedan, choices: [sedan, van]}` or \
                `gap: 20 m`. Values given with `--set` must lie in the range or among the choices.
                """)
        case .expression:
            Explanation(
                "An expression that has no value",
                "`${block + 20 m}` knows + - * / and brackets, numbers with units, and parameters by name.")
        case .placement:
            Explanation(
                "A place that cannot be found",
                """
                A placement says exactly one of `lane`, `relative_to`, `position`, `crossing` or `bay`, and `s` must \
                lie on the lane.
                """)
        case .overlap:
            Explanation(
                "Two actors stand in each other",
                "Their footprints overlap at the start. Move one of them, or give it a larger `gap`.")
        case .offRoad:
            Explanation("A vehicle starts off the carriageway", "Vehicles stand on lanes; people and things may not.")
        case .route:
            Explanation(
                "No way leads to the goal",
                "Lanes are followed in their direction, with lane changes where the paint allows them.")
        case .road:
            Explanation(
                "A road that is missing or given twice",
                "`road:` holds `file` or `native`; a file named `none` is no file, and a file goes before `native`.")
        case .criterion:
            Explanation("A limit that is missing or has the wrong unit", "`{metric: speeding_s, at_most: 2 s}`")
        case .variant:
            Explanation("A variant that the file does not offer", "`check FILE` prints the names of its variants.")
        default:
            Explanation("Time steps that do not fit together", "The traffic step is a whole number of ticks.")
        }
    }
}
