import Fields

/// Diagnostics of native road files.
public enum NativeRoadCode: String, DiagnosticCode {
    case emptyRoad = "empty-road"
    case unknownProfile = "unknown-profile"
    case unknownEnd = "unknown-end"
    case endTaken = "end-taken"
    case profileMismatch = "profile-mismatch"
    case impossibleCurve = "impossible-curve"
    case overlappingPieces = "overlapping-pieces"
    case unknownArm = "unknown-arm"
    case offRoad = "off-the-piece"

    /// Title and page.
    public var explanation: Explanation {
        switch self {
        case .emptyRoad:
            Explanation(
                "A road file without a road",
                "Give at least one piece under `pieces:`, or `generate:`; and a profile at least one lane.")
        case .unknownProfile:
            Explanation(
                "A name that no profile has",
                "Profiles are the cross-sections under `profiles:`; `street` is there without being declared.")
        case .unknownEnd:
            Explanation(
                "A piece starts where there is no end",
                """
                `from:` names an end of an earlier piece: `main.end`, `main.start`, `cross.left`, `cross.ahead`. The \
                message lists the open ends. Without `from:` a piece goes on where the one before it leads.
                """)
        case .endTaken:
            Explanation(
                "Two pieces start at the same end", "An end joins one piece. Use a junction where more roads meet.")
        case .profileMismatch:
            Explanation(
                "A piece has other lanes than the end it starts at",
                "Lanes must fit together. Put a `taper:` between, or leave `profile:` out to go on with the same lanes."
            )
        case .impossibleCurve:
            Explanation(
                "A curve that no road can follow",
                "The ends are too close together, or the radius is smaller than half of the road.")
        case .overlappingPieces:
            Explanation(
                "Two pieces lie on each other",
                "Carriageways may meet only where pieces are joined. The message says where in the plan they touch.")
        case .unknownArm:
            Explanation(
                "A name that no arm of the junction has",
                "Arms are `back`, `left`, `ahead`, `right` (seen by whoever comes from `back`), or the names you gave.")
        case .offRoad:
            Explanation(
                "A place beyond the end of its piece",
                "Distances on a piece count from its start and end at its length.")
        }
    }
}
