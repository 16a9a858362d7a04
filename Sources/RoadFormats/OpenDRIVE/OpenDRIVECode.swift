import Fields

/// What can be wrong with an OpenDRIVE file.
public enum OpenDRIVECode: String, DiagnosticCode {
    case missingAttribute = "opendrive-missing-attribute"
    case badNumber = "opendrive-bad-number"
    case badValue = "opendrive-bad-value"
    case duplicateId = "opendrive-duplicate-id"
    case danglingReference = "opendrive-dangling-reference"
    case badGeometry = "opendrive-bad-geometry"
    case gap = "opendrive-gap"
    case badLanes = "opendrive-bad-lanes"
    case empty = "opendrive-empty"
    case unsupported = "opendrive-unsupported"

    public var explanation: Explanation {
        switch self {
        case .missingAttribute:
            Explanation(
                "An attribute that the standard requires is missing", "Write the attribute named in the message.")
        case .badNumber:
            Explanation(
                "A text is not a finite number",
                "Numbers are written like `12.5` or `1.25e+01`. Not-a-number and infinity have no place in a road.")
        case .badValue:
            Explanation("A word that the standard does not know here", "The message names the words that are known.")
        case .duplicateId:
            Explanation(
                "Two elements of a kind have the same id",
                "Ids of roads and of junctions must be unique, else links to them mean nothing.")
        case .danglingReference:
            Explanation(
                "An id that no element has",
                "The link, connection or reference is ignored: the road ends there, or the signal rules no lane.")
        case .badGeometry:
            Explanation(
                "A reference line that cannot be drawn",
                "Pieces of a `planView` need a finite start, heading and a length above zero.")
        case .gap:
            Explanation(
                "Two pieces that should touch do not",
                "The end of a `geometry` and the start of the next lie apart. The road is used as it is.")
        case .badLanes:
            Explanation(
                "Lanes that cannot be built",
                "A lane needs a number other than 0 on its side, and a width or border; sections ascend along the road."
            )
        case .empty:
            Explanation("A file without a road", "A network needs at least one road with a reference line and lanes.")
        case .unsupported:
            Explanation("A feature that is read over", "The rest of the file is used.")
        }
    }
}
