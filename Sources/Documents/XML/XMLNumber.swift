/// Numbers in attributes, from bytes: city-sized OpenDRIVE files have hundreds of thousands.
enum XMLNumber {
    /// A finite number with optional sign, fraction and exponent, spaces around it; nil if there is none.
    static func parse(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        var (index, end) = (text.startIndex, text.endIndex)
        while index < end, text[index] == 0x20 { index += 1 }
        while index < end, text[end - 1] == 0x20 { end -= 1 }
        let start = index
        let isNegative = index < end && text[index] == UInt8(ascii: "-")
        if index < end, isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
        var digits: UInt64 = 0
        var digitCount = 0
        var decimals = 0
        var seenPoint = false
        var seenDigit = false
        while index < end {
            let byte = text[index]
            if byte >= 0x30, byte <= 0x39 {
                seenDigit = true
                digitCount += digits == 0 && byte == 0x30 ? 0 : 1
                if digitCount <= 19 { digits = digits &* 10 &+ UInt64(byte - 0x30) }
                decimals += seenPoint ? 1 : 0
            } else if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else {
                break
            }
            index += 1
        }
        guard seenDigit, let exponent = exponent(text, from: index, to: end) else { return nil }
        let power = exponent - decimals
        // Both the digits and the power of ten are exact doubles, so one operation rounds correctly (Clinger 1990).
        if digits <= 1 << 53, digitCount <= 19, power.magnitude <= 22 {
            let scale = powersOfTen[Int(power.magnitude)]
            let value = power < 0 ? Double(digits) / scale : Double(digits) * scale
            return isNegative ? -value : value
        }
        return Double(String(decoding: text[start..<end], as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Nothing is 0; nil if something else than an exponent stands there.
    private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>, from start: Int, to end: Int) -> Int? {
        guard start < end else { return 0 }
        guard text[start] | 0x20 == UInt8(ascii: "e"), end - start <= 6 else { return nil }
        let digits = String(decoding: text[(start + 1)..<end], as: UTF8.self)
        return Int(digits)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
