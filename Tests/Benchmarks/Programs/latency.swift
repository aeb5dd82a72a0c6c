import Glibc

// Each word differs from the one before in every letter, so that a screen has to send all of it.
func word(_ number: Int) -> String {
    String(
        (0..<6).map { place in Character(UnicodeScalar(UInt8(97 + (number * 7 + place * 5) % 26))) }
    )
}

@main
struct Program {
    static func main() async throws {
        guard let path = getenv("BENCHMARK_LOG"), let log = fopen(path, "w") else { exit(1) }
        for number in 0..<26 {
            try await Task.sleep(for: .milliseconds(100))
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            print("<\(word(number))>")
            fputs("\(word(number)) \(time.tv_sec * 1_000_000_000 + time.tv_nsec)\n", log)
        }
        fclose(log)
    }
}
