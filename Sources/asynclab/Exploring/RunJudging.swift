import ExampleRunner
import Schedules
import Synchronization
import TraceModel

/// Says of runs by schedules whether they are as they should be.
protocol RunJudging: Sendable {
    /// What is wrong with a run that has ended, in a sentence; nil: nothing.
    func fault(in trace: Trace, end: RunEnd) -> String?
}

/// Finds out which runs of a search fail.
struct RunFailures: Sendable {
    /// Nil: those fail that are not like the first.
    let judge: (any RunJudging)?
    /// What the program that makes the runs writes: the run that was made last.
    let trace: TraceFile
    let program: ReadyProgram
    private let lines = KnownLines()

    init(judge: (any RunJudging)?, trace: TraceFile, program: ReadyProgram) {
        self.judge = judge
        self.trace = trace
        self.program = program
    }

    /// What is wrong with a run; nil: nothing.
    ///
    /// Where it is judged by its trace, before another run is asked for.
    func failure(of run: ScheduledRun, first: ScheduledRun) async throws -> Failure? {
        guard let judge else { return Failure(run, first: first) }
        let ran = try await readTrace(run)
        return judge.fault(in: ran, end: RunEnd(run.ending)).map { Failure.unwanted($0) }
    }

    private func readTrace(_ run: ScheduledRun) async throws -> Trace {
        let reader = try TraceReader(path: trace.path)
        var ran = Trace()
        var addresses: Set<ProgramAddress> = []
        while true {
            let events = try reader.next(final: true)
            if events.isEmpty { break }
            for event in events {
                ran.apply(event)
                if case .placed(_, let more) = event.fact { addresses.formUnion(more) }
            }
        }
        let status = try reader.status()
        ran.end(
            at: status.finished ?? status.virtualNow,
            inGoodOrder: run.ending == .exited(0)
        )
        ran.learn(await lines.lines(at: addresses, in: program))
        return ran
    }

    /// Lines of source that were found once.
    private final class KnownLines: Sendable {
        private let known = Mutex<[ProgramAddress: [CodeLine]]>([:])

        func lines(
            at addresses: Set<ProgramAddress>,
            in program: ReadyProgram
        ) async -> [ProgramAddress: [CodeLine]] {
            let new = known.withLock { addresses.subtracting($0.keys) }
            if !new.isEmpty {
                let wanted = Set(new.map(CodeAddress.init))
                let frames = try? await program.symbolizer.frames(of: wanted, in: program.code)
                known.withLock { known in
                    for address in new { known[address] = [] }
                    for (address, lines) in frames ?? [:] {
                        known[ProgramAddress(address)] = lines.map(CodeLine.init)
                    }
                }
            }
            return known.withLock { known in known.filter { addresses.contains($0.key) } }
        }
    }
}

extension RunEnd {
    /// How a run by a schedule ended.
    init(_ ending: ScheduledRun.Ending) {
        self =
            switch ending {
            case .exited(let status): .exited(Int32(status))
            case .crashed(let signal): .signaled(SignalName.of(signal))
            case .deadlock: .stopped(.deadlock)
            case .livelock: .stopped(.livelock)
            case .tooLong: .timeLimit
            }
    }
}
