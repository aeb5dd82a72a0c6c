/// Reads the chart of a step.
struct ChartReader {
    let log: ProblemLog

    private static let keys = ["kind", "of", "note"]
    private static let example = "chart: {kind: bars, of: ready, note: ...}"

    func read(_ fields: YAMLFields) -> Chart? {
        guard let value = fields["chart"] else { return nil }
        guard value.isMapping else {
            let expected = ExpectedValue.mapping(example: Self.example)
            log.note(
                .wrongValue(key: "chart", value: value.shown, expected: expected),
                line: value.line
            )
            return nil
        }
        let inner = YAMLFields(value, place: "'chart'", known: Self.keys, log: log)
        let kind = inner.required("kind", example: "kind: bars")
            .flatMap { _ in inner.choice("kind", of: Chart.Kind.self) }
        let quantity = inner.required("of", example: "of: ready")
            .flatMap { _ in inner.choice("of", of: Chart.Quantity.self) }
        let note = inner.required("note", example: "note: What one sees in it.")
            .flatMap { _ in inner.text("note") }
        guard let kind, let quantity, let note else { return nil }
        guard kind != .bars || quantity != .delay else {
            log.note(.barsOfTurns, line: inner.line(of: "kind"))
            return nil
        }
        return Chart(kind, of: quantity, note: note, line: fields.line(of: "chart"))
    }
}
