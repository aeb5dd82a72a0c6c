// A checked continuation that nobody resumes: the runtime says so on stderr.
import Foundation

func forgetful() async {
    await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }
}

@main
struct Program {
    static func main() async {
        let waiting = Task { await forgetful() }
        try? await Task.sleep(for: .milliseconds(20))
        waiting.cancel()
        print("main goes on")
    }
}
