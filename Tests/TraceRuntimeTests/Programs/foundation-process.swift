// Child processes through Process and Pipe, several at once; they are not watched themselves.
import Foundation

@main
struct Program {
    static func main() async throws {
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 1...3 {
                group.addTask { try await run("echo \(number); exit \(number)") }
            }
            var answers: [String] = []
            for try await answer in group { answers.append(answer) }
            return answers
        }
        print(answers.sorted())
        print(try await run("echo ${LD_PRELOAD:-nothing preloaded}"))
    }

    static func run(_ script: String) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        let pipe = Pipe()
        process.standardOutput = pipe
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
        return "\(text) status \(status)"
    }
}
