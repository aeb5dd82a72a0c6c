// A child process echoes what it is sent, while a task sleeps.
import Foundation

func echo(_ text: String) throws -> String {
    let (input, output) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: "/bin/cat")
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let echoed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return "\(String(decoding: echoed, as: UTF8.self)), status \(process.terminationStatus)"
}

@main
struct Program {
    static func main() async throws {
        async let slept: Void = Task.sleep(for: .milliseconds(300))
        print(try await Task.detached { try echo("through cat") }.value)
        try await slept
        print("slept")
    }
}
