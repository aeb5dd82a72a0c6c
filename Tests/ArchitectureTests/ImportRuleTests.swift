import Testing

@Suite("The rules of imports")
struct ImportRuleTests {
    private func rules(core: String = "", c: String = "", coreMay: [String] = []) -> ImportRules {
        ImportRules(
            rows: [
                TargetRow(target: "Core", mayImport: coreMay, line: 10),
                TargetRow(target: "CCore", mayImport: ["libc"], line: 11),
            ],
            files: [
                SourceFile(path: "Sources/Core/A.swift", target: "Core", text: core),
                SourceFile(path: "Sources/CCore/a.c", target: "CCore", text: c),
                SourceFile(path: "Sources/CCore/own.h", target: "CCore", text: ""),
                SourceFile(path: "Sources/CFormat/include/format.h", target: "CFormat", text: ""),
            ]
        )
    }

    @Test("An import that its row does not allow is named with its place and what to do")
    func forbidden() {
        let found = rules(core: "import Model\nimport Screen\n", coreMay: ["Model"])
            .forbiddenImports()
        #expect(
            found.map(\.description) == [
                "Sources/Core/A.swift:2: 'Core' imports 'Screen'; it may import: Model. "
                    + "Do without it, or move the code; a new permission is a change of the design, "
                    + "made in the table of ARCHITECTURE.md."
            ]
        )
    }

    @Test("A target whose row is empty may import nothing")
    func emptyRow() {
        let found = rules(core: "import Model").forbiddenImports()
        #expect(found.map(\.what) == ["'Core' imports 'Model'; it may import: nothing."])
    }

    @Test("A target that may import anything is never in the wrong")
    func anything() {
        let rules = rules(core: "import Model", coreMay: ["anything"])
        #expect(rules.forbiddenImports() == [])
        #expect(rules.unusedPermissions().map(\.place) == ["ARCHITECTURE.md:11"])
    }

    @Test("C may include its own headers and those that its row allows")
    func includes() {
        let text =
            "#include \"../own.h\"\n#include <stdio.h>\n#include \"format.h\"\n#include <ncurses.h>"
        let found = rules(c: text).forbiddenImports()
        #expect(found.map(\.place) == ["Sources/CCore/a.c:3", "Sources/CCore/a.c:4"])
    }

    @Test("A permission that nobody uses is found, a used one is not")
    func unused() {
        let rules = rules(
            core: "import Model",
            c: "#include <stdio.h>",
            coreMay: ["Model", "Screen"]
        )
        #expect(
            rules.unusedPermissions().map(\.description) == [
                "ARCHITECTURE.md:10: 'Core' may import 'Screen', and no file of it does. "
                    + "Take 'Screen' out of the row."
            ]
        )
    }

    @Test("A target without a row and a row without a target are found")
    func differences() {
        let targets = ["Core", "New"].map { ManifestTarget(name: $0, folder: "Sources/\($0)") }
        #expect(
            rules().differences(from: targets).map(\.what) == [
                "'New' has no row in ARCHITECTURE.md.", "'CCore' is no target of Package.swift.",
            ]
        )
    }
}
