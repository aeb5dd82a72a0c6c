import Glibc

/// Tells when a file is saved, by whatever editor: its status is looked at four times a second, which
/// works on every file system.
struct FileWatch {
    /// Events tell of nearly all saves at once: this is for file systems that have none.
    private static let pause = Duration.milliseconds(250)

    let path: String

    /// Tells each change when it is over, until the task is cancelled.
    func follow(_ changed: @Sendable () -> Void) async {
        var known = Self.status(path)
        var seen = known
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.pause)
            let now = Self.status(path)
            defer { seen = now }
            // Where it is being written, or replaced by another file, it is not yet there.
            guard now != nil, now != known, now == seen else { continue }
            known = now
            changed()
        }
    }

    private struct Status: Equatable {
        let file: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    private static func status(_ path: String) -> Status? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Status(
            file: UInt(status.st_ino),
            size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}

/// Tells of saves of a file when they happen, by inotify(7): of files of this machine, as other machines'
/// changes cause no events.
///
/// For one thread.
final class FileEvents {
    /// Can be read from when something has happened in the file's folder.
    let descriptor: CInt
    private let name: String

    /// Of the file at a path; nil where there are no events.
    init?(path: String) {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        name = String(path[path.index(after: slash)...])
        descriptor = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        let saves = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO)
        guard inotify_add_watch(descriptor, String(path[..<slash]), saves) >= 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// The file was saved since the last call: written and closed, or put in its place.
    func takeSave() -> Bool {
        var isSaved = false
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &bytes, bytes.count), count > 0 {
            isSaved = names(in: bytes[..<count]).contains(name) || isSaved
        }
        return isSaved
    }

    private func names(in bytes: ArraySlice<UInt8>) -> [String] {
        let head = MemoryLayout<inotify_event>.size
        var names: [String] = []
        var rest = bytes
        while rest.count >= head {
            let length = rest.withUnsafeBytes { raw in
                Int(raw.loadUnaligned(fromByteOffset: head - 4, as: UInt32.self))
            }
            let name = rest.dropFirst(head).prefix(length).prefix { $0 != 0 }
            names.append(String(decoding: name, as: UTF8.self))
            rest = rest.dropFirst(head + length)
        }
        return names
    }
}
