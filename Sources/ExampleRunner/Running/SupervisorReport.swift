/// What the supervisor wrote about a run: the ending on the first line, then `key value` lines.
struct SupervisorReport {
    private let ending: [String]
    private let values: [String: Int64]

    init(_ text: String) {
        let lines = text.split(separator: "\n")
        ending = (lines.first ?? "").split(separator: " ", maxSplits: 2).map(String.init)
        let pairs = lines.dropFirst().compactMap { line -> (String, Int64)? in
            let words = line.split(separator: " ")
            guard words.count == 2, let value = Int64(words[1]) else { return nil }
            return (String(words[0]), value)
        }
        values = Dictionary(pairs) { _, last in last }
    }

    /// The result of the run.
    ///
    /// - Throws: ``RunnerError`` if the program was not started, or there is no whole report: with
    ///   `reason` then.
    func result(
        of command: Command,
        otherwise reason: String
    ) throws(RunnerError) -> RunResult {
        if ending.first == "failed" {
            throw .programNotStarted(path: command.program, reason: ending.last ?? "")
        }
        guard let ending = runEnding, let started = values["started_ns"],
            let ended = values["ended_ns"]
        else { throw .supervisorLost(reason: reason) }
        return RunResult(
            ending: ending,
            startedNanoseconds: started,
            endedNanoseconds: ended,
            userNanoseconds: values["user_ns"] ?? 0,
            systemNanoseconds: values["system_ns"] ?? 0,
            maxResidentBytes: values["max_resident_bytes"] ?? 0
        )
    }

    private var runEnding: RunEnding? {
        switch (ending.first, ending.dropFirst().first, ending.last.flatMap { Int32($0) }) {
        case ("exit", _, let code?): .exited(code)
        case ("signal", let name?, let number?): .signaled(name: name, number: number)
        case ("stopped", "time", _): .stopped(.timeLimit)
        case ("stopped", "memory", _): .stopped(.memoryLimit)
        case ("stopped", "processes", _): .stopped(.processLimit)
        case ("stopped", "asked", _): .stopped(.asked)
        default: nil
        }
    }
}
