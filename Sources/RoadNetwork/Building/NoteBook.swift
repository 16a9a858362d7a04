/// Collects notes for people: many of the same kind become one line with a count and some examples.
struct NoteBook {
    var lines: [String] = []
    private var kinds: [(text: String, examples: [String], last: String, count: Int)] = []

    /// Notes that `text` holds for `example`, for example a road's id. The same example twice running counts once.
    mutating func note(_ text: String, _ example: String) {
        for index in kinds.indices where kinds[index].text == text {
            if kinds[index].last == example { return }
            kinds[index].last = example
            kinds[index].count += 1
            if kinds[index].examples.count < 5 { kinds[index].examples.append(example) }
            return
        }
        kinds.append((text, [example], example, 1))
    }

    /// Every line, counted kinds last.
    func finished() -> [String] {
        lines
            + kinds.map { kind in
                let shown = kind.examples.joined(separator: ", ")
                return kind.count > kind.examples.count
                    ? "\(kind.text): \(shown) and \(kind.count - kind.examples.count) more" : "\(kind.text): \(shown)"
            }
    }
}
