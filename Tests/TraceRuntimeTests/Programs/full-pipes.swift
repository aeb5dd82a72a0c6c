// More than a pipe or a socket holds, written by one thread and read by another.
import Foundation

nonisolated(unsafe) var ends: [CInt] = [0, 0]
nonisolated(unsafe) var sum = 0
let end = DispatchSemaphore(value: 0)

func send() {
    Thread.detachNewThread {
        var bytes = [UInt8](repeating: 0, count: 10_000)
        while case let count = read(ends[0], &bytes, bytes.count), count > 0 { sum += count }
        end.signal()
    }
    var bytes = [UInt8](repeating: 7, count: 1_000_000)
    var written = write(ends[1], &bytes, bytes.count)
    bytes.withUnsafeMutableBytes { bytes in
        let part = iovec(iov_base: bytes.baseAddress, iov_len: 300_000)
        written += writev(ends[1], [part, part], 2)
    }
    close(ends[1])
    end.wait()
    print("written", written, "read", sum)
}

pipe(&ends)
send()
socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
send()
