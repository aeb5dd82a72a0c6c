import Curriculum
import Testing

@Suite("A piece of Swift code")
struct SwiftPieceTests {
    private func contains(_ source: String, _ piece: String) -> Bool {
        SwiftText(source).contains(piece)
    }

    @Test(
        "is found whatever its spaces",
        arguments: [
            "await load(1)", "await  load (1)", "await\n    load(\n1\n)", "await /* now */ load(1)",
            "x = await load(1) // done", "\"page \\(await load(1))\"",
            "#\"page \\#(await load(1))\"#",
            "\"\"\"\npage \\(await load(1)) \"quoted\"\n\"\"\"", "await `load`(1)",
            "print(\"a \\(f(\"b)\")) c\"); await load(1)", "print(#\"\\\"#); await load(1)",
            "print(\"\\\\\"); await load(1)", "print(\"//\"); await load(1)",
            "/* a /* b */ c */ await load(1)",
            "print(#\"\"\"\n\"\"\" \\( \n\"\"\"#); await load(1)",
            "let e = \"\u{301}\"; await load(1)", "print(\"\")\r\nawait load(1)",
        ]
    )
    func isFound(source: String) {
        #expect(contains(source, "await load("))
        #expect(contains(source, " await   load( "))
        #expect(SwiftText(source).surelyContains("await load("))
    }

    @Test(
        "is not found in comments, in strings, and within other words",
        arguments: [
            "// await load(1)", "/* a /* b */ await load(1) */", "print(\"await load(1)\")",
            "print(#\"\\(await load(1))\"#)", "print(##\"a\"# await load(1)\"##)",
            "print(\"\"\"\nawait load(1)\n\"\"\")", "print(\"\\\" await load(1)\")",
            "await reload(1)", "await load_(1)", "await loads(1)", "\"\\(f(\"await load(1)\"))\"",
            "// no\r/* await load(1)", "", "await",
        ]
    )
    func isNotFound(source: String) {
        #expect(!contains(source, "await load("))
    }

    @Test("is there, but not for sure, between #if and #endif")
    func conditions() {
        let source = """
            #if false
            await load(1)
            #if DEBUG
            #endif
            usleep(1)
            #else
            sleep(1)
            #endif
            await save(1)
            """
        let text = SwiftText(source)
        for piece in ["await load(", "usleep(", "sleep(1)"] {
            #expect(text.contains(piece))
            #expect(!text.surelyContains(piece))
        }
        #expect(text.surelyContains("save(1)"))
        #expect(text.lineOfCode("usleep(") == 5)
        #expect(text.lineOfCode("sleep(") == 7)
    }

    @Test("is told by the line on which it begins, whatever ends the lines")
    func lines() {
        for end in ["\n", "\r\n", "\r"] {
            let source = ["/* a", "b */", "\"\"\"", "usleep(1)", "\"\"\"", "f(", "x)", "usleep(2)"]
                .joined(separator: end)
            #expect(SwiftText(source).lineOfCode("usleep(") == 8)
            #expect(SwiftText(source).lineOfCode("f(x)") == 6)
            #expect(SwiftText(source).line(of: "usleep") == 4)
            #expect(SwiftText(source).line(of: "nothing") == nil)
        }
    }

    @Test("with a string in it stands for any string")
    func strings() {
        #expect(contains("print(\"hello\")", "print(\"\")"))
        #expect(contains("print(\"hello\")", "print(\"something else\")"))
        #expect(!contains("print(text)", "print(\"\")"))
        #expect(!contains("print(\"\")", "// nothing"))
    }
}

@Suite("A declaration in Swift code")
struct SwiftDeclarationTests {
    private func lines(_ source: String) -> [String: ClosedRange<Int>] {
        SwiftText(source).declarations
    }

    @Test("is found with its lines")
    func all() {
        let source = """
            import Glibc
            func load<T: Sendable>(
                _ page: T
            ) async throws -> [T]
            where T: Hashable {
                func inner() { }
                return [page]
            }
            actor Kitchen { var count = 0; let name = "}" }
            let a = 1, b: Int = 2
            var computed: Int {
                a + b
            }
            let (left, right) = (1, 2)
            let list = [
                1,
            ]
            let long =
                a
                + b
            let mapped = list.map { $0 }
                .filter { $0 > 1 }
            func == (l: Kitchen, r: Kitchen) -> Bool { true }
            func oneLine() -> Int { 1 }
            struct Pair<A, B> { static func make() {} }
            extension Kitchen {
                class func cook() {}
            }
            extension Program { func more() {} }
            func `repeat`() {}
            protocol Runs { func run() async
                func stop() }
            """
        #expect(
            lines(source) == [
                "load": 2...8, "inner": 6...6, "Kitchen": 9...9, "count": 9...9, "name": 9...9,
                "a": 10...10, "b": 10...10, "computed": 11...13, "left": 14...14, "right": 14...14,
                "list": 15...17, "long": 18...20, "mapped": 21...22, "==": 23...23,
                "oneLine": 24...24, "Pair": 25...25, "make": 25...25, "cook": 27...27,
                "Program": 29...29, "more": 29...29, "repeat": 30...30, "Runs": 31...32,
                "run": 31...31, "stop": 32...32,
            ]
        )
    }

    @Test("does not take in the lines behind it")
    func ends() {
        let source = """
            let a = 1
            async let b = load()
            let text = "a
            var c: Int?
            throws()
            let d = a!
            where()
            func f() { }
            { }()
            """
        let found = lines(source)
        #expect(found["a"] == 1...1)
        #expect(found["b"] == 2...2)
        #expect(found["c"] == 4...4)
        #expect(found["d"] == 6...6)
        #expect(found["f"] == 8...8)
    }

    @Test("is not what only looks like one")
    func none() {
        let source = """
            // func a() {}
            print("func b() {}", x.actor)
            make(actor: c, class: d)
            let _ = 1
            #if false
            func e() {}
            #endif
            let g = f < 1, h == 2
            """
        #expect(lines(source).keys.sorted() == ["g"])
    }

    @Test("of two with one name is the outermost, then the first, and an extension only at last")
    func twice() {
        let source = """
            extension Shop { }
            func helper() { let load = 1 }
            func load() { }
            func load(_ a: Int) { }
            struct Outer { struct Shop { } }
            """
        #expect(lines(source)["load"] == 3...3)
        #expect(lines(source)["Shop"] == 5...5)
    }

    @Test("of two with one name is rather the one of the starter")
    func starter() {
        let starter = SwiftText("struct Program { func load(_ page: Int) { wait() } }")
        let source = """
            func load() { }
            struct Program {
                func load(_ page: Int) {  // given
                    wait()
                }
            }
            """
        #expect(SwiftText(source, starter: starter).declarations["load"] == 3...5)
        #expect(SwiftText(source).declarations["load"] == 1...1)
    }

    @Test(
        "has a text that is the same whatever its spaces and comments",
        arguments: [
            "func load(_ n:Int)async{print(\"page  1\")}",
            "// it\nfunc load(\n_ n: Int\n) async\n{ /* here */\n    print(\"page  1\") // there\n}",
            "struct A { func load(_ n: Int) async { print(\"page  1\") } }",
            "private let x = 1\r\nfunc load(_ n: Int) async {\r\n    print(\"page  1\")\r\n}",
        ]
    )
    func sameText(source: String) {
        let wanted = SwiftText("func load(_ n: Int) async { print(\"page  1\") }")
        #expect(
            SwiftText(source).text(ofDeclaration: "load") == wanted.text(ofDeclaration: "load")
        )
    }

    @Test(
        "has another text where a word, a string, a modifier or an attribute is another one",
        arguments: [
            "func load(_ n: Int) async { print(\"page 1\") }",
            "func load(_ n: Int) async { print(\"page  1\"); }",
            "func load(_ n: Int) { print(\"page  1\") }",
            "@concurrent func load(_ n: Int) async { print(\"page  1\") }",
            "nonisolated(nonsending)\nfunc load(_ n: Int) async { print(\"page  1\") }",
            "@available(*, noasync) static func load(_ n: Int) async { print(\"page  1\") }",
            "func load(_ n: Int) async { print(#\"page  1\"#) }",
        ]
    )
    func otherText(source: String) {
        let wanted = SwiftText("func load(_ n: Int) async { print(\"page  1\") }")
        let found = SwiftText(source).text(ofDeclaration: "load")
        #expect(found != nil)
        #expect(found != wanted.text(ofDeclaration: "load"))
    }

    @Test(
        "is found in a megabyte in a moment, and in what is no Swift at all",
        .timeLimit(.minutes(1))
    )
    func strange() {
        let long = String(repeating: "func load(_ n: Int) { print(\"a \\(n)\") }\n", count: 25_000)
        #expect(lines(long)["load"] == 1...1)
        for source in [
            "\"", "\"\\(", "/*", "#\"", "`", "func", "let (", "}}}", "((((", "#if", "#endif", "\\",
            "func load(", "@", "extension", "\u{0}\u{1}", "let a,", "class func",
        ] {
            #expect(!SwiftText(source).contains("await load("))
            _ = lines(source)
        }
    }
}
