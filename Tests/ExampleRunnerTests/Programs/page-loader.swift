// Prints where each of its calls returns to, counted from where it is loaded.
import Foundation

@inline(never)
func printCallers() {
    // The first mapping is the program's own, from its start.
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let base = UInt(maps.prefix { $0 != "-" }, radix: 16) ?? 0
    for address in Thread.callStackReturnAddresses.dropFirst() {
        print(address.uintValue &- base)
    }
}

@inline(__always)
func inlined() {
    printCallers()
}

struct Page {
    func load(_ count: Int) {
        inlined()
    }
}

@inline(never)
func wait(_ page: Page) async {
    await Task.yield()
    page.load(1)
    await Task.yield()
}

@main
struct Program {
    static func main() async {
        await wait(Page())
    }
}
