/// Five tasks that look at an actor's state, let others go on, and act on what they saw.
actor Account {
    private(set) var balance = 100

    func withdraw(_ amount: Int) async -> Bool {
        guard balance >= amount else { return false }
        await Task.yield()
        balance -= amount
        return true
    }
}

@main struct Program {
    static func main() async {
        let account = Account()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 1...5 { group.addTask { await account.withdraw(20) } }
        }
        print("balance: \(await account.balance)")
    }
}
