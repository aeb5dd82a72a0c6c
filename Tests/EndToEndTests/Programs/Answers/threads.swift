import Foundation

@main
struct Program {
    static func main() async {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/echo")
        process.arguments = ["from a process"]
        try? process.run()
        process.waitUntilExit()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                print("from a thread")
                continuation.resume()
            }
        }
        print("done")
    }
}
