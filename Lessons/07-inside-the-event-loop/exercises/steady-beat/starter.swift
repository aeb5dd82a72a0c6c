// A search through ten pages, and a heartbeat beside it.
import Glibc

var searched: Set<Int> = []

func search(_ page: Int) {
    usleep(100_000)  // microseconds
    searched.insert(page)
}

func beat() async {
    for number in 1...3 {
        let due = ContinuousClock.now + .seconds(0.25)
        try? await Task.sleep(until: due)
        let late = ((.now - due) / .milliseconds(10)).rounded() / 100
        let word = late <= 0.1 ? "in time" : "\(late) s late"
        print("beat \(number): \(word)")
    }
}

// TODO: No beat may be more than 0.1 s late.
func searchAll() async {
    for page in 1...10 {
        search(page)
    }
}

@main
struct Program {
    static func main() async {
        let heart = Task(name: "heart") { await beat() }
        let search = Task(name: "search") { await searchAll() }
        await search.value
        print("\(searched.count) pages searched")
        await heart.value
    }
}
