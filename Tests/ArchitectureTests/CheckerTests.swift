import Testing

@Suite("The checker of imports")
struct CheckerTests {
    @Test(
        "finds a Swift import in every form",
        arguments: [
            "import Yams", "public import Yams", "internal import Yams",
            "private import struct Yams.Node",
            "@testable import Yams", "@_spi(Raw) import Yams",
            "@_spi(A) @_spi(B) public import Yams",
            "public @preconcurrency import Yams", "import Yams.Parser", "import func Yams.load",
            "  import\tYams", "@_spi(Raw)\nimport Yams", "let a = 1; import Yams",
            "#if canImport(Yams)\nimport Yams\n#endif", "import /* why */ Yams",
        ]
    )
    func swiftForms(_ text: String) {
        #expect(swiftImports(in: text).map(\.name) == ["Yams"])
    }

    @Test(
        "takes nothing else for an import",
        arguments: [
            "// import Yams", "/* import Yams */", "/* a /* b */\nimport Yams */",
            "let text = \"\"\"\n    import Yams\n    \"\"\"",
            "let text = #\"\"\"\nimport Yams\n\"\"\"#",
            "let text = \"; import Yams\"", "important Yams", "let reimport = 1",
            "#if canImport(Yams)",
        ]
    )
    func noSwiftImport(_ text: String) {
        #expect(swiftImports(in: text) == [])
    }

    @Test("goes on after strings and comments, and counts their lines")
    func linesOfImports() {
        let text = """
            /* one
            two */ import Yams
            let quote = "a \\" b" // import No
            let many = \"""
                import No
                \"""
            @_spi(Raw)
            public import Screen
            """
        #expect(swiftImports(in: text).map { "\($0.line) \($0.name)" } == ["2 Yams", "8 Screen"])
    }

    @Test("finds what a C file includes")
    func cForms() {
        let text = """
            #include "own.h"
            // #include <no.h>
            #  include <sys/stat.h>
            /* #include <no.h>
            #include <no.h> */
            #import <term.h>
            const char *text = "#include <no.h>";
            """
        #expect(
            cIncludes(in: text) == [
                Import(kind: .ownHeader, name: "own.h", line: 1),
                Import(kind: .systemHeader, name: "sys/stat.h", line: 3),
                Import(kind: .systemHeader, name: "term.h", line: 6),
            ]
        )
    }

    @Test("reads the table, and no other")
    func table() {
        let text = """
            | key | may import |
            |---|---|
            | `no` | `no` |

            | target | what it is | may import |
            |---|---|---|
            | `Core` | has a `name` | `Model`, `libc` |
            | `Model` | values | nothing |

            `After` | `the` | `table`
            """
        #expect(
            targetTable(in: text) == [
                TargetRow(target: "Core", mayImport: ["Model", "libc"], line: 7),
                TargetRow(target: "Model", mayImport: [], line: 8),
            ]
        )
    }

    @Test("reads the targets of a manifest, tests aside")
    func manifest() {
        let text = """
            .target(name: "Core", dependencies: ["Model"]),
            .executableTarget(
                name: "tool", cSettings: strictC),
            .systemLibrary(
                name: "CCurses", providers: []),
            .target(name: "Support", path: "Tests/Support"),
            .testTarget(name: "CoreTests"),
            .executable(name: "tool", targets: ["tool"]),
            """
        #expect(
            manifestTargets(in: text).map { "\($0.name) \($0.folder)" } == [
                "Core Sources/Core", "tool Sources/tool", "CCurses Sources/CCurses",
                "Support Tests/Support",
            ]
        )
    }
}
