import Fields
import Yams

/// libyaml's complaints in words that say what to do.
enum YAMLProblem {
    static func diagnostic(_ error: any Error, _ source: SourceText) -> Diagnostic {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return syntax(problem, at: mark, context, source)
        case .reader(let problem, _, _, _):
            return Diagnostic(
                .error, DocumentsCode.invalidText, "the text cannot be read: \(problem)", at: .init(source))
        case .duplicatedKeysInMapping(let names, let context):
            return duplicate(names.first ?? "", first: context.mark, source)
        default:
            return Diagnostic(.error, DocumentsCode.yamlSyntax, "the text cannot be read as YAML", at: .init(source))
        }
    }

    private static func syntax(
        _ problem: String, at mark: Mark, _ context: YamlError.Context?, _ source: SourceText
    ) -> Diagnostic {
        if problem.contains("another document") {
            return Diagnostic(
                .error, DocumentsCode.yamlFeature, "a second document starts here; write one document per file",
                at: SourcePlace(source, clamped(mark), length: 3))
        }
        if problem.contains("nesting level") {
            return Diagnostic(
                .error, FieldsCode.tooDeep, "nested too deeply", at: SourcePlace(source, clamped(mark)))
        }
        let line = source.line(mark.line) ?? ""
        let (words, isAtContext) = explain(problem, line, mark)
        let shown = isAtContext ? context?.mark ?? mark : mark
        var message = words
        if !isAtContext, let context, context.mark.line < mark.line, context.text.contains("while parsing") {
            let what = context.text.contains("mapping") ? "mapping" : "list"
            message += " (in the \(what) that starts in line \(context.mark.line))"
        }
        return Diagnostic(.error, DocumentsCode.yamlSyntax, message, at: SourcePlace(source, place(shown, source)))
    }

    /// libyaml puts the end of the text into a line of its own; people see the end of the last one.
    private static func place(_ mark: Mark, _ source: SourceText) -> SourceMark {
        source.line(mark.line).map { _ in clamped(mark) } ?? source.mark(atByte: source.text.utf8.count)
    }

    /// A sentence, and whether it speaks of where the construct started.
    private static func explain(_ problem: String, _ line: String, _ mark: Mark) -> (String, isAtContext: Bool) {
        let indentation = line.prefix { $0 == " " || $0 == "\t" }
        if indentation.contains("\t"), mark.column <= indentation.count + 2 {
            return ("indent with spaces, not with tabs", false)
        }
        if problem.contains("cannot start any token") {
            let character = line.unicodeScalars.dropFirst(mark.column - 1).first.map(Character.init) ?? " "
            let words =
                character == "\t"
                ? "indent with spaces, not with tabs" : "a value cannot start with '\(character)'; put it in quotes"
            return (words, false)
        }
        if problem.contains("unexpected end of stream") { return ("the closing quote of this text is missing", true) }
        if problem.contains("mapping values are not allowed") {
            return ("no ':' can stand here; check the indentation, or put a text that holds ': ' in quotes", false)
        }
        if problem.contains("could not find expected ':'") { return ("this needs a ':'; write 'key: value'", true) }
        if problem.contains("did not find expected key") { return ("expected a key; check the indentation", false) }
        if problem.contains("expected '-' indicator") { return ("expected '- '; check the indentation", false) }
        if problem.contains("expected ',' or") { return (String(problem.dropFirst("did not find ".count)), false) }
        if problem.contains("expected node content") { return ("expected a value", false) }
        if problem.contains("undefined alias") { return ("no anchor '&…' of this name stands before", false) }
        return (problem, false)
    }

    /// Yams names the key and its first place; the second one is looked for in the column of the first.
    private static func duplicate(_ name: String, first: Mark, _ source: SourceText) -> Diagnostic {
        let indentation = first.column - 1
        let wanted = name.unicodeScalars
        var second: SourceMark?
        let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (row, line) in lines.enumerated().dropFirst(first.line) where second == nil {
            let text = line.unicodeScalars.drop { $0 == " " }
            let column = line.unicodeScalars.count - text.count
            if text.isEmpty || text.first == "#" || column > indentation { continue }
            guard column == indentation, text.first != "-" else { break }
            guard text.starts(with: wanted), text.dropFirst(wanted.count).first == ":" else { continue }
            second = SourceMark(line: row + 1, column: first.column)
        }
        let message = "\(quoted(name)) stands twice" + (second == nil ? "" : ", first in line \(first.line)")
        return Diagnostic(
            .error, FieldsCode.duplicateKey, message,
            at: SourcePlace(source, second ?? clamped(first), length: wanted.count))
    }

    private static func clamped(_ mark: Mark) -> SourceMark {
        SourceMark(line: max(1, mark.line), column: max(1, mark.column))
    }
}
