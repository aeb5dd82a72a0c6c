// The few calls of the C library that neither swift-system nor FoundationEssentials offers.

internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

enum SystemCalls {
    /// CLOCK_MONOTONIC in nanoseconds: the clock of a trace and of the supervisor.
    static func monotonicNanoseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return nanoseconds(now)
    }

    static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The number of the user whose rights this process has.
    static var userNumber: UInt32 { geteuid() }

    /// Two connected sockets that no other program inherits.
    static func socketPair() throws(Errno) -> (FileDescriptor, FileDescriptor) {
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #else
        let kind = SOCK_STREAM | SOCK_CLOEXEC
        #endif
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        return (FileDescriptor(rawValue: ends[0]), FileDescriptor(rawValue: ends[1]))
    }

    /// Shows the other end of a socket an end of file, and can still read.
    static func shutForWriting(_ socket: FileDescriptor) {
        shutdown(socket.rawValue, Int32(SHUT_WR))
    }

    /// What stat(2) says of a file: its bytes, and when it was changed last, in seconds since 1970; nil
    /// where there is none.
    ///
    /// FileManager would look up the names of its owner and group as well, which takes a hundred times as long.
    static func status(_ path: String) -> (size: Int, changed: Double)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return (Int(status.st_size), Double(nanoseconds(status.st_mtim)) / 1e9)
    }

    /// rename(2): atomic, and an error if `target` is a folder that is not empty.
    static func rename(_ path: String, to target: String) throws(Errno) {
        #if canImport(Glibc)
        let result = Glibc.rename(path, target)
        #else
        let result = Musl.rename(path, target)
        #endif
        guard result == 0 else { throw Errno(rawValue: errno) }
    }
}
