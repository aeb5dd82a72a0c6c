import Testing

@testable import ExampleRunner

@Suite("The search for @main")
struct SourceScanTests {
    @Test(
        "finds the attribute in code",
        arguments: [
            "@main struct A {}",
            "import Foundation\n\n@main\nenum A {}",
            "/* a /* nested */ comment */ @main struct A {}",
            "let a = \"a string \\\" with a quote\"\n@main struct A {}",
            "let a = \"\\(b(\"c\") + \")\")\"\n@main struct A {}",
            "let a = #\"raw \" and \\( text\"#\n@main struct A {}",
            "let a = ##\"raw \"# and \\##(b(\"c\"))\"##; @main struct A {}",
            "let a = \"\"\"\n  long \" text \"\"\n  \\(\"b\")\n  \"\"\"\n@main struct A {}",
            "let pattern = /\"/\n@main struct A {}",
            "#if DEBUG\n@main struct A {}\n#endif",
            "@main",
        ]
    )
    func found(_ source: String) {
        #expect(SourceScan.containsMainAttribute(Array(source.utf8)))
    }

    @Test(
        "is not misled by comments, strings and longer names",
        arguments: [
            "",
            "// @main\nprint(1)",
            "/* @main */ print(1)",
            "/* /* */ @main */ print(1)",
            "print(\"@main\")",
            "print(\"\\(\"a\") @main\")",
            "print(#\"\" @main \"#)",
            "print(\"\"\"\n@main \"\" @main\n\"\"\")",
            "@mainActorLike struct A {}",
            "@main_ struct A {}",
            "@MainActor struct A {}",
            "/* not closed @main",
            "\"\"\" not closed @main",
        ]
    )
    func notFound(_ source: String) {
        #expect(!SourceScan.containsMainAttribute(Array(source.utf8)))
    }
}
