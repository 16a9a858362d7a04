/// Of what shape a burning lens is: which part of the box around it is lit.
struct LampShape: BitwiseCopyable {
    private var pixels = 0
    private var lit = 0
    /// How much more is lit on the right than on the left, and below than above.
    private var right = 0
    private var down = 0

    /// Takes one pixel of the box; `right` and `down`: on which side of its middle it is.
    mutating func add(isLit: Bool, right: Int, down: Int) {
        pixels += 1
        guard isLit else { return }
        lit += 1
        self.right += right.signum()
        self.down += down.signum()
    }

    /// Whether it is no disc, which would fill three quarters of its box, but an arrow, which fills half of it.
    var isArrow: Bool { 5 * lit < 3 * pixels }

    /// Whether no more is lit on one of its ends up and down than on one to the sides.
    var isSideways: Bool { right.magnitude >= down.magnitude }
}
