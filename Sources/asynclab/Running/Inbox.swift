import Glibc
import Synchronization

/// Messages from anywhere to one thread, which can wait for them together with other things: the
/// descriptor is readable while there is a message.
final class Inbox<Message: Sendable>: Sendable {
    private let wake = WakePipe()
    private let messages = Mutex<[Message]>([])

    var descriptor: CInt { wake.descriptor }

    /// Adds a message.
    ///
    /// From any thread.
    func post(_ message: Message) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        // Who takes them makes the descriptor wait before it takes all.
        if isFirst { wake.signal() }
    }

    /// All messages, in order; empty where there are none.
    func takeAll() -> [Message] {
        _ = wake.clear()
        return messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }

    /// Waits until one of the descriptors is readable, at most `milliseconds` (-1: for ever).
    ///
    /// Returns early on a signal. Returns the descriptors whose other end is gone: waiting for them
    /// again would not wait.
    @discardableResult
    static func wait(for descriptors: [CInt], milliseconds: CInt = -1) -> [CInt] {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return [] }
        return polled.filter { $0.revents & Int16(POLLHUP | POLLERR) != 0 }.map(\.fd)
    }
}

/// A descriptor that is readable from a signal until it is cleared.
final class WakePipe: Sendable {
    let descriptor: CInt
    private let writeEnd: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        // Both ends without waiting: a full pipe is readable, and that is all it is for.
        guard pipe(&ends) == 0 else { fatalError("The system gives no pipe: errno \(errno)") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Makes it readable.
    ///
    /// From any thread, and from a signal handler.
    func signal() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    /// Waits until it is readable, at most `milliseconds`; false where it is not.
    func wait(milliseconds: CInt) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Makes it wait again; false where it was not signalled.
    func clear() -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { bytes in
            var signalled = false
            while true {
                let count = read(descriptor, bytes.baseAddress, bytes.count)
                if count > 0 { signalled = true }
                if count < bytes.count { return signalled }
            }
        }
    }
}
