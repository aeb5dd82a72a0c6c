import Curriculum
import ExampleRunner
import FoundationEssentials

/// Where the parts of asynclab are on this machine.
struct Installation {
    let environment: [String: String]
    /// Folder of the running executable.
    let binaries: String

    static var current: Installation {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = own ?? CommandLine.arguments[0]
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return Installation(
            environment: ProcessInfo.processInfo.environment,
            binaries: folder
        )
    }

    /// The preloaded library: beside the executable, or in `../lib/asynclab`.
    var runtimeLibrary: String { library("libasynclab-runtime.so") }

    /// The library that finds the program to watch among those that a command starts.
    var followLibrary: String { library("libasynclab-follow.so") }

    /// The library that programs tell their reads and writes to, in the same places.
    var accessLibrary: String { library("libasynclab-accesses.so") }

    private func library(_ name: String) -> String {
        firstThatExists(["\(binaries)/\(name)", "\(binaries)/../lib/asynclab/\(name)"])
    }

    /// The supervisor: beside the executable, or in `../libexec/asynclab`.
    var supervisor: String { RunnerPaths.supervisor() }

    /// The lessons: ASYNCLAB_LESSONS, else installed in `../share/asynclab`, else in the folder of
    /// the package that the executable was built in.
    var lessonsFolder: String {
        if let folder = environment["ASYNCLAB_LESSONS"], !folder.isEmpty { return folder }
        let installed = "\(binaries)/../share/asynclab/Lessons"
        var candidates = [installed]
        var folder = Substring(binaries)
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = folder[..<slash]
            if FileManager.default.fileExists(atPath: "\(folder)/Package.swift") {
                candidates.append("\(folder)/Lessons")
            }
        }
        return firstThatExists(candidates)
    }

    /// All lessons.
    func course() throws -> Course {
        guard FileManager.default.fileExists(atPath: lessonsFolder) else {
            throw CommandError(
                "The lessons are not there.",
                why: "'\(lessonsFolder)' does not exist.",
                next: "Install asynclab again, or set ASYNCLAB_LESSONS to their folder."
            )
        }
        return try Course.load(from: lessonsFolder, forLearners: true)
    }

    /// A lesson by its number, id or folder.
    func lesson(named name: String) throws -> Lesson {
        let course = try course()
        if let lesson = course.lesson(named: name) { return lesson }
        let known = course.lessons.map { "\($0.number) \($0.id)" }.joined(separator: ", ")
        throw CommandError(
            "There is no lesson '\(name)'.",
            didYouMean: course.lessons.map(\.id),
            for: name,
            why: "The lessons are: \(known).",
            next: "List them with: asynclab lessons"
        )
    }

    private func firstThatExists(_ paths: [String]) -> String {
        paths.first { FileManager.default.fileExists(atPath: $0) } ?? paths[0]
    }
}
