/// Elementary functions with the same bits on every processor.
///
/// The C library picks other code paths when the processor has fused multiply-add, and its results then differ in the
/// last bits. These functions use only `+ - * /`, comparisons and bit patterns, which IEEE 754 fixes, and no fused
/// operation. Argument reductions and polynomial coefficients follow the published minimax sets of fdlibm
/// (Sun Microsystems, 1993). Accuracy: at most 4 units in the last place, or 2e-15 absolute, for the ranges stated.
public enum DeterministicMath {
    /// ln 2 split so that products with small integers are exact.
    static let logOfTwoHigh = 6.93147180369123816490e-01
    static let logOfTwoLow = 1.90821492927058770002e-10

    /// Length of the hypotenuse; exact square root, no overflow protection (inputs are metres or metres per second).
    @inlinable
    public static func hypotenuse(_ x: Double, _ y: Double) -> Double {
        (x * x + y * y).squareRoot()
    }
}
