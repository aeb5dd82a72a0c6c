import ExampleRunner
import LabCore
import Synchronization
import TraceModel

/// One symbolizer a toolchain: what it has found out once is known in the next run too.
enum Symbolizers {
    private static let all = Mutex<[Toolchain: Symbolizer]>([:])

    /// The symbolizer of a toolchain.
    static func symbolizer(of toolchain: Toolchain) -> Symbolizer {
        all.withLock { all in
            let symbolizer = all[toolchain] ?? Symbolizer(toolchain: toolchain)
            all[toolchain] = symbolizer
            return symbolizer
        }
    }
}

/// Finds the lines of source for the addresses that a run tells of, while it tells them.
final class LineFinder: Sendable {
    private let symbolizer: Symbolizer
    private let program: Mutex<SymbolizedProgram>
    private let report: WatchedRun.Reporter
    private let wanted: AsyncStream<[ProgramAddress]>
    private let wantedInput: AsyncStream<[ProgramAddress]>.Continuation
    private let work = Mutex<Task<Void, Never>?>(nil)
    /// Of the addresses that are wanted those of variables.
    private let variables = Mutex<Set<ProgramAddress>>([])
    private let found = Mutex<[ProgramAddress: [CodeLine]]>([:])

    init(
        _ symbolizer: Symbolizer,
        _ program: SymbolizedProgram,
        report: @escaping WatchedRun.Reporter
    ) {
        self.symbolizer = symbolizer
        self.program = Mutex(program)
        self.report = report
        (wanted, wantedInput) = AsyncStream.makeStream()
        work.withLock { $0 = Task { await find() } }
    }

    /// What is known so far, as it is kept with a trace.
    var text: String { found.withLock { CodePlaces.text(of: $0) } }

    /// Looks at what a run tells.
    ///
    /// From any thread.
    func see(_ told: RunReport) {
        guard case .traced(let events, _) = told else { return }
        let addresses = events.flatMap { event -> [ProgramAddress] in
            switch event.fact {
            case .noted(.executable, let path):
                program.withLock { $0 = SymbolizedProgram(executable: path, own: $0.own) }
                return []
            case .placed(_, let addresses): return addresses
            case .raced(_, .variable(let address), _):
                variables.withLock { _ = $0.insert(address) }
                return [address]
            case .uncontrolled(_, _, let address?): return [address]
            default: return []
            }
        }
        if !addresses.isEmpty { wantedInput.yield(addresses) }
    }

    /// Waits until all lines are found and reported.
    ///
    /// After `finish`.
    func areFound() async {
        await work.withLock(\.self)?.value
    }

    /// Nothing more will come.
    func finish() {
        wantedInput.finish()
    }

    /// Finds lines and reports them, until `finish` has been called and all is found.
    ///
    /// Where they cannot be found, there are none.
    private func find() async {
        for await wanted in wanted {
            let addresses = await findVariables(wanted)
            guard !addresses.isEmpty else { continue }
            let unknown = found.withLock { found in
                Set(addresses.map(CodeAddress.init)).subtracting(found.keys.map(CodeAddress.init))
            }
            let program = program.withLock(\.self)
            guard let frames = try? await symbolizer.frames(of: unknown, in: program),
                !frames.isEmpty
            else { continue }
            let lines = Dictionary(
                uniqueKeysWithValues: frames.map { address, lines in
                    (ProgramAddress(address), lines.map(CodeLine.init))
                }
            )
            found.withLock { $0.merge(lines) { $1 } }
            report(.located(lines))
        }
    }

    /// Finds the names of the variables among some addresses, reports them, and leaves the others.
    private func findVariables(_ addresses: [ProgramAddress]) async -> [ProgramAddress] {
        let known = variables.withLock(\.self).intersection(addresses)
        guard !known.isEmpty else { return addresses }
        let program = program.withLock(\.self)
        let names = await symbolizer.variables(at: known.map(\.offset), in: program)
        let lines = Dictionary(
            uniqueKeysWithValues: names.map { offset, name in
                (ProgramAddress(rawValue: UInt32(offset)), [CodeLine(variable: name)])
            }
        )
        found.withLock { $0.merge(lines) { $1 } }
        report(.located(lines))
        return addresses.filter { !known.contains($0) }
    }
}

extension CodeAddress {
    init(_ address: ProgramAddress) {
        self =
            address.isBehindCall ? .returnAddress(address.offset) : .functionStart(address.offset)
    }
}

extension ProgramAddress {
    init(_ address: CodeAddress) {
        switch address {
        case .returnAddress(let offset): self.init(rawValue: UInt32(offset) | 1 << 31)
        case .functionStart(let offset): self.init(rawValue: UInt32(offset))
        }
    }
}

extension CodeLine {
    init(_ line: SourceLine) {
        self.init(
            function: line.function,
            file: line.file,
            line: line.line,
            isBehindAwait: line.isBehindAwait
        )
    }
}
