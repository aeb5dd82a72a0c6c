// One clerk, three letters. When will each be sent?
import Glibc

let ends = [0.6, 1.1, 1.3]  // letter 1, letter 2, letter 3
let elapsed = [0.6, 0.9, 0.7]

let forms = [0.1, 0.5, 0.1]  // seconds to fill in the form
func weigh() { usleep(200_000) }  // microseconds
func stamp() { usleep(200_000) }

func send(_ letter: Int) async -> [ContinuousClock.Instant] {
    let start = ContinuousClock.now
    weigh()
    try? await Task.sleep(for: .seconds(forms[letter - 1]))
    stamp()
    return [start, .now]
}

func compare(_ what: String, _ said: Double, _ real: Duration) {
    let off = said - real / .seconds(1)
    let word = off < 0 ? "too low" : "too high"
    print("\(what), \(said) s:", off * off < 0.002 ? "right" : word)
}

@main
struct Program {
    static func main() async {
        let said: [[Double]] = [ends, elapsed]
        let opening = ContinuousClock.now
        let letters = (1...3).map { letter in
            Task(name: "letter \(letter)") { await send(letter) }
        }
        for (i, letter) in letters.enumerated() {
            let at = await letter.value
            compare("letter \(i + 1) ends", said[0][i], at[1] - opening)
            compare("letter \(i + 1) takes", said[1][i], at[1] - at[0])
        }
    }
}
