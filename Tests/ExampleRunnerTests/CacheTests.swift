import FoundationEssentials
import Testing

@testable import ExampleRunner

@Suite("The cache of programs")
struct CacheTests {
    @Test("gives the same program without compiling while nothing changes")
    func hit() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: FakeCompiler.copies)
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        let first = try await fake.compiler().compile(source)
        let second = try await fake.compiler().compile(source)
        #expect(!first.fromCache && second.fromCache)
        #expect(first.executable == second.executable)
        #expect(fake.compilations == 1)
    }

    @Test("compiles again when a setting, the text or the file's path changes")
    func misses() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: FakeCompiler.copies)
        let compiler = try await fake.compiler()
        let file = try scratch.write("text", to: "a.swift")
        let settings = [
            CompilationSettings(), .init(isolation: .none), .init(languageMode: .swift5),
            .init(sanitizer: .thread), .init(optimization: .speed),
        ]
        var programs: Set<String> = []
        for setting in settings {
            let program = try await compiler.compile(ProgramSource(file), settings: setting)
            programs.insert(program.executable)
        }
        let other = try scratch.write("text", to: "b.swift")
        programs.insert(try await compiler.compile(ProgramSource(other)).executable)
        try scratch.write("texts", to: "a.swift")
        programs.insert(try await compiler.compile(ProgramSource(file)).executable)
        #expect(programs.count == settings.count + 2)
        #expect(fake.compilations == settings.count + 2)
    }

    @Test("compiles again when the compiler changes")
    func otherCompiler() async throws {
        let scratch = try Scratch()
        let old = try await FakeCompiler(scratch, version: "6.2.3", body: FakeCompiler.copies)
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        _ = try await old.compiler().compile(source)
        let new = try await FakeCompiler(scratch, version: "6.3", body: FakeCompiler.copies)
        #expect(try await !new.compiler().compile(source).fromCache)
    }

    @Test("keeps nothing of a failed compilation")
    func failure() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: "echo > $TMPDIR/left; exit 1")
        let compiler = try await fake.compiler()
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        await #expect(throws: CompileFailure.self) { try await compiler.compile(source) }
        let left = try FileManager.default.contentsOfDirectory(
            atPath: scratch.file("cache/programs")
        )
        #expect(left == [])
    }

    @Test("serves many at once, who all get a whole program")
    func concurrency() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: "sleep 0.05; " + FakeCompiler.copies)
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        let compiler = try await fake.compiler()
        let outputs = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let recording = Recording()
                    let program = try await compiler.compile(source)
                    _ = try await ProgramRunner().run(program, onOutput: recording.append)
                    return recording.output
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs == Array(repeating: "text", count: 6))
        let left = try FileManager.default.contentsOfDirectory(
            atPath: scratch.file("cache/programs")
        )
        #expect(left.count == 1)
    }

    @Test("compiles again when the file was saved meanwhile")
    func savedMeanwhile() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(
            scratch,
            body: "[ -e $0.saved ] || echo saved > $source; echo > $0.saved; "
                + FakeCompiler.copies
        )
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        let compiler = try await fake.compiler()
        let program = try await compiler.compile(source)
        #expect(fake.compilations == 2)
        #expect(try await compiler.compile(source).executable == program.executable)
        #expect(fake.compilations == 2)
    }

    @Test("lets the programs go that were not used for the longest time")
    func eviction() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(
            scratch,
            body: FakeCompiler.copies + "; head -c 4000 /dev/zero >> $out"
        )
        let compiler = try await fake.compiler(capacity: 10_000)
        var sources: [ProgramSource] = []
        var programs: [CompiledProgram] = []
        for name in ["a", "b"] {
            sources.append(ProgramSource(try scratch.write(name, to: "\(name).swift")))
            programs.append(try await compiler.compile(sources[sources.count - 1]))
        }
        // The first is used again, so the second is the one to go.
        let used = try await compiler.compile(sources[0])
        #expect(used.fromCache)
        _ = try await compiler.compile(ProgramSource(try scratch.write("c", to: "c.swift")))
        #expect(FileManager.default.fileExists(atPath: programs[0].executable))
        #expect(!FileManager.default.fileExists(atPath: programs[1].executable))
    }

    @Test("takes a damaged entry for none")
    func damage() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: FakeCompiler.copies)
        let compiler = try await fake.compiler()
        let source = ProgramSource(try scratch.write("text", to: "a.swift"))
        let first = try await compiler.compile(source)
        try FileManager.default.removeItem(atPath: first.executable)
        let second = try await compiler.compile(source)
        #expect(!second.fromCache)
        #expect(FileManager.default.isExecutableFile(atPath: second.executable))
    }

    @Test("moves to the temporary files when its folder cannot be written")
    func unwritable() throws {
        let scratch = try Scratch()
        let cache = try ProgramCache.open(
            in: "/proc/nowhere",
            capacity: 1,
            temporaryFolder: scratch.path
        )
        #expect(cache.folder.hasPrefix(scratch.path))
        #expect(cache.moduleCacheFolder?.hasPrefix(scratch.path) == true)
        #expect(try cache.makeDraft().folder.hasPrefix(cache.folder))
    }

    @Test("trusts no temporary folder that others can write")
    func sharedFolder() throws {
        let scratch = try Scratch()
        let mine = try ProgramCache.open(
            in: "/proc/nowhere",
            capacity: 1,
            temporaryFolder: scratch.path
        )
        let folder = URL(filePath: mine.folder).deletingLastPathComponent().path
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        let expected = RunnerError.nowhereToBuild(
            path: scratch.path,
            reason: "no folder can be made in it"
        )
        #expect(throws: expected) {
            try ProgramCache.open(
                in: "/proc/nowhere",
                capacity: 1,
                temporaryFolder: scratch.path
            )
        }
    }

    @Test("is left alone by a source that cannot be read")
    func missingSource() async throws {
        let scratch = try Scratch()
        let compiler = try await FakeCompiler(scratch, body: FakeCompiler.copies).compiler()
        let expected = RunnerError.sourceUnreadable(
            path: "/nowhere/a.swift",
            reason: "there is no such file"
        )
        await #expect(throws: expected) {
            try await compiler.compile(ProgramSource("/nowhere/a.swift"))
        }
    }
}
