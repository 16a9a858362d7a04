import RoadNetwork

/// What the type codes of OpenDRIVE signals mean: the generic lights and marks that the standard lists for the country
/// `OpenDRIVE`, German signs (StVO numbers, which that country uses, too), some of the USA and Sweden.
enum SignalCatalogue {
    static func meaning(
        country: String, type: String, subtype: String, isDynamic: Bool, value: Double, unit: String, name: String
    ) -> DescribedSignal.Meaning {
        if let light = light(type: type.filter { $0 != "." }, subtype: subtype, isDynamic: isDynamic) { return light }
        let kind = sign(country: country.lowercased(), type: type.lowercased(), subtype: subtype.lowercased())
        if let kind, kind == .speedLimit {
            return .sign(kind, value: speed(value: value, unit: unit, subtype: subtype))
        }
        if let kind { return .sign(kind, value: 0) }
        if type == "294" || type == "1000003" && !isDynamic && name.lowercased().contains("stop") { return .stopLine }
        return .sign(byName(name.lowercased()), value: 0)
    }

    private static func light(type: String, subtype: String, isDynamic: Bool) -> DescribedSignal.Meaning? {
        switch type {
        case "1000001", "1000009", "1000010": return .light(turns: [])
        case "1000002", "1000007": return .pedestrianLight
        case "1000013": return .bicycleLight
        case "1000011", "1000008", "1000012": return .light(turns: arrows(subtype))
        default: return isDynamic && Int(type).map { $0 >= 1_000_000 } ?? true ? .light(turns: []) : nil
        }
    }

    /// Directions of the arrow on a lens.
    private static func arrows(_ subtype: String) -> [TurnDirection] {
        let left: [TurnDirection] = [.left, .slightLeft, .uTurn]
        let right: [TurnDirection] = [.right, .slightRight]
        let straight: [TurnDirection] = [.straight, .slightLeft, .slightRight]
        switch subtype {
        case "10": return left
        case "20": return right
        case "30": return straight
        case "40": return left + straight
        case "50": return right + straight
        default: return []
        }
    }

    private static func sign(country: String, type: String, subtype: String) -> TrafficSign.Kind? {
        switch country {
        case "us", "usa": return american(type)
        case "se", "swe", "sweden": return swedish(type + subtype)
        default: return german(type) ?? american(type)
        }
    }

    private static func german(_ type: String) -> TrafficSign.Kind? {
        switch type {
        case "205": return .yield
        case "206": return .stop
        case "274", "274.1", "274.2": return .speedLimit
        case "301", "306": return .priorityRoad
        case "267", "250", "251": return .noEntry
        case "350", "134": return .pedestrianCrossing
        case "215": return .roundabout
        case "220": return .oneWay
        case "123": return .roadWorks
        case "314", "315": return .parking
        case "136", "133": return .children
        case "222", "222.1": return .keepRight
        case "245": return .busLane
        default: return nil
        }
    }

    private static func american(_ type: String) -> TrafficSign.Kind? {
        switch type {
        case "r1-1": return .stop
        case "r1-2": return .yield
        case "r2-1": return .speedLimit
        case "r5-1": return .noEntry
        case "r6-1", "r6-2": return .oneWay
        case "r4-7": return .keepRight
        case "w11-2": return .pedestrianCrossing
        default: return nil
        }
    }

    private static func swedish(_ code: String) -> TrafficSign.Kind? {
        switch code {
        case "b1": return .yield
        case "b2": return .stop
        case "b3": return .pedestrianCrossing
        case "b4": return .priorityRoad
        case "c1": return .noEntry
        case "c31": return .speedLimit
        case "a15": return .children
        case "a20": return .roadWorks
        default: return nil
        }
    }

    /// Signs without a known code often say what they are.
    private static func byName(_ name: String) -> TrafficSign.Kind {
        if name.contains("speed") { return .speedLimit }
        if name.contains("yield") || name.contains("give") { return .yield }
        if name.contains("stop") { return .stop }
        return .other
    }

    /// km/h. Old German codes 274-5x mean (x) · 10 km/h.
    private static func speed(value: Double, unit: String, subtype: String) -> Double {
        guard value > 0 else {
            guard let code = Int(subtype), code > 50, code < 64 else { return 0 }
            return Double(code - 50) * 10
        }
        switch unit {
        case "mph": return (value * 1.609344).rounded()
        case "m/s": return (value * 3.6).rounded()
        default: return value
        }
    }
}
