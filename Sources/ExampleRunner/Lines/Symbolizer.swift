internal import FoundationEssentials

/// An executable whose lines are asked for.
public struct SymbolizedProgram: Hashable, Sendable {
    /// Which files of its source are its user's own; all others are libraries'.
    public enum OwnFiles: Hashable, Sendable {
        /// These.
        case source(ProgramSource)
        /// Those below a folder that exist, but for what is in folders whose name begins with a dot,
        /// such as `.build`.
        case below(String)
    }

    /// Path of the executable.
    public let executable: String
    /// Its user's files.
    public let own: OwnFiles

    /// An executable and its user's files.
    public init(executable: String, own: OwnFiles) {
        self.executable = executable
        self.own = own
    }

    /// A program that was compiled.
    public init(_ program: CompiledProgram) {
        self.init(executable: program.executable, own: .source(program.source))
    }
}

/// Tells which lines of source a compiled program's code addresses belong to.
///
/// The toolchain's `llvm-symbolizer` reads them from the program's debug information, and
/// `swift-demangle` makes names of the linker's symbols: each is started once for all addresses
/// that are asked for together (thousands, if need be). Answers are kept as long as the symbolizer is.
public actor Symbolizer {
    private let symbolizer: String?
    private let demangler: String?
    /// What is known, by executable and address.
    private var known: [SymbolizedProgram: [UInt64: [SourceLine]]] = [:]
    /// Programs whose lines are being looked up: who asks meanwhile waits, as it may be for the same.
    private var busy: [SymbolizedProgram: Task<Void, Never>] = [:]

    /// The symbolizer of a toolchain, if there is one and it has one.
    public init(toolchain: Toolchain?) {
        self.init(symbolizer: toolchain?.symbolizer, demangler: toolchain?.demangler)
    }

    init(symbolizer: String?, demangler: String?) {
        self.symbolizer = symbolizer
        self.demangler = demangler
    }

    /// The line of each address: the innermost one in the program's own files.
    ///
    /// What has none is not in the answer: code of libraries, and what the compiler added. Where
    /// lines cannot be found at all (``frames(of:in:)`` says why), the answer is empty.
    public func lines(
        of addresses: some Sequence<CodeAddress> & Sendable,
        in program: CompiledProgram
    ) async -> [CodeAddress: SourceLine] {
        let frames = (try? await frames(of: addresses, in: program)) ?? [:]
        return frames.compactMapValues(\.first)
    }

    /// The places in the program's own files that each address belongs to, innermost first.
    ///
    /// There are several where functions were inlined. An address without any is not in the answer.
    ///
    /// - Throws: ``RunnerError/symbolizerNotFound``,
    ///   ``RunnerError/symbolizerNotWorking(path:reason:)``.
    public func frames(
        of addresses: some Sequence<CodeAddress> & Sendable,
        in program: CompiledProgram
    ) async throws(RunnerError) -> [CodeAddress: [SourceLine]] {
        try await frames(of: addresses, in: SymbolizedProgram(program))
    }

    /// The same for any executable.
    ///
    /// - Throws: ``RunnerError/symbolizerNotFound``,
    ///   ``RunnerError/symbolizerNotWorking(path:reason:)``.
    public func frames(
        of addresses: some Sequence<CodeAddress> & Sendable,
        in program: SymbolizedProgram
    ) async throws(RunnerError) -> [CodeAddress: [SourceLine]] {
        let wanted = Array(addresses)
        try await learn(Set(wanted.map(\.ofInstruction)), in: program)
        let answers = known[program, default: [:]]
        return wanted.reduce(into: [:]) { result, address in
            guard let lines = answers[address.ofInstruction], !lines.isEmpty else { return }
            // A call within such a function is where it is.
            if case .returnAddress = address {
                result[address] = lines.map { $0.exact }
            } else {
                result[address] = lines
            }
        }
    }

    /// Looks up what is not known.
    private func learn(
        _ addresses: Set<UInt64>,
        in program: SymbolizedProgram
    ) async throws(RunnerError) {
        while let lookUp = busy[program] { await lookUp.value }
        let unknown = addresses.subtracting(known[program, default: [:]].keys).sorted()
        guard !unknown.isEmpty else { return }
        let (end, finished) = AsyncStream.makeStream(of: Never.self)
        busy[program] = Task { for await _ in end {} }
        defer {
            busy[program] = nil
            finished.finish()
        }
        let found = try await look(up: unknown, in: program)
        known[program, default: [:]].merge(found) { $1 }
    }

    /// The names of the variables at some addresses, as the source has them: of a type's own variable
    /// with the type's.
    ///
    /// Where they cannot be found they are not in the answer.
    public func variables(
        at addresses: [UInt64],
        in program: SymbolizedProgram
    ) async -> [UInt64: String] {
        guard let symbolizer else { return [:] }
        let tool = SymbolizerTool(symbolizer: symbolizer, demangler: demangler)
        let symbols = await tool.variables(at: addresses, in: program.executable)
        let names = await tool.names(of: Array(symbols.values))
        return symbols.mapValues { VariableName.inSource(names[$0] ?? $0) }
    }

    private func look(
        up addresses: [UInt64],
        in program: SymbolizedProgram
    ) async throws(RunnerError) -> [UInt64: [SourceLine]] {
        guard let symbolizer else { throw .symbolizerNotFound }
        let tool = SymbolizerTool(symbolizer: symbolizer, demangler: demangler)
        let symbols = try await tool.symbols(at: addresses, in: program.executable)
        let own = ownSymbols(symbols, program.own)
        let names = await tool.names(of: own.values.flatMap { $0.map(\.function) })
        return addresses.reduce(into: [:]) { result, address in
            // An address without lines is known to have none.
            result[address] = (own[address] ?? []).map { line in
                SourceLine(
                    function: names[line.function] ?? line.function,
                    file: line.file,
                    line: line.line,
                    isBehindAwait: line.isBehindAwait
                )
            }
        }
    }

    /// Only what is in the program's own files, at a line.
    private func ownSymbols(
        _ symbols: [UInt64: [Symbol]],
        _ own: SymbolizedProgram.OwnFiles
    ) -> [UInt64: [SourceLine]] {
        let files = Set(symbols.values.joined().map(\.file))
        let names = own.names(of: files)
        return symbols.mapValues { symbols in
            let isBehindAwait = symbols.last?.comesBackToActor ?? false
            return symbols.compactMap { symbol in
                guard symbol.line > 0, let file = names[symbol.file] else { return nil }
                return SourceLine(
                    function: symbol.function,
                    file: file,
                    line: symbol.line,
                    isBehindAwait: isBehindAwait
                )
            }
        }
    }
}

extension SymbolizedProgram.OwnFiles {
    /// Of files as debug information names them, those that are the user's, each with the name that
    /// the user knows it by.
    fileprivate func names(of files: Set<String>) -> [String: String] {
        switch self {
        case .source(let source):
            Dictionary(source.files.map { (RunnerPaths.absolute($0), $0) }) { first, _ in first }
        case .below(let folder):
            Dictionary(
                uniqueKeysWithValues: files.compactMap { file in
                    Self.name(of: file, below: folder).map { (file, $0) }
                }
            )
        }
    }

    private static func name(of file: String, below folder: String) -> String? {
        guard file.hasPrefix(folder + "/") else { return nil }
        let name = file.dropFirst(folder.count + 1)
        guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
            FileManager.default.fileExists(atPath: file)
        else { return nil }
        return String(name)
    }
}

/// What the demangler says of a variable: `static Account.total : Int`.
enum VariableName {
    /// Without its type, and what goes before it.
    static func inSource(_ name: String) -> String {
        let words = name.split(separator: " ", omittingEmptySubsequences: true)
        let end = words.firstIndex(of: ":") ?? words.count
        return words[..<end].last.map(String.init) ?? name
    }
}

extension SourceLine {
    fileprivate var exact: SourceLine {
        SourceLine(function: function, file: file, line: line)
    }
}

extension Symbol {
    /// The linker's name ends in `TY`, a number and `_`: what is left of a function when it has come
    /// back to its actor behind an `await`.
    fileprivate var comesBackToActor: Bool {
        function.firstMatch(of: /TY\d+_$/) != nil
    }
}
