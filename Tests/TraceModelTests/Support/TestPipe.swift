import Glibc

/// A named pipe, which goes away with the value.
final class TestPipe {
    let path = "/tmp/asynclab-pipe-\(UInt64.random(in: 0 ... .max))"

    init() throws {
        guard mkfifo(path, 0o600) == 0 else { throw ScratchError(errno: errno) }
    }

    deinit {
        unlink(path)
    }
}
