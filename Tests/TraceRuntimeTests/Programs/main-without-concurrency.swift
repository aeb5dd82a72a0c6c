// A program that uses no concurrency at all is left alone.
// exit: 2
import Foundation

@main
struct Program {
    static func main() {
        var primes: [Int] = []
        for number in 2...50 where !primes.contains(where: { number % $0 == 0 }) {
            primes.append(number)
        }
        print(primes)
        print("arguments:", CommandLine.arguments.count)
        exit(2)
    }
}
