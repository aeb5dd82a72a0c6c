import Testing

@Suite("The project keeps to ARCHITECTURE.md")
struct ArchitectureTests {
    private let project = Project.here

    @Test("Every import is allowed by the table of targets")
    func allowedImports() throws {
        try expectNone(project.rules().forbiddenImports())
    }

    @Test("Every import that the table allows is made")
    func usedPermissions() throws {
        try expectNone(project.rules().unusedPermissions())
    }

    @Test("Package.swift and the table have the same targets")
    func sameTargets() throws {
        let targets = manifestTargets(in: try project.text("Package.swift"))
        try #require(targets.count > 10, "Package.swift was not understood")
        try expectNone(project.rules().differences(from: targets))
    }

    @Test("Every folder of Sources is a target")
    func noStraySources() throws {
        let folders = manifestTargets(in: try project.text("Package.swift")).map(\.folder)
        for name in try project.folders(in: "Sources") where !folders.contains("Sources/\(name)") {
            Issue.record("Sources/\(name): no target of Package.swift. Declare it, or remove it.")
        }
    }

    @Test("Every folder of Tests is a test target, Support, or the package Benchmarks")
    func noStrayTests() throws {
        let manifest = try project.text("Package.swift").filter { !$0.isWhitespace }
        for name in try project.folders(in: "Tests")
        where !["Support", "Benchmarks"].contains(name) {
            #expect(
                manifest.contains("tests(\"\(name)\""),
                "Tests/\(name): no test target of Package.swift. Declare it, or its tests never run."
            )
        }
    }

    @Test("The top level holds nothing else")
    func noStrayFiles() throws {
        let known: Set = [
            ".ci", ".gitignore", ".swift-format", "ARCHITECTURE.md", "CHANGELOG.md",
            "CONTRIBUTING.md", "LICENSE", "Lessons", "Makefile", "Package.swift", "README.md",
            "Sources", "Tests",
        ]
        for name in try project.topLevel() where !known.contains(name) {
            Issue.record(
                "\(name): it has no place at the top level. Move it below Sources, Lessons or Tests."
            )
        }
    }

    @Test("No file of Sources is longer than 400 lines")
    func shortFiles() throws {
        let files = try project.sources()
        try #require(files.count > 50, "The files of Sources were not found")
        for file in files {
            let lines = file.text.count { $0 == "\n" }
            #expect(lines <= 400, "\(file.path):401: the file has \(lines) lines. Split it.")
        }
    }

    private func expectNone(_ violations: [Violation]) {
        for violation in violations { Issue.record("\(violation)") }
    }
}
