// Coffee and toast.
import Glibc

func makeCoffee() async {
    print("coffee on")
    try? await Task.sleep(for: .seconds(0.4))
    print("coffee done")
}

func makeToast() async {
    print("toast on")
    try? await Task.sleep(for: .seconds(0.2))
    print("toast done")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "coffee") {
                await makeCoffee()
            }
            group.addTask(name: "toast") {
                usleep(300_000)
                await makeToast()
            }
        }
    }
}
