// A stream's line, the other end of a named pipe and a file's lock, each waited for while a thread of the
// program itself brings it.
import Foundation

nonisolated(unsafe) var ends: [CInt] = [0, 0]
pipe(&ends)
dup2(ends[0], STDIN_FILENO)
close(ends[0])
Thread.detachNewThread {
    for part in ["one\ntw", "o\n", "three"] {
        usleep(10_000)
        write(ends[1], part, part.utf8.count)
    }
    close(ends[1])
}
while let line = readLine() { print(line) }

let folder = NSTemporaryDirectory() + "/waiting-on-files-\(UUID().uuidString)"
mkdir(folder, 0o700)
let path = folder + "/pipe"
mkfifo(path, 0o600)
Thread.detachNewThread {
    usleep(10_000)
    let writer = open(path, O_WRONLY)
    write(writer, "through", 7)
    close(writer)
}
let reader = open(path, O_RDONLY)
var bytes = [UInt8](repeating: 0, count: 7)
print(read(reader, &bytes, 7), String(decoding: bytes, as: UTF8.self))

let first = open(folder + "/file", O_CREAT | O_RDWR, 0o600)
let second = open(folder + "/file", O_RDWR)
flock(first, LOCK_EX)
Thread.detachNewThread {
    usleep(10_000)
    print("unlocks")
    flock(first, LOCK_UN)
}
flock(second, LOCK_EX)
print("locked")
try FileManager.default.removeItem(atPath: folder)
