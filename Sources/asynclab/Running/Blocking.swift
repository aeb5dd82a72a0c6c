import Glibc
import Synchronization

/// Asynchronous work from a thread that has nothing else to do.
enum Blocking {
    /// Runs `work` on the global pool and waits for it.
    ///
    /// Not from within a task.
    static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let inbox = Inbox<Value>()
        Task.detached { inbox.post(await work()) }
        while true {
            Inbox<Value>.wait(for: [inbox.descriptor])
            if let value = inbox.takeAll().first { return value }
        }
    }
}
