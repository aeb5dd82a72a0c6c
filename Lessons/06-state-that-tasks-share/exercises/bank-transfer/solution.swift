// Three accounts. Money is sent, and none must get lost.
func confirm() async {
    try? await Task.sleep(for: .seconds(0.3))  // the bank confirms
}

actor Account {
    var balance: Int
    init(_ balance: Int) { self.balance = balance }

    func deposit(_ amount: Int) {
        print("deposit \(amount)")
        balance += amount
    }

    func send(_ amount: Int, to other: Account) async {
        guard balance >= amount else { return }
        balance -= amount
        await confirm()
        await other.deposit(amount)
    }
}

@main
struct Program {
    static func main() async {
        let (ann, ben, carl) = (Account(100), Account(100), Account(0))
        await withTaskGroup { group in
            group.addTask(name: "1st") { await ann.send(60, to: ben) }
            group.addTask(name: "2nd") { await ann.send(60, to: ben) }
            group.addTask(name: "3rd") { await ann.send(20, to: carl) }
            group.addTask(name: "4th") { await ben.send(30, to: carl) }
        }
        print("Ann", await ann.balance)
        print("Ben", await ben.balance)
        print("Carl", await carl.balance)
    }
}
