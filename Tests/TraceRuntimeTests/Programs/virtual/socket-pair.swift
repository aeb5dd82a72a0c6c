// A thread answers on the other end of a pair of sockets, each time after a moment.
import Glibc

func pair() -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    return (ends[0], ends[1])
}

let (here, there) = pair()

func send(_ text: String, to end: Int32) {
    _ = Array(text.utf8).withUnsafeBytes { write(end, $0.baseAddress, $0.count) }
}

func receive(from end: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(end, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
}

nonisolated func answer(_ unused: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    for _ in 1...3 {
        let question = receive(from: there)
        usleep(50_000)
        send("\(question)!", to: there)
    }
    return nil
}

@main
struct Program {
    static func main() {
        let clock = ContinuousClock()
        let start = clock.now
        var thread = pthread_t()
        pthread_create(&thread, nil, answer, nil)
        for number in 1...3 {
            send("\(number)", to: here)
            print(receive(from: here), clock.now - start)
        }
        pthread_join(thread, nil)
    }
}
