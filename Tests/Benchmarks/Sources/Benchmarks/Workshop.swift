import FoundationEssentials
import Glibc

/// The executables that are measured, the programs they run, and a folder for what is made.
final class Workshop {
    let folder: String
    let asynclab: String
    private let programs: String

    /// A folder of its own, with a cache of its own in it; it goes with the last reference.
    init() throws {
        let here = String(#filePath.dropLast("/Sources/Benchmarks/Workshop.swift".count))
        programs = here + "/Programs"
        asynclab = here + "/../../.build/release/asynclab"
        folder = FileManager.default.temporaryDirectory.path + "/asynclab-benchmarks-\(getpid())"
        guard FileManager.default.isExecutableFile(atPath: asynclab) else {
            throw BenchmarkError("There is no asynclab. Build it with: swift build -c release")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What asynclab sees of the environment.
    var environment: [String: String] {
        ["XDG_CACHE_HOME": folder + "/cache", "LC_ALL": "C.UTF-8"]
    }

    /// A copy of a program, with a first line that makes it another program.
    func copy(_ program: String, mark: String = "") throws -> String {
        let source = try String(contentsOfFile: "\(programs)/\(program).swift", encoding: .utf8)
        let path = "\(folder)/\(program).swift"
        try "// \(mark)\n\(source)".write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A copy of an exercise's starter or solution, with a last line that makes it another one.
    func copy(
        answer: String,
        of exercise: String,
        in lesson: String,
        mark: String = ""
    ) throws -> String {
        let folder = "\(programs)/../../../Lessons/\(lesson)/exercises/\(exercise)"
        let source = try String(contentsOfFile: "\(folder)/\(answer).swift", encoding: .utf8)
        let path = "\(self.folder)/\(answer).swift"
        try "\(source)// \(mark)\n".write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// The command that makes a program of a file as asynclab does, with the same flags.
    func compiling(_ source: String, to program: String) -> [String] {
        [
            "swiftc", "-g", "-module-name", "main", "-swift-version", "6", "-diagnostic-style",
            "llvm", "-no-color-diagnostics", "-parse-as-library", "-default-isolation",
            "MainActor", "-Onone", "-use-ld=lld", source, "-o", program,
        ]
    }

    /// asynclab in a terminal of its own.
    func open(
        _ arguments: [String],
        size: (width: UInt16, height: UInt16) = (120, 40),
        environment added: [String: String] = [:]
    ) throws -> TerminalProcess {
        let variables = environment.merging(added) { _, new in new }
        return try TerminalProcess([asynclab] + arguments, size: size, environment: variables)
    }

    /// Runs asynclab without a terminal.
    func run(_ arguments: [String]) throws -> String {
        try Spawning(arguments: [asynclab] + arguments, environment: environment).output()
    }
}
