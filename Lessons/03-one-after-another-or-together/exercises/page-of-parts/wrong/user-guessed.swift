// A page about a user is loaded part by part.

func load(_ part: String, _ seconds: Double) async -> String {
    print("\(part) requested")
    try? await Task.sleep(for: .seconds(seconds))
    print("\(part) here")
    return part
}

func loadUser() async -> String { await load("user 7", 0.2) }
func loadNews() async -> String { await load("news", 0.5) }
func loadPhoto(of user: String) async -> String {
    await load("photo of \(user)", 0.3)
}
func loadOrders(of user: String) async -> String {
    await load("orders of \(user)", 0.4)
}
func show(_ photo: String, _ orders: String, _ news: String) {
    print("page: \(photo), \(orders), \(news)")
}

@main
struct Program {
    static func main() async {
        async let user = loadUser()
        async let photo = loadPhoto(of: "user 7")
        async let orders = loadOrders(of: "user 7")
        async let news = loadNews()
        _ = await user
        show(await photo, await orders, await news)
    }
}
