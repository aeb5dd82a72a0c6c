import Glibc

/// Where a command writes its result: standard output, or a file.
///
/// A file is written beside its place and gets its name once it is whole, so that a reader, and who stops
/// the command, never find half of one. What is no ordinary file, such as a device, is written to as it
/// is. For one thread.
final class ResultFile {
    private let name: String
    private let descriptor: CInt
    /// The file that is to be, and the one that is written; nil where that is the same.
    private let draft: (path: String, target: String)?
    /// Nobody reads what is written.
    private var isClosed = false
    private var isWhole = false

    /// Standard output for "-".
    init(_ path: String) throws {
        name = path == "-" ? "standard output" : "'\(path)'"
        if path == "-" {
            // A reader that has had enough is no error.
            signal(SIGPIPE, SIG_IGN)
            (descriptor, draft) = (STDOUT_FILENO, nil)
            return
        }
        let target = Self.resolved(path)
        var facts = stat()
        let exists = stat(target, &facts) == 0
        if exists, facts.st_mode & S_IFMT != S_IFREG {
            signal(SIGPIPE, SIG_IGN)
            draft = nil
            descriptor = open(target, O_WRONLY | O_CLOEXEC)
        } else {
            let mode = exists ? facts.st_mode & 0o777 : 0o666
            let part = "\(target).\(getpid()).part"
            draft = (part, target)
            descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        }
        if descriptor < 0 { throw error }
    }

    deinit {
        if descriptor > STDERR_FILENO { close(descriptor) }
        if let draft, !isWhole { unlink(draft.path) }
    }

    /// Writes more.
    func write(_ text: String) throws {
        var text = text
        let isWritten = text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count, !isClosed {
                let rest = UnsafeRawBufferPointer(bytes)[done...]
                let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self)
                {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count >= 0 {
                    done += count
                } else if errno == EPIPE {
                    isClosed = true
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
        if !isWritten { throw error }
    }

    /// All is written: now the file has its name.
    func finish() throws {
        guard let draft else { return }
        guard fsync(descriptor) == 0, rename(draft.path, draft.target) == 0 else { throw error }
        isWhole = true
    }

    /// What the last call left in errno, in words.
    private var error: CommandError {
        CommandError(
            "The result could not be written to \(name).",
            why: String(cString: strerror(errno)) + ".",
            next: "Name another file with --output."
        )
    }

    /// The file behind symbolic links; the path itself where there is none.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
