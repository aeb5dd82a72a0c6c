// Files as the system knows them: what is written is there whole, or not at all.

internal import Glibc

/// Why the system refused something.
struct SystemError: Error {
    let reason: String

    /// What the last call left in errno.
    static var last: SystemError {
        SystemError(reason: String(cString: strerror(errno)))
    }
}

enum FileCalls {
    /// A file's bytes; nil where there is none.
    static func read(_ path: String) throws(SystemError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw .last
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    /// Writes a file that only the user can read; in the end it is there whole, also after a
    /// power cut, or the one before still is.
    ///
    /// It is written beside it first, under a name that nobody else writes to meanwhile. What is no
    /// file, such as a device, is never replaced.
    static func replace(
        _ path: String,
        with bytes: [UInt8],
        draft suffix: String = ".\(getpid()).new"
    ) throws(SystemError) {
        guard isFileOrMissing(path) else { throw SystemError(reason: "It is no ordinary file") }
        let draft = path + suffix
        do throws(SystemError) {
            try write(bytes, to: draft, flags: O_CREAT | O_TRUNC, isSynced: true)
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let error = SystemError.last
            unlink(draft)
            throw error
        }
        syncFolder(of: path)
    }

    /// Writes to what is there.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        flags: CInt = 0,
        isSynced: Bool = false
    ) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor)
        guard !isSynced || fsync(descriptor) == 0 else { throw .last }
    }

    /// There is an ordinary file by that name, or nothing.
    static func isFileOrMissing(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) != 0 || facts.st_mode & S_IFMT == S_IFREG
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            written += count
        }
    }

    /// The new name is on the disk too; not every file system can do that, and then it comes later.
    private static func syncFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The file behind symbolic links; the path itself where there is none.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether there is something by that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder and those above it, for the user alone.
    static func makeFolder(_ path: String) throws(SystemError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let error = SystemError.last
        let parent = folder(of: path)
        guard errno == ENOENT, parent != path, parent != "." else { throw error }
        try makeFolder(parent)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
    }

    /// Gives a file another name.
    static func move(_ path: String, to target: String) throws(SystemError) {
        guard rename(path, target) == 0 else { throw .last }
    }
}

/// A lock that the system takes away with the process that has it.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// The lock of a file, which is made where there is none; nil while somebody else has it.
    init?(_ path: String) throws(SystemError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let error = SystemError.last
            close(descriptor)
            if isTaken { return nil }
            throw error
        }
    }

    /// Lets others have it.
    ///
    /// Once.
    func release() {
        // A child that has not got to exec yet may have the descriptor too.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
