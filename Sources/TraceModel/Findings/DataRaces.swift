/// Findings about data races, where the program was built to find them.
extension FindingSearch {
    /// One for each pair of lines, and the first two tasks that made it.
    var dataRaces: [Finding] {
        var seen: Set<RaceKey> = []
        return trace.races.compactMap { race in
            let lines = [line(race.former.place), line(race.later.place)]
            let key = RaceKey(variable: trace.variable(of: race), lines: Set(lines))
            guard seen.insert(key).inserted else { return nil }
            return finding(race, lines[0], lines[1])
        }
    }

    private func finding(_ race: Race, _ former: CodeLine?, _ later: CodeLine?) -> Finding {
        let variable = trace.variable(of: race)
        let what = variable ?? "the same memory"
        let first = "\(who(race.former)) \(Self.verb(race.former)) \(what)\(Self.at(former))"
        let second = "\(who(race.later)) \(Self.verb(race.later)) it\(Self.at(later))"
        return Finding(
            .dataRace,
            race.later.task ?? race.former.task ?? .ofNoTask,
            0,
            at: later ?? former,
            "Data race: \(first), \(second), and nothing puts the two in order."
        )
    }

    private func who(_ access: Race.Access) -> String {
        access.task.map { title($0) } ?? "a thread without a task"
    }

    private static func verb(_ access: Race.Access) -> String {
        access.isWrite ? "wrote" : "read"
    }

    private static func at(_ line: CodeLine?) -> String {
        line.map { " in line \($0.line)" } ?? ""
    }
}

extension TaskID {
    /// Stands for threads that no task was on.
    fileprivate static let ofNoTask = TaskID(rawValue: 0)
}

/// What makes two races one for the reader.
private struct RaceKey: Hashable {
    let variable: String?
    let lines: Set<CodeLine?>
}
