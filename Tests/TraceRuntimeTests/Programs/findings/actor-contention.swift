// isolation: none
// Four tasks want one actor, which each keeps for a while.
import Glibc

actor Till {
    var sum = 0

    func pay(_ amount: Int) {
        usleep(200_000)
        sum += amount
    }
}

let till = Till()
await withTaskGroup(of: Void.self) { group in
    for number in 1...4 {
        group.addTask(name: "guest \(number)") {
            await till.pay(number)
        }
    }
}
print(await till.sum)
