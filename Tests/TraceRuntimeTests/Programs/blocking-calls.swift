// Blocking calls inside tasks: usleep, a semaphore that a queue signals, a pipe that a thread writes.
import Dispatch
import Foundation

func nap() { usleep(5_000) }

func waitForQueue() -> String {
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(5)) { done.signal() }
    return done.wait(timeout: .now() + .seconds(5)) == .success ? "signalled" : "timed out"
}

func waitInVain() -> String {
    let done = DispatchSemaphore(value: 0)
    return done.wait(timeout: .now() + .milliseconds(5)) == .success ? "signalled" : "timed out"
}

func readPipe() -> String {
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    Thread.detachNewThread {
        usleep(5_000)
        writer.write(Data("through the pipe".utf8))
        try? writer.close()
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self)
}

@main
struct Program {
    static func main() async {
        nap()
        print(waitForQueue())
        print(waitInVain())
        print(await Task.detached { readPipe() }.value)
        await withDiscardingTaskGroup { group in
            for _ in 1...8 { group.addTask { nap() } }
        }
        print("eight naps over")
    }
}
