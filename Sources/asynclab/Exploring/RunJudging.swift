import ExampleRunner
import Schedules
import Synchronization
import TraceModel

/// Says of runs by schedules whether they are as they should be.
protocol RunJudging: Sendable {
    /// What is wrong with a run that has ended, in a sentence; nil: nothing.
    ///
    /// `isCut`: there was more than the trace has room for.
    func fault(in trace: Trace, end: RunEnd, isCut: Bool) -> String?
}

/// What a run by a schedule has told.
struct ToldTrace: Sendable {
    let events: [TraceEvent]
    /// When it ended.
    let end: Nanoseconds
    /// There was more than there is room for.
    let isCut: Bool
}

/// A run by a schedule, and what it has told where that is looked at.
struct SeenRun: Sendable {
    let run: ScheduledRun
    let schedule: Schedule
    let told: ToldTrace?
}

/// A run that fails.
struct FoundFailure: Sendable {
    let schedule: Schedule
    let run: ScheduledRun
    let failure: Failure
    /// The run without a switch.
    let first: ScheduledRun
}

extension Failure {
    /// It is the same; of what is required, anything that is not so.
    func isLike(_ other: Failure) -> Bool {
        if case .unwanted = self, case .unwanted = other { true } else { self == other }
    }
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

    /// What the last run has told; nil: it is not looked at.
    ///
    /// Before another run is asked for, which overwrites it.
    func told() throws -> ToldTrace? {
        guard judge != nil else { return nil }
        let reader = try TraceReader(path: trace.path)
        var events: [TraceEvent] = []
        while true {
            let more = try reader.next(final: true)
            if more.isEmpty { break }
            events += more
        }
        let status = try reader.status()
        return ToldTrace(
            events: events,
            end: status.finished ?? status.virtualNow,
            isCut: status.droppedEvents > 0
        )
    }

    /// What is wrong with a run; nil: nothing.
    func failure(of seen: SeenRun, first: ScheduledRun) async throws -> FoundFailure? {
        let failure: Failure?
        if let judge, let told = seen.told {
            let ran = await makeTrace(told, seen.run)
            failure = judge.fault(in: ran, end: RunEnd(seen.run.ending), isCut: told.isCut)
                .map { .unwanted($0) }
        } else {
            failure = Failure(seen.run, first: first)
        }
        return failure.map {
            FoundFailure(schedule: seen.schedule, run: seen.run, failure: $0, first: first)
        }
    }

    private func makeTrace(_ told: ToldTrace, _ run: ScheduledRun) async -> Trace {
        var ran = Trace()
        var addresses: Set<ProgramAddress> = []
        for event in told.events {
            ran.apply(event)
            if case .placed(_, let more) = event.fact { addresses.formUnion(more) }
        }
        ran.end(at: told.end, inGoodOrder: run.ending == .exited(0))
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
