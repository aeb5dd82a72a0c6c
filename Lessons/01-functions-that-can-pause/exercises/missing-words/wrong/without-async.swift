// Tea for breakfast.
import Glibc

func boil() {
    print("water on")
    usleep(400_000)
    print("water boils")
}

func steep() {
    print("tea in")
    usleep(300_000)
    print("tea ready")
}

func eat() {
    print("breakfast")
}

func makeTea() {
    boil()
    steep()
}

@main
struct Program {
    static func main() {
        makeTea()
        eat()
    }
}
