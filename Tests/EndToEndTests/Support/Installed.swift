import FoundationEssentials

/// Where the parts under test are.
enum Installed {
    /// The executable, in the folder of this test's own.
    static let asynclab = binaries + "/asynclab"

    /// A program that the tests run.
    static func program(_ name: String) -> String { "\(tests)/Programs/\(name).swift" }

    /// The folder of these programs.
    static var programs: String { "\(tests)/Programs" }

    /// A file of the tests.
    static func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(tests)/\(path)"))
    }

    /// Compiled programs, kept from one run of the tests to the next.
    static let cache = binaries + "/end-to-end-cache"

    /// The source of a library that makes the Swift runtime look like another.
    static let plant = tests + "/../TraceRuntimeTests/Planted/plant.c"

    private static let tests = String(
        #filePath.dropLast("/Support/Installed.swift".count)
    )

    private static let binaries: String = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = own ?? CommandLine.arguments[0]
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }()
}
