// What the program and its child processes see of the environment.
import Foundation

@main
struct Program {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        print("preloaded:", environment["LD_PRELOAD"] ?? "nothing")
        let marks = ["ASYNCLAB_TRACE", "ASYNCLAB_THREADS", "ASYNCLAB_USER_PRELOAD"]
        print("marks:", marks.filter { environment[$0] != nil })
        fflush(nil)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "echo \"child: [${LD_PRELOAD-none}] [${ASYNCLAB_TRACE-none}]\""]
        try process.run()
        process.waitUntilExit()
        print("status", process.terminationStatus)
    }
}
