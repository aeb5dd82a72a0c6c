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
