// isolation: none
// Four tasks, each with an actor of its own.
import Glibc

actor Till {
    var sum = 0

    func pay(_ amount: Int) {
        usleep(200_000)
        sum += amount
    }
}

let tills = (1...4).map { _ in Till() }
await withTaskGroup(of: Void.self) { group in
    for number in 1...4 {
        group.addTask(name: "guest \(number)") {
            await tills[number - 1].pay(number)
        }
    }
}
var sum = 0
for till in tills { sum += await till.sum }
print(sum)
