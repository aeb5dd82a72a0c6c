final class Account: @unchecked Sendable {
    var balance = 0
}

@main struct Program {
    static func main() async {
        let account = Account()
        await withTaskGroup(of: Void.self) { group in
            for amount in 1...3 {
                group.addTask {
                    account.balance += amount  // race
                }
            }
        }
    }
}
