import Fields
import Geometry
import RoadNetwork

/// The pieces of a native road file on the plan, while they are laid.
///
/// Everything is laid in right-hand traffic. For left-hand files left and right are exchanged on the way in
/// (`isFlipped`), and the finished description is mirrored.
public struct NativeLayout: Sendable {
    let road: NativeRoad
    let isFlipped: Bool
    var composer: StreetComposer
    var diagnostics = Diagnostics()
    /// Ends in the order they came to be.
    private var ends: [NamedEnd] = []
    /// Where a piece without `from` goes on.
    private var main: Int?
    /// Which piece each described road belongs to, in the order of roads.
    private(set) var owners: [Int] = []
    private var places: [Located<String>] = []
    /// Pieces that could not be laid: what starts at their ends is not reported as well.
    private var failures: [String] = []
    /// Roads whose lanes name the lanes they join.
    private var tapers: [Int] = []
    private var wasSkipped = false

    private struct NamedEnd: Sendable {
        var name: String
        var end: StreetEnd
        var isTaken = false
    }

    init(_ road: NativeRoad, isFlipped: Bool) {
        self.road = road
        self.isFlipped = isFlipped
        composer = StreetComposer(name: road.name)
    }

    /// −1 where left and right are exchanged.
    var sign: Double { isFlipped ? -1 : 1 }

    /// A side of the file, in right-hand traffic.
    func isRight(_ side: NativeSide) -> Bool { (side == .right) != isFlipped }

    func flipped(_ pose: Pose2) -> Pose2 { Pose2(x: pose.position.x, y: pose.position.y * sign, yaw: pose.yaw * sign) }

    mutating func error(_ code: NativeRoadCode, _ message: String, at place: SourcePlace, help: String? = nil) {
        diagnostics.error(code, message, at: place, help: help)
    }

    mutating func layPieces() {
        for piece in road.pieces {
            let name = Located(piece.name, at: piece.place)
            places.append(name)
            let errors = diagnostics.errorCount
            piece.value.lay(&self, name)
            if diagnostics.errorCount > errors || wasSkipped {
                failures.append(piece.name)
                main = nil
            }
            wasSkipped = false
            claimRoads()
        }
    }

    /// Roads that have been added belong to the last piece.
    private mutating func claimRoads() {
        while owners.count < composer.description.roads.count { owners.append(places.count - 1) }
    }

    func owner(of road: Int) -> Located<String> { places[owners[road]] }

    /// Tapers name the lanes they join as if the roads ran on in the same direction; where a road runs the other way its
    /// numbers have the other sign.
    mutating func settleTapers() {
        for row in tapers {
            let road = composer.description.roads[row]
            for index in road.sections[0].lanes.indices {
                if case .road(_, .start) = road.predecessor { negate(row, index, \.predecessors) }
                if case .road(_, .end) = road.successor { negate(row, index, \.successors) }
            }
        }
    }

    private mutating func negate(_ road: Int, _ lane: Int, _ links: WritableKeyPath<DescribedLane, [Int]>) {
        let numbers = composer.description.roads[road].sections[0].lanes[lane][keyPath: links]
        composer.description.roads[road].sections[0].lanes[lane][keyPath: links] = numbers.map { -$0 }
    }

    // MARK: Starts and ends

    /// A resolved start.
    struct Start {
        var pose: Pose2
        var section: CrossSection
        var speedLimit: Double
        var end: StreetEnd?
    }

    /// Resolves where a piece starts and takes the end; nil after reporting why it cannot.
    mutating func start(_ start: NativeStart, _ name: Located<String>) -> Start? {
        var profile: NativeProfile?
        if let wanted = start.profile {
            guard let found = self.profile(wanted) else { return nil }
            profile = found
        }
        let free = { (profile: NativeProfile, pose: Pose2, isFlipped: Bool) in
            Start(
                pose: pose, section: profile.section(flipped: isFlipped), speedLimit: profile.speed, end: nil)
        }
        if let pose = start.at { return free(profile ?? usualProfile, flipped(pose), isFlipped) }
        let row: Int
        if let from = start.from {
            guard let found = endRow(from) else { return nil }
            row = found
        } else if let main, !ends[main].isTaken {
            row = main
        } else if ends.isEmpty, failures.isEmpty {
            return free(profile ?? usualProfile, .identity, isFlipped)
        } else if let last = failures.last, places.count > 1, places[places.count - 2].value == last {
            wasSkipped = true
            return nil
        } else {
            error(
                .unknownEnd, "\(quoted(name.value)) needs 'from': the piece before it leads nowhere", at: name.place,
                help: openEnds())
            return nil
        }
        return join(row, profile, start.profile?.place ?? name.place)
    }

    private mutating func join(_ row: Int, _ profile: NativeProfile?, _ place: SourcePlace) -> Start? {
        let end = ends[row].end
        var section = end.section
        if let profile {
            let wanted = profile.section(flipped: isFlipped)
            guard wanted.fits(section) else {
                error(
                    .profileMismatch,
                    "\(quoted(ends[row].name)) has \(section.words), this profile \(wanted.words)", at: place,
                    help: "put a 'taper' between, or leave 'profile' out")
                return nil
            }
            section = wanted
        }
        ends[row].isTaken = true
        return Start(
            pose: end.pose, section: section, speedLimit: profile?.speed ?? end.speedLimit, end: end)
    }

    /// An end by name, taken from now on; nil after reporting that it cannot be had.
    mutating func end(_ name: Located<String>) -> StreetEnd? {
        guard let row = endRow(name) else { return nil }
        ends[row].isTaken = true
        return ends[row].end
    }

    private mutating func endRow(_ name: Located<String>) -> Int? {
        guard let row = ends.firstIndex(where: { $0.name == name.value }) else {
            if failures.contains(where: { name.value.hasPrefix($0 + ".") }) {
                wasSkipped = true
                return nil
            }
            let near = NearestName.suggestion(for: name.value, among: ends.map(\.name))
            let hint = near.map { "; did you mean \(quoted($0))?" } ?? ""
            error(.unknownEnd, "no end named \(quoted(name.value))\(hint)", at: name.place, help: openEnds())
            return nil
        }
        guard !ends[row].isTaken else {
            error(
                .endTaken, "another piece is joined to \(quoted(name.value)) already", at: name.place, help: openEnds())
            return nil
        }
        return row
    }

    private func openEnds() -> String {
        let open = ends.filter { !$0.isTaken }.map(\.name)
        return open.isEmpty ? "there is no open end yet" : "open ends are " + open.prefix(20).joined(separator: ", ")
    }

    /// Adds an end; pieces without `from` go on from the last one with `isMain`.
    mutating func addEnd(_ piece: String, _ name: String, _ end: StreetEnd, isMain: Bool = false, isTaken: Bool = false)
    {
        ends.append(NamedEnd(name: "\(piece).\(name)", end: end, isTaken: isTaken))
        if isMain { main = ends.count - 1 }
    }

    // MARK: Profiles

    private var usualProfile: NativeProfile {
        road.profiles.first { $0.name == "street" }?.value ?? NativeProfile()
    }

    mutating func profile(_ name: Located<String>) -> NativeProfile? {
        if let found = road.profiles.first(where: { $0.name == name.value }) { return found.value }
        if name.value == "street" { return NativeProfile() }
        let names = road.profiles.map(\.name) + ["street"]
        let near = NearestName.suggestion(for: name.value, among: names)
        let hint = near.map { "; did you mean \(quoted($0))?" } ?? ""
        error(
            .unknownProfile, "no profile named \(quoted(name.value))\(hint)", at: name.place,
            help: "profiles are " + names.joined(separator: ", "))
        return nil
    }

    // MARK: Roads

    /// Whether a road can follow a plan without folding over; reports the first place where it cannot.
    mutating func canFollow(_ plan: [PlanPiece], _ section: CrossSection, _ name: Located<String>) -> Bool {
        let half = max(section.levelExtent(.left), section.levelExtent(.right))
        guard let tight = plan.first(where: { $0.leastRadius < half + 1 }) else { return true }
        let place = tight.start.position
        error(
            .impossibleCurve,
            "\(quoted(name.value)) would bend with a radius below \(Quantity.text((half + 1).rounded(), .length)) behind "
                + "[\(Quantity.text(place.x.rounded(), .length)), \(Quantity.text((place.y * sign).rounded(), .length))]",
            at: name.place)
        return false
    }

    /// Lays a road with the same lanes all over. `target`: the end where it arrives, if it joins two.
    mutating func road(
        _ name: Located<String>, along plan: [PlanPiece], from start: Start, equipment: NativeEquipment,
        to target: StreetEnd? = nil
    ) {
        let end = composer.road(
            name.value, along: plan, section: start.section, speedLimit: start.speedLimit, from: start.end)
        if let target { composer.join(target, end.road, .end) }
        addEnds(name, end, start, isJoined: target != nil)
        equipment.place(on: end.road, section: start.section, name, &self)
    }

    /// Lays a road with sections of its own.
    mutating func road(
        _ name: Located<String>, along plan: [PlanPiece], from start: Start, section: DescribedSection,
        last: CrossSection, speedLimit: Double
    ) {
        let end = composer.road(
            name.value, along: plan, sections: [section], last: last, speedLimit: speedLimit, from: start.end)
        tapers.append(end.road)
        addEnds(name, end, start, isJoined: false)
    }

    private mutating func addEnds(_ name: Located<String>, _ end: StreetEnd, _ start: Start, isJoined: Bool) {
        let begin = composer.startEnd(of: end, section: start.section)
        addEnd(name.value, "start", begin, isTaken: start.end != nil)
        addEnd(name.value, "end", end, isMain: !isJoined, isTaken: isJoined)
    }
}

extension CrossSection {
    /// Whether lanes of two sections join: as many, of the same types and nearly the same widths.
    func fits(_ other: CrossSection) -> Bool {
        func agree(_ a: [Strip], _ b: [Strip]) -> Bool {
            a.count == b.count && zip(a, b).allSatisfy { $0.type == $1.type && ($0.width - $1.width).magnitude < 0.01 }
        }
        return agree(right, other.right) && agree(left, other.left)
    }

    /// The lanes in words, from left to right.
    var words: String {
        (left.reversed() + right).map {
            "\($0.type.rawValue) \(Quantity.text(($0.width * 100).rounded() / 100, .length))"
        }
        .joined(separator: " | ")
    }
}

/// The lanes of a taper.
struct TaperSection {
    let described: DescribedSection

    init(from: CrossSection, to: CrossSection, length: Double, dropsInner: Bool) {
        var lanes: [DescribedLane] = []
        for side in [CrossSection.Side.left, .right] {
            let (a, b) = (from.strips(side), to.strips(side))
            let sign = side == .left ? 1 : -1
            let change = CrossSectionChange(from: a, to: b, dropsInner: dropsInner)
            for (index, pair) in change.lanes.enumerated() {
                let strip = pair.to >= 0 ? b[pair.to] : a[pair.from]
                let widths = (pair.from >= 0 ? a[pair.from].width : 0, pair.to >= 0 ? b[pair.to].width : 0)
                var lane = strip.described(
                    number: sign * (index + 1), widths: [TaperSection.smooth(widths, length: length)])
                // Where nothing joins, a number that no lane has keeps the same number from being joined.
                lane.predecessors = [pair.from >= 0 ? sign * (pair.from + 1) : 0]
                lane.successors = [pair.to >= 0 ? sign * (pair.to + 1) : 0]
                lanes.append(lane)
            }
        }
        var section = DescribedSection(lanes: lanes)
        if to.centreMark != .none, from.centreMark != .none {
            section.centreMarks = [DescribedMark(kind: to.centreMark, colour: to.centreColour)]
        }
        described = section
    }

    /// 3x² − 2x³ from the first to the second width.
    private static func smooth(_ widths: (Double, Double), length: Double) -> StationCubic {
        let change = widths.1 - widths.0
        return StationCubic(
            from: 0,
            Cubic(widths.0, 0, 3 * change / (length * length), -2 * change / (length * length * length)))
    }
}
