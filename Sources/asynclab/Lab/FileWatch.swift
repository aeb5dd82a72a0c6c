import Glibc

/// Tells when a file is saved, by whatever editor: its status is looked at four times a second, which
/// works on every file system, and is only for those of which `FileEvents` cannot tell.
struct FileWatch {
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
