print("sleeping")
let sleeper = Task(name: "sleeper") { try? await Task.sleep(for: .seconds(600)) }
await sleeper.value
