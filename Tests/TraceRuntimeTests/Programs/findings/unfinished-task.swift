// isolation: main
// The program ends before its log is written.

Task(name: "log") {
    try? await Task.sleep(for: .seconds(0.5))
    print("logged")
}
try? await Task.sleep(for: .seconds(0.2))
print("done")
