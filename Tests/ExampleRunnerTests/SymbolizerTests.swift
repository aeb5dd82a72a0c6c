import FoundationEssentials
import TestSupport
import Testing

@testable import ExampleRunner

/// With a program of the real compiler, which prints its own return addresses.
@Suite("Lines of code addresses")
struct SymbolizerTests {
    @Test("are those of the calls, innermost first, with the names that people know")
    func calls() async throws {
        let bench = try await Bench()
        let symbolizer = Symbolizer(toolchain: bench.toolchain)
        let addresses = try await bench.printedAddresses()
        let lines = await symbolizer.lines(of: addresses, in: bench.program)
        let texts = addresses.compactMap { lines[$0].map(bench.text) }
        #expect(
            texts == [
                "printCallers() 9: Thread.callStackReturnAddresses", "inlined() 16: printCallers()",
                "Page.load(_:) 21: inlined()", "wait(_:) 28: page.load(1)",
            ]
        )
        // The platform's own code is on the stack too, and has no line.
        #expect(lines.count < addresses.count)
    }

    @Test("tell of inlined functions too")
    func inlined() async throws {
        let bench = try await Bench(optimization: .speed)
        let symbolizer = Symbolizer(toolchain: bench.toolchain)
        let addresses = try await bench.printedAddresses()
        let frames = try await symbolizer.frames(of: addresses, in: bench.program)
        let texts = addresses.compactMap { frames[$0]?.map(bench.text).joined(separator: " < ") }
        #expect(
            texts == [
                "printCallers() 9: Thread.callStackReturnAddresses",
                "inlined() 16: printCallers() < Page.load(_:) 21: inlined()"
                    + " < wait(_:) 28: page.load(1)",
            ]
        )
    }

    @Test("of a function that resumes after an await are those of the await")
    func resumptions() async throws {
        let bench = try await Bench()
        let symbolizer = Symbolizer(toolchain: bench.toolchain)
        // As Swift mangles them: what an async function resumes with when another one returns.
        let resumes = try await bench.functions(called: ["FTQ0_", "FTQ2_", "FZTQ0_", "FZTQ1_"])
        let lines = await symbolizer.lines(of: resumes, in: bench.program)
        #expect(
            Set(lines.values.map(bench.text)) == [
                "wait(_:) 27: await Task.yield()", "wait(_:) 29: await Task.yield()",
                "static Program.main() 35: await wait(Page())",
            ]
        )
        // Just before the first instruction is another function, or nothing.
        let before = resumes.map { address -> CodeAddress in
            guard case .functionStart(let start) = address else { return address }
            return .returnAddress(start)
        }
        let others = await symbolizer.lines(of: before, in: bench.program)
        let same = zip(resumes, before).filter { lines[$0] != nil && lines[$0] == others[$1] }
        #expect(same.isEmpty)
    }

    @Test("say where a function has only come back to its actor, and is behind its await")
    func behindAwaits() async throws {
        let bench = try await Bench()
        let symbolizer = Symbolizer(toolchain: bench.toolchain)
        func lines(_ endings: [String]) async throws -> [SourceLine] {
            let starts = try await bench.functions(called: endings)
            return Array(await symbolizer.lines(of: starts, in: bench.program).values)
        }
        let behind = try await lines(["FTY1_", "FTY3_", "FZTY1_", "FZTY2_"])
        #expect(!behind.isEmpty)
        #expect(behind.filter { !$0.isBehindAwait } == [])
        #expect(try await lines(["FTQ0_", "FTQ2_", "FZTQ0_"]).filter(\.isBehindAwait) == [])
    }

    @Test("are not there for what the compiler added, nor beyond the code")
    func withoutLines() async throws {
        let bench = try await Bench()
        let symbolizer = Symbolizer(toolchain: bench.toolchain)
        let added = try await bench.functions(called: ["4main7ProgramV5$mainyyYaFZ"])
        #expect(added.count == 1)
        let beyond: [CodeAddress] = [.returnAddress(0), .functionStart(0), .functionStart(1 << 40)]
        let frames = try await symbolizer.frames(of: added + beyond, in: bench.program)
        #expect(frames.isEmpty)
    }

    @Test("are asked for once")
    func kept() async throws {
        let bench = try await Bench()
        let tool = try await bench.countingSymbolizer()
        let symbolizer = Symbolizer(symbolizer: tool, demangler: nil)
        let addresses = try await bench.printedAddresses()
        let first = await symbolizer.lines(of: addresses, in: bench.program)
        let again = await symbolizer.lines(of: addresses.shuffled(), in: bench.program)
        #expect(first == again && !first.isEmpty)
        _ = await symbolizer.lines(of: [], in: bench.program)
        #expect(bench.scratch.read("asked") == "asked\n")
        // Without swift-demangle the names are the linker's.
        #expect(first.values.contains { $0.function == "$s4main7inlinedyyF" })
    }

    @Test("are absent without llvm-symbolizer, and where it fails; the error says which")
    func missing() async throws {
        let bench = try await Bench()
        let none = Symbolizer(symbolizer: nil, demangler: nil)
        let address = CodeAddress.returnAddress(0x4000)
        #expect(await none.lines(of: [address], in: bench.program).isEmpty)
        await #expect(throws: RunnerError.symbolizerNotFound) {
            try await none.frames(of: [address], in: bench.program)
        }
        let broken = Symbolizer(symbolizer: "/bin/false", demangler: nil)
        #expect(await broken.lines(of: [address], in: bench.program).isEmpty)
        let gone = Symbolizer(toolchain: bench.toolchain)
        let removed = bench.program.moved(to: bench.scratch.file("program"))
        let error = try await #require(throws: RunnerError.self) {
            try await gone.frames(of: [address], in: removed)
        }
        #expect("\(error)".contains("program' is gone."))
    }
}

/// A compiled program with all that is needed to look at its code.
private struct Bench {
    let scratch: Scratch
    let source: [Substring]
    let file: String
    let toolchain: Toolchain
    let program: CompiledProgram

    init(optimization: CompilationSettings.Optimization = .none) async throws {
        scratch = try Scratch()
        file = Workbench.projectFolder + "/Tests/ExampleRunnerTests/Programs/page-loader.swift"
        let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        source = text.split(separator: "\n", omittingEmptySubsequences: false)
        toolchain = try await Toolchain.find(
            environment: ProcessInfo.processInfo.environment,
            cacheFolder: scratch.file("cache")
        )
        program = try await Workbench.compile(
            file,
            settings: CompilationSettings(optimization: optimization)
        )
    }

    /// What the program prints of itself, innermost first.
    func printedAddresses() async throws -> [CodeAddress] {
        let recording = Recording()
        _ = try await ProgramRunner().run(program, onOutput: recording.append)
        return recording.output.split(separator: "\n").compactMap { UInt64($0) }
            .map(CodeAddress.returnAddress)
    }

    /// Where the functions begin whose linker's names end like this.
    func functions(called suffixes: [String]) async throws -> [CodeAddress] {
        let shell = Shell()
        _ = try await shell.run("nm '\(program.executable)'")
        return shell.recording.output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, suffixes.contains(where: words[2].hasSuffix) else { return nil }
            return UInt64(words[0], radix: 16).map(CodeAddress.functionStart)
        }
    }

    /// The toolchain's symbolizer behind a script that notes each start.
    func countingSymbolizer() async throws -> String {
        let tool = try #require(toolchain.symbolizer)
        return try await scratch.writeProgram(
            "#!/bin/sh\necho asked >> '\(scratch.path)/asked'\nexec '\(tool)' \"$@\"\n",
            to: "symbolizer"
        )
    }

    /// A place as `function line: call`, the call as far as the source's line is code.
    func text(_ line: SourceLine) -> String {
        let code = line.file == file ? source[line.line - 1] : "in \(line.file)"
        let call = code.drop { $0 == " " }.replacing("for address in ", with: "")
            .replacing(".dropFirst() {", with: "")
        return "\(line.function) \(line.line): \(call)"
    }
}

extension CompiledProgram {
    /// The same with its executable elsewhere.
    fileprivate func moved(to executable: String) -> CompiledProgram {
        CompiledProgram(
            executable: executable,
            source: source,
            settings: settings,
            warnings: warnings,
            fromCache: fromCache,
            seconds: seconds
        )
    }
}
