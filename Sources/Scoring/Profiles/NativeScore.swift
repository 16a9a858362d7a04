/// One profile's total: a number, or the reason why there is none.
public struct ProfileScore: Sendable, Hashable {
    /// nil where a term could not be computed.
    public var value: Double?
    /// Terms that could not be computed.
    public var missing: [String]
    /// Terms that were replaced by something else, with what.
    public var substituted: [String]

    public init(value: Double?, missing: [String] = [], substituted: [String] = []) {
        self.value = value
        self.missing = missing
        self.substituted = substituted
    }
}

/// The score of the project's own profile: 0 (useless) to 100 (faultless).
///
/// 100 · route completion · product of the penalties below, each to the power of its count. Derived from the reported
/// values alone, so that a reader can check it.
public enum NativeScore {
    /// Version of the formula, part of every result.
    public static let version = 1

    /// Factor per event of a metric.
    static let factors: [(metric: String, factor: Double)] = [
        ("at_fault_collisions", 0.5), ("red_lights", 0.7), ("stop_lines_run", 0.8),
    ]
    /// Metrics whose presence at all costs a factor.
    static let presence: [(metric: String, factor: Double)] = [
        ("off_road_s", 0.7), ("wrong_way_m", 0.7), ("speeding_s", 0.9),
    ]

    /// The score of a run's values.
    public static func score(_ values: [MetricValue]) -> ProfileScore {
        var missing: [String] = []
        func value(_ name: String) -> Double {
            if let found = values.first(where: { $0.name == name })?.value { return found }
            missing.append(name)
            return 0
        }
        var total = 100 * value("route_completion")
        for (metric, factor) in factors {
            for _ in 0..<Int(min(100, value(metric))) { total *= factor }
        }
        for (metric, factor) in presence where value(metric) > 0 { total *= factor }
        return ProfileScore(value: missing.isEmpty ? total : nil, missing: missing)
    }
}
