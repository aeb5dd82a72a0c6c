// While an actor's method is suspended, another call gets in and sees the half-done state.
actor Account {
    var balance = 100
    var log: [String] = []
    var checked = 0

    func withdraw(_ amount: Int) async -> Bool {
        guard balance >= amount else { return false }
        log.append("checked")
        checked += 1
        while checked < 2 { await Task.yield() }
        balance -= amount
        log.append("took")
        return true
    }
}

@main
struct Program {
    static func main() async {
        let account = Account()
        async let first = account.withdraw(80)
        async let second = account.withdraw(80)
        print(await first, await second, await account.balance)
        print(await account.log.sorted())
    }
}
