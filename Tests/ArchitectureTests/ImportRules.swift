/// A file of a target.
struct SourceFile {
    /// From the top of the project.
    let path: String
    let target: String
    let text: String

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// What is wrong, where, and what to do.
struct Violation: Equatable, CustomStringConvertible {
    /// `path:line`.
    let place: String
    let what: String
    let next: String

    var description: String { "\(place): \(what) \(next)" }
}

/// The table of targets held against the files of the targets.
struct ImportRules {
    let rows: [TargetRow]
    let files: [SourceFile]

    private static let document = "ARCHITECTURE.md"
    /// In a row: no rule for this target.
    private static let anything = "anything"

    /// Imports that the table does not allow, in the order of the files.
    ///
    /// A target without a row is one difference, not as many forbidden imports.
    func forbiddenImports() -> [Violation] {
        files.flatMap { file in
            imports(in: file.text, ofFile: file.name).compactMap { forbidden($0, in: file) }
        }
    }

    /// Names that a row allows and no file of the target asks for.
    func unusedPermissions() -> [Violation] {
        rows.flatMap { row in
            let used = Set(
                files.filter { $0.target == row.target }.flatMap { file in
                    imports(in: file.text, ofFile: file.name).compactMap {
                        permission($0, in: file)
                    }
                }
            )
            return row.mayImport.filter { $0 != Self.anything && !used.contains($0) }.map { name in
                Violation(
                    place: "\(Self.document):\(row.line)",
                    what: "'\(row.target)' may import '\(name)', and no file of it does.",
                    next: "Take '\(name)' out of the row."
                )
            }
        }
    }

    /// Targets of Package.swift without a row, and rows without a target.
    func differences(from manifest: [ManifestTarget]) -> [Violation] {
        let known = Set(rows.map(\.target))
        let there = Set(manifest.map(\.name))
        let withoutRow = manifest.filter { !known.contains($0.name) }.map { target in
            Violation(
                place: "Package.swift",
                what: "'\(target.name)' has no row in \(Self.document).",
                next: "Add one that says what the target is and what it may import."
            )
        }
        let withoutTarget = rows.filter { !there.contains($0.target) }.map { row in
            Violation(
                place: "\(Self.document):\(row.line)",
                what: "'\(row.target)' is no target of Package.swift.",
                next: "Remove the row."
            )
        }
        return withoutRow + withoutTarget
    }

    private func forbidden(_ asked: Import, in file: SourceFile) -> Violation? {
        guard let permission = permission(asked, in: file),
            let allowed = rows.first(where: { $0.target == file.target })?.mayImport,
            !allowed.contains(permission), !allowed.contains(Self.anything)
        else { return nil }
        let list = allowed.isEmpty ? "nothing" : allowed.joined(separator: ", ")
        return Violation(
            place: "\(file.path):\(asked.line)",
            what: "'\(file.target)' imports '\(asked.name)'; it may import: \(list).",
            next: "Do without it, or move the code; a new permission is a change of the design,"
                + " made in the table of \(Self.document)."
        )
    }

    /// The name that a row must hold to allow an import; nil where none is needed.
    private func permission(_ asked: Import, in file: SourceFile) -> String? {
        switch asked.kind {
        case .module: return asked.name
        case .systemHeader: return isOfLibC(asked.name) ? "libc" : asked.name
        case .ownHeader:
            let path = asked.name.replacing("../", with: "")
            let owners = files.filter { $0.path.hasSuffix("/" + path) }.map(\.target)
            return owners.contains(file.target) ? nil : owners.first ?? asked.name
        }
    }
}

/// Headers of ISO C, POSIX and Linux that the C library provides.
///
/// What is not among them belongs to another library, and a row names it.
func isOfLibC(_ header: String) -> Bool {
    header.hasPrefix("sys/") || header.hasPrefix("linux/") || libCHeaders.contains(header)
}

private let libCHeaders: Set<String> = [
    "assert.h", "complex.h", "ctype.h", "dirent.h", "dlfcn.h", "elf.h", "errno.h", "execinfo.h",
    "fcntl.h", "fenv.h", "float.h", "getopt.h", "inttypes.h", "langinfo.h", "limits.h", "link.h",
    "locale.h", "malloc.h", "math.h", "poll.h", "pthread.h", "sched.h", "semaphore.h", "setjmp.h",
    "signal.h",
    "spawn.h", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h",
    "stdio.h", "stdlib.h", "stdnoreturn.h", "string.h", "strings.h", "termios.h", "threads.h",
    "time.h", "ucontext.h", "unistd.h", "wchar.h", "wctype.h",
]
