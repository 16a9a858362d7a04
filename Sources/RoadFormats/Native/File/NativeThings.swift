import Fields
import Geometry
import RoadNetwork

/// Things that a file puts at places of the plan.
public struct NativeThings: FieldDescribed {
    public var buildings: [NativeBuilding] = []
    public var trees: [NativeTree] = []

    public init() {}

    public static let fields = FieldTable<Self>("things", "Things at places of the plan.") {
        Field("buildings", \.buildings, in: 0...5000, "Buildings; if there are any, none are derived.")
        Field("trees", \.trees, in: 0...5000, "Trees; if there are any, none are derived.")
    }
}

/// A building.
public struct NativeBuilding: FieldDescribed {
    public var at = Pose2.identity
    public var length = 12.0
    public var width = 10.0
    public var height = 10.0
    public var corners: [Vector2] = []

    public init() {}

    public static let fields = FieldTable<Self>("building", "A building: a box, or corners of your own.") {
        Field("at", \.at, "Its middle and direction: `[x, y, yaw]`.")
        Field("length", \.length, .length, in: 1...500, "Along its direction.")
        Field("width", \.width, .length, in: 1...500, "Across.")
        Field("height", \.height, .length, in: 1...400, "Above ground.")
        Field("corners", \.corners, .length, in: 0...200, "Corners in the plan instead of a box.")
    }
}

/// A tree.
public struct NativeTree: FieldDescribed {
    public var at = Vector2.zero
    public var height = 7.0
    public var crownRadius = 1.8

    public init() {}

    public static let fields = FieldTable<Self>("tree", "A tree.") {
        Field("at", \.at, .length, "Where its trunk stands.").required()
        Field("height", \.height, .length, in: 1...40, "Above ground.")
        Field("crown_radius", \.crownRadius, .length, in: 0.2...10, "Of its crown.")
    }
}

extension NativeLayout {
    mutating func layThings() {
        for (index, building) in road.things.buildings.enumerated() {
            var object = DescribedObject(
                id: "building\(index + 1)", randomKey: composer.key(), kind: .building,
                place: .world(flipped(building.at)), length: building.length, width: building.width,
                height: building.height)
            object.outline = building.corners.map { .world(Vector2($0.x, $0.y * sign)) }
            composer.description.objects.append(object)
        }
        for (index, tree) in road.things.trees.enumerated() {
            composer.description.objects.append(
                DescribedObject(
                    id: "tree\(index + 1)", randomKey: composer.key(), kind: .furniture(.tree),
                    place: .world(flipped(Pose2(tree.at, yaw: 0))), height: tree.height, radius: tree.crownRadius))
        }
    }
}
