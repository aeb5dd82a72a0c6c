// Signals that the program sends to itself: to a source of libdispatch, and to a thread that waits.
import Foundation

let arrived = DispatchSemaphore(value: 0)
let source = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .global())
source.setEventHandler { arrived.signal() }
source.setRegistrationHandler { arrived.signal() }
source.resume()
arrived.wait()
kill(getpid(), SIGUSR1)
print("source", arrived.wait(timeout: .now() + 5) == .success)

var signals = sigset_t()
sigemptyset(&signals)
sigaddset(&signals, SIGUSR2)
pthread_sigmask(SIG_BLOCK, &signals, nil)
Thread.detachNewThread {
    usleep(10_000)
    kill(getpid(), SIGUSR2)
}
var number: CInt = 0
print("sigwait", sigwait(&signals, &number), number == SIGUSR2)
