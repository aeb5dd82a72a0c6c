// More than a pipe or a socket holds, written by one thread and read by another.
import Glibc

@main
struct Program {
    static func main() async {
        await send(through: pair { pipe(&$0) })
        await send(through: pair { socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &$0) })
    }

    static func pair(_ make: (inout [CInt]) -> CInt) -> (reader: CInt, writer: CInt) {
        var ends: [CInt] = [0, 0]
        precondition(make(&ends) == 0)
        return (ends[0], ends[1])
    }

    static func send(through ends: (reader: CInt, writer: CInt)) async {
        async let written = Task.detached { write(to: ends.writer) }.value
        let count = await Task.detached { read(from: ends.reader) }.value
        print("written", await written, "read", count)
    }

    static func write(to end: CInt) -> Int {
        var bytes = [UInt8](repeating: 7, count: 1_000_000)
        var written = Glibc.write(end, &bytes, bytes.count)
        bytes.withUnsafeMutableBytes { bytes in
            let part = iovec(iov_base: bytes.baseAddress, iov_len: 300_000)
            written += writev(end, [part, part], 2)
        }
        close(end)
        return written
    }

    static func read(from end: CInt) -> Int {
        var bytes = [UInt8](repeating: 0, count: 10_000)
        var sum = 0
        while case let count = Glibc.read(end, &bytes, bytes.count), count > 0 { sum += count }
        close(end)
        return sum
    }
}
