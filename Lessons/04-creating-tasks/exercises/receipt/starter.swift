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

// TODO: return when the customer has paid, and lose no receipt.
func checkOut(_ customer: String) async {
    await pay(customer)
    await mailReceipt(to: customer)
}

@main
struct Program {
    static func main() async {
        for customer in ["Ann", "Ben"] {
            await checkOut(customer)
            thank(customer)
        }
    }
}
