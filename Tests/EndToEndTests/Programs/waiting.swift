print("waiting")
let waiting = Task(name: "waiting") { try? await Task.sleep(for: .milliseconds(300)) }
await waiting.value
print("waited")
