import Curriculum
import Testing

@Suite("What stands for given code")
struct GivenCodeTests {
    private let starter = SwiftText(
        """
        func load(_ page: Int) async -> String {
            let text = "text of page \\(page)"
            print("page \\(page) here", Set([page]).count)
            return text
        }
        struct Program {
            static func main() async { print("all pages are here") }
        }
        """
    )

    private func answer(_ added: String) -> SwiftText {
        SwiftText(
            """
            func load(_ page: Int) async -> String {
                let text = "text of page \\(page)"
                print("page \\(page) here", Set([page]).count)
                return text
            }
            \(added)
            """
        )
    }

    private func shadow(_ added: String) -> SwiftText.Substitute? {
        answer(added).shadow(of: ["load", "Program"], starter: starter)
    }

    @Test(
        "is a name that it uses and that is declared again",
        arguments: [
            ("func print(_ text: String) {}", "print"),
            ("struct Set { init(_ a: [Int]) {} }", "Set"),
            ("typealias Set = Array<Int>", "Set"), ("#if true\nfunc print() {}\n#endif", "print"),
        ]
    )
    func shadows(added: String, name: String) throws {
        let found = try #require(shadow(added))
        #expect(found.what == name)
        #expect(found.given == "load")
        #expect(found.line >= 6)
    }

    @Test(
        "is no name of the answer's own, nor one within a function or a type",
        arguments: [
            "func show(_ text: String) { print(text) }", "var page = 3", "let text = 1",
            "struct Shop { func print() {} }", "func all() { let Set = 1; _ = Set }",
            "extension Set { var twice: Int { count * 2 } }",
        ]
    )
    func own(added: String) {
        #expect(shadow(added) == nil)
    }

    @Test("is a text of several words that it has and that is written by hand")
    func copies() throws {
        let copied = try #require(
            answer("let guess = \"text of page 7\"").copiedText(
                of: ["load", "Program"],
                starter: starter
            )
        )
        #expect(copied.what == "text of page")
        #expect(copied.line == 6 && copied.given == "load")
    }

    @Test(
        "is no single word, no text of its own, and none of what the main program says",
        arguments: [
            "let name = \"page 7\"", "let other = \"a page of text\"",
            "func end() { print(\"all pages are here\") }", "// text of page 7",
        ]
    )
    func noCopies(added: String) {
        let found = answer(added).copiedText(of: ["load", "Program"], starter: starter)
        #expect(found == nil)
    }
}
