import Geometry

/// How a lens bends light onto the picture, in the words and the order of OpenCV's calibration.
public struct Lens: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Straight lines stay straight but for Brown and Conrady's polynomial.
        case pinhole
        /// Equal angles off the axis give equal steps of the picture, but for Kannala and Brandt's polynomial.
        case fisheye
    }

    public var kind: Kind
    /// Pixels; of fisheyes pixels per radian at the axis.
    public var focalLength: Double
    public var principalColumn: Double
    public var principalRow: Double
    /// k₁ … k₄ of the powers 2, 4, 6 (and of fisheyes 8) of the radius or the angle.
    public var radial = SIMD4<Double>()
    /// p₁ and p₂ of lenses that sit askew; none for fisheyes.
    public var tangential = SIMD2<Double>()

    public init(_ kind: Kind, focalLength: Double, principalColumn: Double, principalRow: Double) {
        self.kind = kind
        self.focalLength = focalLength
        self.principalColumn = principalColumn
        self.principalRow = principalRow
    }

    public var isIdeal: Bool { kind == .pinhole && radial == SIMD4() && tangential == SIMD2() }

    /// Where a point of the sensor frame (x along the axis, y left, z up) falls, pixels from the upper left; nil behind a
    /// pinhole.
    public func project(_ point: Vector3) -> Vector2? {
        let (right, down) = (-point.y, -point.z)
        guard kind == .fisheye else {
            guard point.x > 0 else { return nil }
            return onPicture(distorted(Vector2(right / point.x, down / point.x)))
        }
        let aside = (right * right + down * down).squareRoot()
        guard aside > 0 else { return point.x > 0 ? Vector2(principalColumn, principalRow) : nil }
        let bent = bent(DeterministicMath.atan2(aside, point.x)).value / aside
        return onPicture(Vector2(right * bent, down * bent))
    }

    /// The unit vector that a place of the picture looks along; nil where the lens shows nothing.
    public func direction(_ column: Double, _ row: Double) -> Vector3? {
        let place = Vector2((column - principalColumn) / focalLength, (row - principalRow) / focalLength)
        guard kind == .fisheye else {
            guard let straight = straightened(place) else { return nil }
            let scale = 1 / (1 + straight.lengthSquared).squareRoot()
            return Vector3(scale, -straight.x * scale, -straight.y * scale)
        }
        let radius = place.length
        guard radius > 0 else { return Vector3(1, 0, 0) }
        guard let angle = angle(bentTo: radius) else { return nil }
        let (sine, cosine) = DeterministicMath.sinCos(angle)
        return Vector3(cosine, -place.x / radius * sine, -place.y / radius * sine)
    }

    /// The radius, in pixels from the principal point, at which the coefficients fold the picture back on itself, if that
    /// happens within a picture of this size; nil if every place of it has one direction at most.
    public func fold(width: Int, height: Int) -> Double? {
        let corners = [0, Double(width)].flatMap { x in [0, Double(height)].map { Vector2(x, $0) } }
        let reach = corners.map { ($0 - Vector2(principalColumn, principalRow)).length }.max() ?? 0
        // Angles of a fisheye up to straight behind, slopes of a pinhole up to 87° off the axis.
        let (end, steps) = (kind == .fisheye ? Double.pi : 20.0, 2000)
        for step in 0...steps {
            let (value, slope) = bent(end * Double(step) / Double(steps))
            if value * focalLength > reach { return nil }
            if slope <= 0.05 { return value * focalLength }
        }
        return nil
    }

    private func onPicture(_ place: Vector2) -> Vector2 {
        Vector2(principalColumn + focalLength * place.x, principalRow + focalLength * place.y)
    }

    private func distorted(_ place: Vector2) -> Vector2 {
        let (x, y, square) = (place.x, place.y, place.lengthSquared)
        let scale = 1 + square * (radial.x + square * (radial.y + square * radial.z))
        return Vector2(
            x * scale + 2 * tangential.x * x * y + tangential.y * (square + 2 * x * x),
            y * scale + tangential.x * (square + 2 * y * y) + 2 * tangential.y * x * y)
    }

    /// Undoes `distorted` by steps that each take away the error left.
    private func straightened(_ place: Vector2) -> Vector2? {
        guard !isIdeal else { return place }
        var straight = place
        for _ in 0..<40 {
            let error = place - distorted(straight)
            straight += error
            if error.lengthSquared < 1e-22 { return straight }
        }
        return nil
    }

    /// What an angle off the axis (pinhole: its tangent) becomes without `tangential`, and how fast that grows with it.
    private func bent(_ angle: Double) -> (value: Double, slope: Double) {
        let z = angle * angle
        let value = angle * (1 + z * (radial.x + z * (radial.y + z * (radial.z + z * radial.w))))
        let slope = 1 + z * (3 * radial.x + z * (5 * radial.y + z * (7 * radial.z + z * 9 * radial.w)))
        return (value, slope)
    }

    /// Undoes `bent` by Newton's method.
    private func angle(bentTo radius: Double) -> Double? {
        var angle = min(radius, 3)
        for _ in 0..<40 {
            let (value, slope) = bent(angle)
            guard slope > 0.05 else { return nil }
            let error = radius - value
            angle += error / slope
            if error.magnitude < 1e-11 { return angle >= 0 && angle < 3.1 ? angle : nil }
        }
        return nil
    }
}
