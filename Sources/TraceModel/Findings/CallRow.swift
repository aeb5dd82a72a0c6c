/// Calls that a task awaited one after another in one function, and that could overlap.
struct CallRow {
    /// What one call, or one round of a loop, took.
    struct Call {
        let line: CodeLine
        let callee: String
        var span: Span
    }

    /// The function and its lines.
    struct Lines: Hashable {
        let function: String
        let lines: [Int]
    }

    let task: TaskID
    let function: String
    let calls: [Call]

    var span: Span { Span(from: calls[0].span.from, to: calls[calls.count - 1].span.to) }
    var saved: Nanoseconds { span.length - (calls.map(\.span.length).max() ?? 0) }
    var lines: Lines { Lines(function: function, lines: Set(calls.map(\.line.line)).sorted()) }

    /// The rows of a task, of the outermost functions that have one.
    static func rows(in waits: [PlacedWait], _ source: SourceText) -> [CallRow] {
        var rows: [CallRow] = []
        // What lies in a row already is not looked at more closely.
        var left = [waits[...]]
        for depth in 0..<(waits.map(\.path.count).max() ?? 0) where !left.isEmpty {
            left = left.flatMap { waits -> [ArraySlice<PlacedWait>] in
                stretches(of: waits, at: depth).flatMap { stretch -> [ArraySlice<PlacedWait>] in
                    let found = self.rows(in: stretch, at: depth, source)
                    rows += found
                    return found.isEmpty ? [stretch] : []
                }
            }
        }
        return rows
    }

    /// Waits of one function, for what it called: without a wait of its own in between.
    private static func stretches(
        of waits: ArraySlice<PlacedWait>,
        at depth: Int
    ) -> [ArraySlice<PlacedWait>] {
        waits.indices.reduce(into: []) { stretches, index in
            let wait = waits[index]
            guard wait.call(at: depth) != nil, !wait.isForGroup else { return }
            if let last = stretches.last, last.endIndex == index, let before = last.last,
                before.path[..<depth] == wait.path[..<depth],
                before.path[depth].function == wait.path[depth].function,
                wait.made.map({ $0.time >= before.span.to }) ?? true
            {
                stretches[stretches.count - 1] = waits[last.startIndex...index]
            } else {
                stretches.append(waits[index...index])
            }
        }
    }

    private static func rows(
        in waits: ArraySlice<PlacedWait>,
        at depth: Int,
        _ source: SourceText
    ) -> [CallRow] {
        guard waits.count > 1, let first = waits.first else { return [] }
        let function = first.path[depth].function
        return byLoop(waits, at: depth, source).flatMap { loop, waits in
            loop.map { rounds(of: waits, at: depth, $0, source) }
                ?? straight(waits, at: depth, source)
        }.filter { $0.count > 1 }.map {
            CallRow(task: first.task, function: function, calls: $0)
        }
    }

    /// Neighbouring waits in one and the same loop, or in none, together.
    private static func byLoop(
        _ waits: ArraySlice<PlacedWait>,
        at depth: Int,
        _ source: SourceText
    ) -> [(SourceText.Loop?, ArraySlice<PlacedWait>)] {
        waits.indices.reduce(into: []) { parts, index in
            let loop = waits[index].call(at: depth).flatMap { source.loop(around: $0.line) }
            if let last = parts.last, last.0 == loop {
                parts[parts.count - 1].1 = waits[last.1.startIndex...index]
            } else {
                parts.append((loop, waits[index...index]))
            }
        }
    }

    /// The rounds of a loop, where they may overlap.
    private static func rounds(
        of waits: ArraySlice<PlacedWait>,
        at depth: Int,
        _ loop: SourceText.Loop,
        _ source: SourceText
    ) -> [[Call]] {
        let lines = Set(waits.compactMap { $0.call(at: depth)?.line })
        // A call that waits in a loop of its own may be one call.
        let isOneWaitACall = waits.allSatisfy { wait in
            wait.path.dropFirst(depth + 1).allSatisfy { source.loop(around: $0.line) == nil }
        }
        guard isOneWaitACall, source.mayOverlap(roundsOf: loop, calls: lines) else { return [] }
        var calls: [Call] = []
        var first: PlacedWait?
        for wait in waits {
            guard let call = wait.call(at: depth) else { continue }
            let isNew = first.map { $0.path == wait.path && $0.call(at: depth) == call } ?? true
            if isNew {
                calls.append(Call(wait, at: depth, call))
                first = first ?? wait
            } else {
                calls[calls.count - 1].span.to = wait.span.to
            }
        }
        return [calls]
    }

    /// Calls at different lines, one below the other.
    private static func straight(
        _ waits: ArraySlice<PlacedWait>,
        at depth: Int,
        _ source: SourceText
    ) -> [[Call]] {
        var groups: [[Call]] = []
        for wait in waits {
            guard let line = wait.call(at: depth) else { continue }
            let call = Call(wait, at: depth, line)
            guard let last = groups.last, let before = last.last else {
                groups.append([call])
                continue
            }
            if before.line == call.line {
                groups[groups.count - 1][last.count - 1].span.to = wait.span.to
            } else if last.allSatisfy({ mayOverlap($0, call, source) }) {
                groups[groups.count - 1].append(call)
            } else {
                groups.append([call])
            }
        }
        return groups
    }

    private static func mayOverlap(_ first: Call, _ second: Call, _ source: SourceText) -> Bool {
        source.mayOverlap(
            first.line.line,
            second.line.line,
            isSameFunction: first.callee == second.callee
        )
    }
}

extension CallRow.Call {
    fileprivate init(_ wait: PlacedWait, at depth: Int, _ call: CodeLine) {
        line = call
        callee = wait.callee(at: depth)
        span = wait.span
    }
}
