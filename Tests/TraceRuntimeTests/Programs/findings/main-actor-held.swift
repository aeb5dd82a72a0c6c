// isolation: main
// One task keeps the main actor while another one could go on.
import Glibc

func resize() {
    usleep(400_000)
}

func tick() async {
    try? await Task.sleep(for: .seconds(0.1))
    print("tick")
}

let clock = Task(name: "clock") { await tick() }
let photo = Task(name: "photo") { resize() }
await photo.value
await clock.value
