/// exp of eight lanes for -80 ≤ x ≤ 0 (clamped): 2ⁿ from the exponent bits times a polynomial, relative error 3e-7.
@inline(__always)
func lanesExponential(_ x: Lanes) -> Lanes {
    let scaled = lanesMax(x, Lanes(repeating: -80)) * 1.442695
    let whole = lanesRounded(scaled)
    let rest = scaled - Lanes(whole)
    let high: Lanes = 0.05550411 + rest * (0.009618129 + rest * (0.001333355 + rest * 0.0001540353))
    let power: Lanes = 1 + rest * (0.6931472 + rest * (0.2402265 + rest * high))
    let exponent = unsafeBitCast((whole &+ 127) &<< 23, to: Lanes.self)
    return power * exponent
}

/// sRGB transfer function (IEC 61966-2-1) of linear light 0–1, within 0.2/255: a quotient of cubics in √x, fitted.
@inline(__always)
func lanesEncoded(_ linear: Lanes) -> Lanes {
    let s = lanesSquareRoot(linear)
    let above: Lanes = -0.000680548512 + s * (0.0893035731 + s * (1.964692 + s * 355.247054))
    let below: Lanes = 1 + s * (-3.66544949 + s * (316.318458 + s * 43.8914373))
    return above / below
}
