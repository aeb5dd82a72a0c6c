internal import FoundationEssentials
internal import Subprocess
internal import SystemPackage

/// One function that an address belongs to, as `llvm-symbolizer` tells of it.
struct Symbol: Decodable, Hashable, Sendable {
    /// The linker's name.
    let function: String
    let file: String
    /// 0 for what the compiler added.
    let line: Int

    private enum CodingKeys: String, CodingKey {
        case function = "FunctionName"
        case file = "FileName"
        case line = "Line"
    }
}

/// The toolchain's programs that know what is in an executable.
struct SymbolizerTool: Sendable {
    let symbolizer: String
    let demangler: String?

    /// An address in the answer of `llvm-symbolizer --output-style=JSON`.
    private struct Answer: Decodable {
        let symbols: [Symbol]?

        private enum CodingKeys: String, CodingKey {
            case symbols = "Symbol"
        }
    }

    /// The same for the address of a variable.
    private struct VariableAnswer: Decodable {
        struct Variable: Decodable {
            let name: String

            enum CodingKeys: String, CodingKey {
                case name = "Name"
            }
        }

        let variable: Variable?

        enum CodingKeys: String, CodingKey {
            case variable = "Data"
        }
    }

    // Questions are arguments: who writes to a pipe that nobody reads any more is ended by it.
    private static let addressesAtOnce = 2000
    private static let namesAtOnce = 250

    /// The functions at each address, innermost first.
    func symbols(
        at addresses: [UInt64],
        in executable: String
    ) async throws(RunnerError) -> [UInt64: [Symbol]] {
        guard FileManager.default.fileExists(atPath: executable) else {
            throw notWorking("'\(executable)' is gone")
        }
        let options = ["--obj=\(executable)", "--output-style=JSON", "--functions=linkage"]
        var symbols: [UInt64: [Symbol]] = [:]
        for start in stride(from: 0, to: addresses.count, by: Self.addressesAtOnce) {
            let batch = addresses[start...].prefix(Self.addressesAtOnce)
            let numbers = batch.map { "0x" + String($0, radix: 16) }
            let text = try await Self.answer(of: symbolizer, options + numbers)
            guard let answers = try? JSONDecoder().decode([Answer].self, from: Data(text.utf8)),
                answers.count == batch.count
            else { throw notWorking("it does not answer in JSON") }
            for (address, answer) in zip(batch, answers) {
                symbols[address] = answer.symbols ?? []
            }
        }
        return symbols
    }

    /// The linker's name of the variable at each address.
    func variables(at addresses: [UInt64], in executable: String) async -> [UInt64: String] {
        let questions = addresses.map { "DATA 0x" + String($0, radix: 16) }
        let options = ["--obj=\(executable)", "--output-style=JSON", "--no-demangle"]
        guard let text = try? await Self.answer(of: symbolizer, options + questions),
            let answers = try? JSONDecoder().decode([VariableAnswer].self, from: Data(text.utf8)),
            answers.count == addresses.count
        else { return [:] }
        return zip(addresses, answers).reduce(into: [:]) { names, found in
            if let name = found.1.variable?.name, !name.isEmpty { names[found.0] = name }
        }
    }

    private func notWorking(_ reason: String) -> RunnerError {
        .symbolizerNotWorking(path: symbolizer, reason: reason)
    }

    /// What the linker's names are called in the source, as far as that can be told.
    func names(of symbols: [String]) async -> [String: String] {
        guard let demangler else { return [:] }
        let symbols = Set(symbols).sorted()
        var names: [String: String] = [:]
        for start in stride(from: 0, to: symbols.count, by: Self.namesAtOnce) {
            let batch = symbols[start...].prefix(Self.namesAtOnce)
            let arguments = ["-compact", "-simplified"] + batch
            guard let text = try? await Self.answer(of: demangler, arguments) else { continue }
            let lines = text.split(separator: "\n").map(Self.withoutOptimizersWords)
            guard lines.count == batch.count else { continue }
            names.merge(zip(batch, lines)) { first, _ in first }
        }
        return names
    }

    private static func withoutOptimizersWords(_ name: Substring) -> String {
        String(name.trimmingPrefix(/(?:specialized |merged )+/))
    }

    /// What a program prints.
    private static func answer(
        of program: String,
        _ arguments: [String]
    ) async throws(RunnerError) -> String {
        let reason: String
        do {
            let result = try await run(
                .path(FilePath(program)),
                arguments: Arguments(arguments),
                // Debug information is in the program; nobody is to be asked for it over the net.
                environment: .inherit.updating(["DEBUGINFOD_URLS": ""]),
                output: .string(limit: 64 << 20),
                error: .string(limit: 1 << 20)
            )
            if result.terminationStatus == .exited(0) { return result.standardOutput }
            let words = result.standardError.split(separator: "\n").first.map(String.init)
            reason = words ?? "it ended with \(result.terminationStatus)"
        } catch {
            reason = (error as? SubprocessError)?.underlyingError.map { "\($0)" } ?? "\(error)"
        }
        throw .symbolizerNotWorking(path: program, reason: reason)
    }
}
