// Two customers pay, and get their receipts by mail.

func pay(_ customer: String) async {
    try? await Task.sleep(for: .seconds(0.2))
    print("\(customer) has paid")
}

func mailReceipt(to customer: String) async {
    let seconds = customer == "Ann" ? 0.7 : 0.3
    try? await Task.sleep(for: .seconds(seconds))
    print("receipt for \(customer) sent")
}

func thank(_ customer: String) {
    print("thank you, \(customer)")
}

func checkOut(_ customer: String) async -> Task<Void, Never> {
    await pay(customer)
    return Task { await mailReceipt(to: customer) }
}

@main
struct Program {
    static func main() async {
        var receipts: [Task<Void, Never>] = []
        for customer in ["Ann", "Ben"] {
            receipts.append(await checkOut(customer))
            thank(customer)
        }
        for receipt in receipts {
            await receipt.value
        }
    }
}
