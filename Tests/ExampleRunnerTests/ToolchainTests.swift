import FoundationEssentials
import Testing

@testable import ExampleRunner

@Suite("The toolchain")
struct ToolchainTests {
    @Test("of this machine is found, with its parts")
    func realToolchain() async throws {
        let scratch = try Scratch()
        let toolchain = try await Toolchain.find(
            environment: ProcessInfo.processInfo.environment,
            cacheFolder: scratch.path
        )
        #expect(toolchain.version >= .oldestSupported)
        #expect(toolchain.versionText.contains("\(toolchain.version.major)"))
        #expect(toolchain.target.contains("linux"))
        let core = toolchain.runtimeLibraryFolder + "/libswiftCore.so"
        #expect(FileManager.default.fileExists(atPath: core))
    }

    @Test("is asked once, and again when its file changes")
    func notes() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, version: "6.2.3", body: "")
        #expect(try await fake.toolchain() == fake.toolchain())
        #expect(fake.questions == 1)
        let newer = try await FakeCompiler(scratch, version: "6.3", body: "exit 1")
        #expect(try await newer.toolchain().version == SwiftVersion(major: 6, minor: 3, patch: 0))
        #expect(newer.questions == 2)
    }

    @Test("is searched for in PATH; tools beside the compiler come first")
    func path() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, body: "")
        let tools = scratch.file("usr/bin")
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        for tool in ["llvm-symbolizer", "ld.lld"] {
            try await scratch.writeProgram("", to: "usr/bin/\(tool)")
        }
        let toolchain = try await Toolchain.find(
            environment: ["PATH": "relative:/nowhere:\(scratch.path):/usr/bin:/bin"],
            cacheFolder: scratch.file("cache")
        )
        #expect(toolchain.compiler == fake.path)
        #expect(toolchain.symbolizer == tools + "/llvm-symbolizer")
        #expect(toolchain.linker == .lld)
    }

    @Test("that is missing is reported")
    func missing() async throws {
        let none = RunnerError.compilerNotFound(named: nil)
        await #expect(throws: none) {
            try await Toolchain.find(environment: ["PATH": "/nowhere"], cacheFolder: "/nowhere")
        }
        let named = RunnerError.compilerNotFound(named: "/nowhere/swiftc")
        await #expect(throws: named) {
            try await Toolchain.find(
                environment: ["ASYNCLAB_SWIFTC": "/nowhere/swiftc"],
                cacheFolder: "/nowhere"
            )
        }
    }

    @Test("that is too old is reported")
    func tooOld() async throws {
        let scratch = try Scratch()
        let fake = try await FakeCompiler(scratch, version: "6.1.2", body: "")
        await #expect(throws: RunnerError.compilerTooOld(path: fake.path, version: "6.1.2")) {
            try await fake.toolchain()
        }
    }

    @Test("that is no compiler is reported")
    func noCompiler() async throws {
        let scratch = try Scratch()
        let path = try await scratch.writeProgram("#!/bin/sh\necho hello\n", to: "swiftc")
        let expected = RunnerError.compilerNotWorking(
            path: path,
            reason: "it does not answer -print-target-info"
        )
        await #expect(throws: expected) {
            try await Toolchain.find(
                environment: ["ASYNCLAB_SWIFTC": path],
                cacheFolder: scratch.path
            )
        }
    }

    @Test(
        "knows its version from its own words",
        arguments: [
            ("Swift version 6.3.1 (swift-6.3.1-RELEASE)", "6.3.1"),
            ("Swift version 6.2 (swift-6.2-RELEASE)", "6.2.0"),
            ("Swift version 6.4-dev (LLVM 0123456789abcde, Swift 0123456789abcde)", "6.4.0"),
        ]
    )
    func versions(_ text: String, _ version: String) {
        #expect(SwiftVersion(describedBy: text)?.description == version)
    }

    @Test("has versions that are ordered by their numbers, not their letters")
    func order() {
        let old = SwiftVersion(major: 6, minor: 9, patch: 9)
        #expect(old < SwiftVersion(major: 6, minor: 10, patch: 0))
        #expect(SwiftVersion(describedBy: "clang version 17.0.0") == nil)
    }
}
