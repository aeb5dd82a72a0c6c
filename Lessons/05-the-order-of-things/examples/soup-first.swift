// One cook, two dishes: the soup first.
import Glibc

func chop(_ seconds: Double) {
    usleep(UInt32(seconds * 1_000_000))  // microseconds
}

func heat(_ seconds: Double) async {
    try? await Task.sleep(for: .seconds(seconds))
}

@main
struct Program {
    static func main() async {
        let soup = Task(name: "soup") {
            chop(0.4)
            await heat(0.1)
            print("the soup is ready")
        }
        let bread = Task(name: "bread") {
            chop(0.1)
            await heat(0.8)
            print("the bread is ready")
        }
        await soup.value
        await bread.value
    }
}
