// Top-level code that starts a task and ends: the task never gets the main thread.
// mode: top-level
Task { @MainActor in
    print("never printed")
}
print("end")
