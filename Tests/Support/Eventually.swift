/// Waits until something is true.
///
/// False if it was not within `seconds`: a generous limit, for a machine that is busy.
public func eventually(
    within seconds: Double = 60,
    _ condition: () async throws -> Bool
) async rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return true
}
