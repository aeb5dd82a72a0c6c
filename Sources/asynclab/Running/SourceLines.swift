import ExampleRunner
import Synchronization

/// Lines of a program's source, by the addresses that calls in it return to.
enum SourceLines {
    /// One symbolizer a toolchain: what it has found out once is known in the next run too.
    private static let symbolizers = Mutex<[Toolchain: Symbolizer]>([:])

    /// The lines that are known: none without `llvm-symbolizer`.
    static func find(
        _ calls: Set<UInt64>,
        in program: CompiledProgram,
        _ toolchain: Toolchain
    ) async -> [UInt64: Int] {
        guard !calls.isEmpty else { return [:] }
        let symbolizer = symbolizers.withLock { known in
            let symbolizer = known[toolchain] ?? Symbolizer(toolchain: toolchain)
            known[toolchain] = symbolizer
            return symbolizer
        }
        let lines = await symbolizer.lines(of: calls.map(CodeAddress.returnAddress), in: program)
        return calls.reduce(into: [:]) { $0[$1] = lines[.returnAddress($1)]?.line }
    }

    /// The lines as a kept trace notes them.
    static func note(of lines: [UInt64: Int]) -> String {
        lines.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
    }

    /// The lines that a kept trace notes.
    static func lines(noted text: String) -> [UInt64: Int] {
        text.split(separator: "\n").reduce(into: [:]) { lines, row in
            let numbers = row.split(separator: " ")
            guard numbers.count == 2, let address = UInt64(numbers[0]) else { return }
            lines[address] = Int(numbers[1])
        }
    }
}
