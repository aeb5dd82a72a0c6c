import ExampleRunner
import FoundationEssentials
import Testing

/// With the real compiler: what it accepts, what it says, and what comes out.
@Suite("The real compiler")
struct CompileTests {
    private func compiler(_ scratch: Scratch) async throws -> ProgramCompiler {
        let environment = ProcessInfo.processInfo.environment
        let toolchain = try await Toolchain.find(
            environment: environment,
            cacheFolder: scratch.file("cache")
        )
        return ProgramCompiler(toolchain: toolchain, cacheFolder: scratch.file("cache"))
    }

    private func run(_ program: CompiledProgram) async throws -> (RunResult, Recording) {
        let recording = Recording()
        let result = try await ProgramRunner().run(program, onOutput: recording.append)
        return (result, recording)
    }

    @Test("compiles a file with @main, names the file in it, and keeps program and warnings")
    func mainType() async throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            """
            @main struct Example {
                static func main() async {
                    let unused = 1
                    await Task.yield()
                    print("from a main type")
                }
            }
            """,
            to: "main-type.swift"
        )
        let compiler = try await compiler(scratch)
        let program = try await compiler.compile(ProgramSource(file))
        #expect(try await run(program).1.output == "from a main type\n")
        #expect(program.warnings.map(\.location?.line) == [3])
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: program.executable)))
        #expect(bytes.contains(Array(file.utf8)))

        let again = try await compiler.compile(ProgramSource(file))
        #expect(!program.fromCache && again.fromCache)
        #expect(again.executable == program.executable)
        #expect(again.warnings == program.warnings)
    }

    @Test("compiles statements at the top of a file, and reports a Swift crash as a signal")
    func topLevelCode() async throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            """
            // Not a main type: @main
            print("from the top")
            await Task.yield()
            fatalError("on purpose")
            """,
            to: "top.swift"
        )
        let (result, recording) = try await run(
            try await compiler(scratch).compile(ProgramSource(file))
        )
        guard case .signaled(let name, _) = result.ending else {
            Issue.record("\(result.ending)")
            return
        }
        #expect(["SIGILL", "SIGTRAP"].contains(name))
        #expect(recording.errors.contains("on purpose"))
    }

    @Test("reports errors with file, line and the line of source")
    func errors() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("func f(_ x: Int) -> String { x }\n", to: "wrong.swift")
        let compiler = try await compiler(scratch)
        let failure = try await #require(throws: CompileFailure.self) {
            try await compiler.compile(ProgramSource(file))
        }
        #expect(failure.stage == .source)
        #expect(
            failure.description == """
                \(file):1:30: error: cannot convert return expression of type 'Int' to return \
                type 'String'
                func f(_ x: Int) -> String { x }
                                             ^
                """
        )
        #expect(failure.errors.first?.location == .init(file: file, line: 1, column: 30))
        #expect(failure.errors.first?.sourceLine == "func f(_ x: Int) -> String { x }")
    }

    @Test("makes data races errors or not, as the language mode says")
    func languageMode() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("var total = 0\nfunc f() { total += 1 }\n", to: "a.swift")
        let compiler = try await compiler(scratch)
        let strict = CompilationSettings(isolation: .none, languageMode: .swift6)
        let relaxed = CompilationSettings(isolation: .none, languageMode: .swift5)
        await #expect(throws: CompileFailure.self) {
            try await compiler.compile(ProgramSource(file), settings: strict)
        }
        #expect(try await compiler.compile(ProgramSource(file), settings: relaxed).warnings == [])
    }

    @Test("reports what the linker misses")
    func linker() async throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            "@_silgen_name(\"nowhere\") func nowhere()\nnowhere()\n",
            to: "link.swift"
        )
        let compiler = try await compiler(scratch)
        let failure = try await #require(throws: CompileFailure.self) {
            try await compiler.compile(ProgramSource(file))
        }
        #expect(failure.stage == .linking)
        #expect(failure.description.contains("undefined"))
        #expect(failure.description.contains("nowhere"))
        #expect(!failure.description.contains("command failed"))
    }
}
