import FoundationEssentials
import Glibc

/// Tells of saves of a file when they happen, by inotify(7): of files of this machine, as other machines'
/// changes cause no events.
///
/// Where the file's folder is not there yet, the nearest one above it is looked at until it is. For one
/// thread.
final class FileEvents {
    /// Can be read from when something has happened that `takeSave` wants to know.
    let descriptor: CInt
    private let path: String
    private let name: String
    private let folder: String
    /// What is watched: the file's folder, or one above it.
    private var watched = ""
    private var number: CInt = -1

    /// Of the file at an absolute path; nil where events would not tell all.
    init?(path: String) {
        guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/"), !Self.isLink(path) else {
            return nil
        }
        self.path = path
        name = String(path[path.index(after: slash)...])
        folder = String(path[..<slash])
        descriptor = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        guard watchNearest() else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// The file was saved since the last call: written and closed, or put in its place.
    func takeSave() -> Bool {
        // What was watched before says that it is no longer.
        let happened = readEvents().filter { $0.watch == number }
        let isLost = happened.contains { $0.mask & UInt32(IN_IGNORED | IN_MOVE_SELF) != 0 }
        if watched == folder, !isLost { return happened.contains { $0.name == name } }
        guard isLost || !happened.isEmpty else { return false }
        // A folder on the way has come or gone: the file may be there already.
        return watchNearest() && watched == folder && access(path, F_OK) == 0
    }

    /// Watches the file's folder, or the nearest above it that is there.
    private func watchNearest() -> Bool {
        if number >= 0 { inotify_rm_watch(descriptor, number) }
        var nearest = folder
        while true {
            while !nearest.isEmpty, access(nearest, F_OK) != 0 { nearest = Self.above(nearest) }
            let place = nearest.isEmpty ? "/" : nearest
            guard Self.tellsAll(place) else { return false }
            let kinds = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVE_SELF
            number = inotify_add_watch(
                descriptor,
                place,
                UInt32(nearest == folder ? kinds : kinds | IN_CREATE)
            )
            watched = nearest
            guard nearest != folder else { return number >= 0 }
            // It may have been made just before it was watched.
            guard access(Self.below(nearest, towards: folder), F_OK) == 0 else {
                return number >= 0
            }
            nearest = folder
            inotify_rm_watch(descriptor, number)
        }
    }

    private static func above(_ folder: String) -> String {
        folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    }

    private static func below(_ folder: String, towards deeper: String) -> String {
        let rest = deeper.dropFirst(folder.count + 1)
        return folder + "/" + rest.prefix { $0 != "/" }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The file system is one of this machine alone, as far as is known: as /proc/self/mountinfo (proc(5))
    /// names that of the deepest mount point above the folder.
    private static func tellsAll(_ folder: String) -> Bool {
        guard let resolved = realpath(folder, nil) else { return false }
        defer { free(resolved) }
        let place = String(cString: resolved)
        guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        else { return false }
        var deepest = (length: -1, type: "")
        for line in mounts.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count > 4, let dash = parts.firstIndex(of: "-"), dash + 1 < parts.count
            else { continue }
            let point = parts[4] == "/" ? "" : parts[4]
            guard place == point || place.hasPrefix(point + "/"), point.count >= deepest.length
            else { continue }
            deepest = (point.count, String(parts[dash + 1]))
        }
        return localSystems.contains(deepest.type)
    }

    private static let localSystems: Set<String> = [
        "bcachefs", "btrfs", "ecryptfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "ramfs",
        "tmpfs", "xfs", "zfs",
    ]

    private struct Event {
        let watch: CInt
        let mask: UInt32
        let name: String
    }

    private func readEvents() -> [Event] {
        var events: [Event] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &bytes, bytes.count), count > 0 {
            events += Self.events(in: bytes[..<count])
        }
        return events
    }

    private static func events(in bytes: ArraySlice<UInt8>) -> [Event] {
        let head = MemoryLayout<inotify_event>.size
        var events: [Event] = []
        var rest = bytes
        while rest.count >= head {
            let (watch, mask, length) = rest.withUnsafeBytes { raw in
                (
                    raw.loadUnaligned(as: CInt.self),
                    raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                    Int(raw.loadUnaligned(fromByteOffset: head - 4, as: UInt32.self))
                )
            }
            let name = rest.dropFirst(head).prefix(length).prefix { $0 != 0 }
            events.append(
                Event(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self))
            )
            rest = rest.dropFirst(head + length)
        }
        return events
    }
}
