// Three tickets, four guests. A guest pays, and gets a ticket.
var tickets = 3
var receipts = 0

func pay() async -> Int {
    try? await Task.sleep(for: .seconds(0.3))
    receipts += 1
    return receipts
}

func hand(_ receipt: Int) {
    print("a ticket for receipt \(receipt)")
}

func buy() async {
    guard tickets > 0 else { return }
    tickets -= 1
    let receipt = await pay()
    hand(receipt)
}

@main
struct Program {
    static func main() async {
        var guests: [Task<Void, Never>] = []
        for guest in 1...4 {
            guests.append(Task(name: "guest \(guest)") { await buy() })
            try? await Task.sleep(for: .seconds(0.3))
        }
        for guest in guests { await guest.value }
        print("\(receipts) guests paid")
    }
}
