import ExampleRunner
import FoundationEssentials
import TestSupport
import Testing
import TraceModel

/// A program of the folder Programs, and what its header says of it.
struct TestProgram: CustomTestStringConvertible, Sendable {
    /// How much of standard error is the same each time.
    enum Errors: String {
        case all
        case firstLine = "first-line"
        case ignore
    }

    let name: String
    let settings: CompilationSettings
    let ending: RunEnding?
    let errors: Errors

    var testDescription: String { name }
    var path: String { Self.folder + "/\(name).swift" }

    private static let folder = Workbench.projectFolder + "/Tests/TraceRuntimeTests/Programs"

    /// All of them, by name.
    static let all: [TestProgram] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".swift") }.sorted().map {
            TestProgram(String($0.dropLast(6)))
        }
    }()

    init(_ name: String) {
        self.name = name
        let bytes = FileManager.default.contents(atPath: Self.folder + "/\(name).swift") ?? Data()
        let header = String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix {
            $0.hasPrefix("//")
        }
        func directive(_ key: String) -> String? {
            header.first { $0.hasPrefix("// \(key): ") }.map { String($0.dropFirst(key.count + 5)) }
        }
        settings = CompilationSettings(
            isolation: directive("isolation").flatMap(CompilationSettings.Isolation.init) ?? .none,
            languageMode: directive("swift").flatMap(CompilationSettings.LanguageMode.init)
                ?? .swift6
        )
        errors = directive("stderr").flatMap(Errors.init) ?? .all
        ending = Self.ending(exit: directive("exit"), signal: directive("signal"))
    }

    private static func ending(exit: String?, signal: String?) -> RunEnding? {
        switch (exit.map { Int32($0) }, signal) {
        case (nil, nil): .exited(0)
        case (let status??, nil): .exited(status)
        case (nil, "SIGILL"): .signaled(name: "SIGILL", number: 4)
        case (nil, "SIGPIPE"): .signaled(name: "SIGPIPE", number: 13)
        default: nil
        }
    }

    func compile() async throws -> CompiledProgram {
        try await Workbench.compile(path, settings: settings)
    }

    /// Compiles it and runs it watched.
    static func watch(_ name: String, threads: Int? = nil) async throws -> RunTrace {
        let program = TestProgram(name)
        let run = try await Workbench.run(
            try await program.compile(),
            trace: try TraceFile.small(),
            threads: threads
        )
        #expect(run.result.ending == program.ending, "\(name): \(run.errors)")
        return try #require(run.report)
    }

    /// What of standard error must be the same.
    func comparable(_ errors: String) -> String {
        switch self.errors {
        case .all: errors
        case .firstLine: String(errors.prefix { $0 != "\n" })
        case .ignore: ""
        }
    }
}

extension TraceFile {
    /// Room for any of these programs.
    static func small() throws(TraceError) -> TraceFile {
        try TraceFile(events: 1 << 18, stringBytes: 4 << 20)
    }
}
