import Testing

@testable import ExampleRunner

@Suite("Compiler messages")
struct DiagnosticTests {
    private let parser = DiagnosticParser(source: ProgramSource("/home/me/a.swift"))

    @Test("are read with place, excerpt, proposed text and notes")
    func errorWithNote() throws {
        let output = """
            /home/me/a.swift:12:27: error: main actor-isolated property 'n' can not be mutated
                async let q: () = { b.n += 1 }()
                                      ^
            /home/me/a.swift:9:17: note: mutation of this property is only permitted within the actor
            class Box { var n = 0 }
                            ^
            /home/me/a.swift:7:9: warning: 'unused' was never used [#no-usage]
                let unused = 3
                ~~~~^~~~~~
                _
            """
        let messages = parser.parse(output)
        #expect(messages.map(\.severity) == [.error, .warning])
        let error = try #require(messages.first)
        #expect(error.location == .init(file: "/home/me/a.swift", line: 12, column: 27))
        #expect(error.sourceLine == "    async let q: () = { b.n += 1 }()")
        #expect(error.notes.map(\.location?.line) == [9])
        #expect(messages.last?.excerpt == ["    let unused = 3", "    ~~~~^~~~~~", "    _"])
        #expect(messages.map(\.description).joined(separator: "\n") == output)
    }

    @Test("may be of several lines, and appear once when two jobs print them")
    func longMessage() {
        let output = """
            /home/me/a.swift:3:10: warning: first line
             second line
            #warning("first line\\n second line")
                     ^~~~~~~~
            error: emit-module command failed with exit code 1 (use -v to see invocation)
            /home/me/a.swift:3:10: warning: first line
             second line
            #warning("first line\\n second line")
                     ^~~~~~~~
            """
        let messages = parser.parse(output)
        #expect(messages.map(\.severity) == [.warning, .error])
        #expect(messages.first?.message == "first line\n second line")
        #expect(messages.first?.excerpt.count == 2)
    }

    @Test("of driver and linker have no place")
    func linker() {
        let output = """
            error: link command failed with exit code 1 (use -v to see invocation)
            ld.lld: error: undefined symbol: nowhere
            >>> referenced by ok.swift:4 (/home/me/a.swift:4)
            clang: error: linker command failed with exit code 1 (use -v to see invocation)
            <unknown>:0: error: unable to load standard library
            """
        let messages = parser.parse(output)
        #expect(messages.count == 4)
        #expect(messages.allSatisfy { $0.location == nil && $0.severity == .error })
        #expect(
            messages[1].message
                == "undefined symbol: nowhere\n>>> referenced by ok.swift:4 (/home/me/a.swift:4)"
        )
        #expect(messages[3].message == "unable to load standard library")
    }

    @Test("show files under the names that the user gave them")
    func names() {
        let file = RunnerPaths.absolute("lesson/a.swift")
        let parser = DiagnosticParser(source: ProgramSource("lesson/a.swift"))
        let messages = parser.parse("\(file):1:2: error: wrong\n")
        #expect(messages.map(\.description) == ["lesson/a.swift:1:2: error: wrong"])
    }

    @Test("are none where the compiler printed none")
    func nothing() {
        #expect(parser.parse("") == [])
        #expect(parser.parse("some text\n  more: text\n") == [])
    }
}
