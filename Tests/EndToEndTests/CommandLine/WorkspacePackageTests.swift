import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("The learner's exercises are a Swift package")
    struct WorkspacePackageTests {
        private let learner: ExerciseFixture
        private var manifest: String { "\(learner.workspace)/Package.swift" }

        init() throws {
            learner = try ExerciseFixture()
        }

        private func swift(_ arguments: String) async throws -> CommandResult {
            let line = "cd '\(learner.workspace)' && swift \(arguments)"
            return try await shell(line).result
        }

        @Test("each is a target of its own, built as it is checked; a broken one breaks no other")
        func targets() async throws {
            for name in ["boil", "steep", "bake"] { _ = try await learner.run("edit", name) }
            // Only the main actor's may be changed like this from anywhere, and only by Swift 6.
            let checked = """
                var cups = 0
                func pour() { cups += 1 }
                #if swift(<6)
                    #error("The language mode is Swift 5.")
                #endif

                """
            let boil = ExerciseFixture.starter + checked
            try learner.write(boil, at: learner.boil)
            _ = try await learner.run("reset", "boil", "--yes")
            try learner.write(boil, at: learner.boil)
            try learner.write(
                "let cake: Int = \"cake\"\n",
                at: "\(learner.workspace)/02-cake/bake/bake.swift"
            )

            let described = try await swift("package describe")
            for name in ["01-tea/boil", "01-tea/steep", "02-cake/bake"] {
                #expect(described.output.contains("Path: \(name)\n"), "\(described.errors)")
            }
            #expect(!described.output.contains("kept"))
            let good = try await swift("build --target boil")
            #expect(good.ending == .exited(0), "\(good.output)\(good.errors)")
            let broken = try await swift("build --target bake")
            #expect(broken.ending == .exited(1))
            #expect((broken.output + broken.errors).contains("bake.swift:1:17: error: "))
            // This one says that it wants neither the main actor nor Swift 6.
            let older = """
                #if swift(>=6)
                    #error("The language mode is Swift 6.")
                #endif
                func pour() {}
                nonisolated func pourTea() { pour() }

                """
            try learner.write(
                ExerciseFixture.starter + older,
                at: "\(learner.workspace)/01-tea/steep/steep.swift"
            )
            let five = try await swift("build --target steep")
            #expect(
                five.output.isEmpty == false && five.ending == .exited(0),
                "\(five.output)\(five.errors)"
            )
        }

        @Test("one that is begun later is there, and one that is removed is not")
        func growing() async throws {
            _ = try await learner.run("edit", "boil")
            #expect(try await swift("package describe").output.contains("Name: boil\n"))
            _ = try await learner.run("edit", "bake")
            #expect(try await swift("package describe").output.contains("Name: bake\n"))
            try FileManager.default.removeItem(atPath: "\(learner.workspace)/01-tea")
            _ = try await learner.run("edit", "bake")
            let last = try await swift("package describe")
            #expect(last.ending == .exited(0), "\(last.errors)")
            #expect(!last.output.contains("boil"))
        }

        @Test("the manifest is the learner's once they changed it, until they remove it")
        func changedManifest() async throws {
            _ = try await learner.run("edit", "boil")
            let own = try #require(learner.text(at: manifest))
            let changed = own.replacing("name: \"exercises\"", with: "name: \"mine\"")
            #expect(changed != own)
            try learner.write(changed, at: manifest)
            _ = try await learner.run("edit", "bake")
            #expect(learner.text(at: manifest) == changed)
            try FileManager.default.removeItem(atPath: manifest)
            _ = try await learner.run("edit", "bake")
            let anew = try #require(learner.text(at: manifest))
            #expect(anew.contains("exercise(\"boil\", in: \"01-tea\"),"))
            #expect(anew.contains("exercise(\"bake\", in: \"02-cake\"),"))
            // Another package in the folder that was named stays as well.
            let other = learner.scratch.file("other")
            try learner.write("// swift-tools-version: 6.2\n", at: "\(other)/Package.swift")
            _ = try await learner.run("edit", "boil", "--workspace", other)
            #expect(learner.text(at: "\(other)/Package.swift") == "// swift-tools-version: 6.2\n")
        }
    }
}
