import Testing

@testable import Policies

@Suite struct LampShapeTests {
    /// A lens from its lit pixels (`#`), and its width over its height.
    private static func lamp(_ rows: [String]) -> Lamp {
        var shape = LampShape()
        let (width, height) = (rows[0].count, rows.count)
        for (row, line) in rows.enumerated() {
            for (column, pixel) in line.enumerated() {
                shape.add(isLit: pixel == "#", right: 2 * column - width + 1, down: 2 * row - height + 1)
            }
        }
        return Lamp(colour: .red, size: Double(height), aspect: Double(width) / Double(height), shape: shape)
    }

    @Test func anArrowToTheLeftIsNoDisc() {
        let arrow = [".##...", "######", "######", ".##...", "..#..."]
        #expect(LampShapeTests.lamp(arrow).isSideArrow)
        #expect(LampShapeTests.lamp(arrow.map { String($0.reversed()) }).isSideArrow)
    }

    @Test func anArrowThatPointsUpIsNotMeantForTurns() {
        #expect(!LampShapeTests.lamp([".##..", "#####", ".##..", ".##..", ".##..", ".##.."]).isSideArrow)
    }

    @Test func discsAreNoArrows() {
        #expect(!LampShapeTests.lamp([".##.", "####", "####", ".##."]).isSideArrow)
        #expect(
            !LampShapeTests.lamp(["..###..", ".#####.", "#######", "#######", "#######", ".#####.", "..###.."])
                .isSideArrow)
        #expect(!LampShapeTests.lamp(["##", "##"]).isSideArrow)
    }
}
