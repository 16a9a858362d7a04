import Fields
import Scoring

/// Joins a file's criteria with the default ones.
struct CriteriaReader {
    let metrics: MetricRegistry

    /// The default criteria, with those of the file in the place of defaults on the same metric, others behind them.
    func criteria(_ specs: [CriterionSpec], _ diagnostics: inout Diagnostics) -> [Criterion] {
        var criteria = metrics.defaultCriteria
        for spec in specs {
            guard let criterion = criterion(spec, &diagnostics) else { continue }
            if let index = criteria.firstIndex(where: { $0.metric == criterion.metric }) {
                criteria[index] = criterion
            } else {
                criteria.append(criterion)
            }
        }
        return criteria
    }

    private func criterion(_ spec: CriterionSpec, _ diagnostics: inout Diagnostics) -> Criterion? {
        guard let output = metrics.output(named: spec.metric.value) else {
            let names = metrics.outputs.map(\.name)
            diagnostics.error(
                ScenarioCode.unknownMetric,
                "no metric named '\(spec.metric.value)'\(NearestName.hint(for: spec.metric.value, among: names))",
                at: spec.metric.place, help: "metrics are \(names.joined(separator: ", "))")
            return nil
        }
        switch (spec.atMost, spec.atLeast) {
        case (let limit?, nil):
            return value(limit, output, &diagnostics).map { Criterion(metric: output.name, limit: .atMost($0)) }
        case (nil, let limit?):
            return value(limit, output, &diagnostics).map { Criterion(metric: output.name, limit: .atLeast($0)) }
        default:
            diagnostics.error(
                ScenarioCode.criterion, "a criterion needs one of 'at_most' and 'at_least'", at: spec.metric.place)
            return nil
        }
    }

    private func value(_ text: Located<String>, _ output: MetricOutput, _ diagnostics: inout Diagnostics) -> Double? {
        let dimension = output.unit.isEmpty ? .ratio : Dimension.all(withUnit: output.unit).first ?? .number
        do { return try Quantity.parse(text.value, as: dimension) } catch {
            diagnostics.error(error.code, error.message, at: text.place)
            return nil
        }
    }
}
