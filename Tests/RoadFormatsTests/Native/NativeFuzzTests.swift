import Fields
import Geometry
import RoadFormats
import RoadNetwork
import Testing

@Suite("Any values of a native road file")
struct NativeFuzzTests {
    private static let purpose = RandomPurpose("test.fuzz")

    /// Numbers for one random file.
    private struct Dice {
        let stream: RandomStream
        var index = 0

        init(_ seed: Int) { stream = RandomStream(seed: UInt64(seed), purpose: NativeFuzzTests.purpose) }

        mutating func number(_ range: ClosedRange<Double>) -> Double {
            index += 1
            // Often the very ends of the range.
            let share = stream.uniform(index)
            if share < 0.15 { return range.lowerBound }
            if share > 0.85 { return range.upperBound }
            return range.lowerBound + (range.upperBound - range.lowerBound) * (share - 0.15) / 0.7
        }

        mutating func pick<T>(_ values: [T]) -> T {
            index += 1
            return stream.choice(values, index)
        }
    }

    private static func profile(_ dice: inout Dice) -> NativeProfile {
        var profile = NativeProfile()
        profile.forward = dice.pick([0, 1, 2, 3, 8])
        profile.backward = profile.forward == 0 ? 1 : dice.pick([0, 1, 2, 8])
        profile.laneWidth = dice.number(2.2...6)
        profile.speed = dice.number(1...60)
        profile.median = dice.pick([0, 0, 2, 30])
        profile.pavement = dice.number(0...20)
        profile.parking = dice.pick(NativeSides.allCases)
        profile.cycleLane = dice.pick(NativeSides.allCases)
        profile.busLane = dice.pick(NativeSides.allCases)
        profile.shoulder = dice.pick([0, 0, 5])
        return profile
    }

    private static func start(_ dice: inout Dice) -> NativeStart {
        var start = NativeStart()
        if dice.number(0...1) > 0.7 { start.profile = Located(dice.pick(["p0", "p1", "p2"])) }
        return start
    }

    private static func piece(_ dice: inout Dice) -> any NativePiece {
        switch dice.pick(Array(0..<9)) {
        case 0:
            var piece = BendPiece()
            piece.start = start(&dice)
            piece.angle = dice.number(-6.2...6.2)
            piece.radius = dice.number(4...300)
            piece.transition = dice.number(0...500)
            return piece
        case 1:
            var piece = FourWayPiece()
            piece.start = start(&dice)
            piece.cross = dice.pick([nil, Located("p1")])
            piece.skew = dice.number(-1...1)
            piece.offset = dice.number(-8...8)
            piece.options.control = dice.pick(NativeControl.allCases)
            piece.options.cornerRadius = dice.number(1...40)
            piece.options.crossings = dice.pick(NativeCrossingKind.allCases)
            piece.options.uTurns = dice.number(0...1) > 0.5
            piece.options.signals.protectedLeft = dice.number(0...1) > 0.5
            return piece
        case 2:
            var piece = RoundaboutPiece()
            piece.start = start(&dice)
            piece.lanes = dice.pick([1, 2, 3])
            piece.islandRadius = dice.pick([nil, dice.number(3...60)])
            piece.exits = dice.pick([[], [0], [1, 1.2], [-3.1, 0, 3.1]])
            return piece
        case 3:
            var piece = TaperPiece()
            piece.to = Located(dice.pick(["p0", "p1", "p2"]))
            piece.length = dice.number(5...500)
            piece.side = dice.pick(NativeSide.allCases)
            return piece
        case 4:
            var piece = ForkPiece()
            piece.angle = dice.number(0.1...0.9)
            piece.branch = Located(dice.pick(["p0", "p1"]))
            piece.side = dice.pick(NativeSide.allCases)
            return piece
        case 5:
            var piece = TJunctionPiece()
            piece.missing = dice.pick(NativeArmName.allCases)
            piece.options.control = dice.pick(NativeControl.allCases)
            piece.options.armLength = dice.number(8...300)
            return piece
        case 6:
            var piece = UTurnOpeningPiece()
            piece.length = dice.number(6...60)
            return piece
        case 7:
            var piece = PathPiece()
            piece.points = (0..<4).map { _ in Vector2(dice.number(-300...300), dice.number(-300...300)) }
            return piece
        default:
            var piece = StraightPiece()
            piece.start = start(&dice)
            piece.length = dice.number(1...300)
            var crossing = NativeCrossing()
            crossing.at = piece.length / 2
            crossing.width = min(4, piece.length)
            piece.equipment.crossings = [crossing]
            var bays = NativeBays()
            bays.side = dice.pick(NativeSide.allCases)
            piece.equipment.parkingBays = [bays]
            return piece
        }
    }

    @Test("give located errors or a finite map, never a trap", arguments: 0..<100)
    func anything(seed: Int) {
        var dice = Dice(seed)
        var road = NativeRoad()
        road.drivingSide = dice.pick(NativeSide.allCases)
        road.mirror = dice.number(0...1) > 0.5
        road.profiles = (0..<3).map { Named("p\($0)", NativeFuzzTests.profile(&dice)) }
        let count = dice.pick([1, 2, 3, 5])
        road.pieces = (0..<count).map { Named("n\($0)", NativeFuzzTests.piece(&dice)) }
        do throws(Diagnostics) {
            let map = try road.streetMap()
            #expect(map.surfaces.allSatisfy { $0.outline.area > 0 && $0.outline.area < 1e7 })
            #expect(map.lanes.allSatisfy { $0.length.isFinite && $0.halfWidths.allSatisfy { $0 >= 0 } })
        } catch {
            #expect(error.hasErrors)
        }
    }

    @Test("A town of extreme wishes is still one town", arguments: 0..<6)
    func towns(seed: Int) {
        var dice = Dice(seed + 1000)
        var town = GeneratedStreets()
        (town.seed, town.columns, town.rows) = (seed, dice.pick([2, 3]), dice.pick([2, 4]))
        town.blockLength = dice.number(80...400)
        town.shake = dice.number(0...0.15)
        town.missing = dice.number(0...0.4)
        town.bends = dice.number(0...1)
        town.roundabouts = dice.number(0...1)
        town.oneWay = dice.number(0...1)
        town.arterials = dice.number(0...1)
        town.parking = dice.number(0...1)
        let map = StreetMapAssembler.furnished(town.describe(name: "town"))
        #expect(map.disconnectedLanes() == [])
        #expect(RoutePlanner.generated(map: map, seed: 1) != nil)
    }
}
