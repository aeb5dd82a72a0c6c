// isolation: none
// The tasks sleep before they enter the actor.

actor Account {
    var balance = 100

    func withdraw(_ amount: Int) {
        guard balance >= amount else { return }
        balance -= amount
    }
}

let account = Account()
await withTaskGroup(of: Void.self) { group in
    for number in 1...2 {
        group.addTask(name: "customer \(number)") {
            try? await Task.sleep(for: .seconds(0.2))
            await account.withdraw(80)
        }
    }
}
print(await account.balance)
