// An order: a parcel in a group, an invoice in a task of its own.

func work(_ name: String, seconds: Double) async {
    try? await Task.sleep(for: .seconds(seconds))
    print(name)
}

func order() async -> Task<Void, Never> {
    let invoice = Task(name: "invoice") {
        await work("invoice sent", seconds: 0.8)
    }
    await withTaskGroup { group in
        group.addTask(name: "parcel") {
            await work("parcel sent", seconds: 0.4)
        }
    }
    return invoice
}

@main
struct Program {
    static func main() async {
        let invoice = await order()
        print("order returned")
        await invoice.value
    }
}
