// isolation: none
// A task sleeps inside an actor, and another one changes what it had read.

actor Account {
    var balance = 100

    func withdraw(_ amount: Int) async {
        guard balance >= amount else { return }
        try? await Task.sleep(for: .seconds(0.2))
        balance -= amount
    }
}

let account = Account()
await withTaskGroup(of: Void.self) { group in
    for number in 1...2 {
        group.addTask(name: "customer \(number)") {
            await account.withdraw(80)
        }
    }
}
print(await account.balance)
