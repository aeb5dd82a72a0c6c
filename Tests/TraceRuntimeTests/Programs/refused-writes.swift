// Writes that the system refuses or cuts short: only what was written is output.
import Glibc

@main
struct Program {
    static func main() async {
        let refused = write(1, UnsafeRawPointer(bitPattern: 16), 5)
        print("refused:", refused, errno == EFAULT)
        fflush(nil)
        let flags = fcntl(1, F_GETFL)
        _ = fcntl(1, F_SETFL, flags | O_NONBLOCK)
        let bytes = Array(String(repeating: "abcdefghi\n", count: 20_000).utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count > 0 { sent += count } else { usleep(100) }
        }
        _ = fcntl(1, F_SETFL, flags)
    }
}
