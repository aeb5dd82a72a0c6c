// isolation: main
// The program awaits its log.

let log = Task(name: "log") {
    try? await Task.sleep(for: .seconds(0.5))
    print("logged")
}
try? await Task.sleep(for: .seconds(0.2))
await log.value
print("done")
