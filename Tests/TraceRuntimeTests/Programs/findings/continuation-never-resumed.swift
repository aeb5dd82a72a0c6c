// isolation: main
// stderr: ignore
// A callback that forgets one of its two ways out.

func answer(to question: Int) async -> Int {
    await withCheckedContinuation { continuation in
        if question > 1 { continuation.resume(returning: question * 2) }
    }
}

let asking = Task(name: "asker") {
    print(await answer(to: 2))
    print(await answer(to: 1))
}
await asking.value
