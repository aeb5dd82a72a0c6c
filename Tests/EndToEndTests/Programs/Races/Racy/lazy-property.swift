final class Page: @unchecked Sendable {
    lazy var length = 12  // race
}

@main struct Program {
    static func main() async {
        let page = Page()
        let one = Task.detached {
            page.length  // race
        }
        let other = Task.detached {
            page.length  // race
        }
        _ = await one.value
        _ = await other.value
    }
}
