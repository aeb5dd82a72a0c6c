// Top-level code that awaits: it is the main actor's, and its variables live on.
// mode: top-level
var total = 0

func add(_ number: Int) async -> Int {
    try? await Task.sleep(for: .milliseconds(5))
    return number
}

for number in 1...4 {
    total += await add(number)
    MainActor.assertIsolated()
    print("total", total)
}
async let last = add(100)
total += await last
print("end", total)
