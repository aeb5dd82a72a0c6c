import ExampleRunner
import TestSupport
import Testing

/// With scripts in place of the compiler: how it is treated as a process.
@Suite("The compiler's process")
struct CompilerProcessTests {
    private func failure(_ body: String) async throws -> CompileFailure {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: body)
        let compiler = ProgramCompiler(
            toolchain: try await fake.toolchain(),
            cacheFolder: scratch.file("cache"),
            timeLimit: .seconds(0.2)
        )
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        return try await #require(throws: CompileFailure.self) {
            try await compiler.compile(source)
        }
    }

    @Test("is killed with its children when the task is cancelled, and leaves no file")
    func cancellation() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(
            scratch,
            body: "sleep 60 & echo $! > '\(scratch.path)/child'; wait"
        )
        let compiler = try await fake.compiler()
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        let compilation = Task { try await compiler.compile(source) }
        #expect(await eventually { scratch.read("child")?.hasSuffix("\n") ?? false })
        compilation.cancel()
        await #expect(throws: CancellationError.self) { try await compilation.value }
        let child = try #require(scratch.read("child")).prefix { $0 != "\n" }
        #expect(Scratch.contents(of: "/proc/\(child)/stat") == nil)
        #expect(Scratch.names(in: scratch.file("cache/programs")) == [])
    }

    @Test("is stopped when it takes too long")
    func timeLimit() async throws {
        let failure = try await failure("sleep 60")
        #expect(failure.stage == .timeLimit)
        #expect(
            failure.description == """
                Error: The Swift compiler took too long and was stopped.
                Next:  Split long expressions, or give them types.
                """
        )
    }

    @Test("may crash; what it printed is kept")
    func crash() async throws {
        let failure = try await failure(
            """
            echo 'error: compile command failed due to signal 6 (use -v to see invocation)'
            echo 'Stack dump:' >&2
            exit 1
            """
        )
        #expect(failure.stage == .compilerCrash)
        #expect(failure.output.contains("Stack dump:"))
        #expect(
            failure.description == """
                Error: The Swift compiler crashed.
                Why:   compile command failed due to signal 6 (use -v to see invocation)
                Next:  Change the program a little: the mistake is in the compiler.
                """
        )
    }

    @Test("may fail for reasons of its own")
    func otherFailure() async throws {
        let failure = try await failure(
            "echo \"<unknown>:0: error: unable to load standard library\"; exit 1"
        )
        #expect(failure.stage == .compiler)
        #expect(
            failure.description == """
                Error: The Swift compiler could not make a program.
                Why:   unable to load standard library
                """
        )
    }
}
