/// A program that takes the compiler some seconds: many functions, each with something to infer.
enum SlowProgram {
    static let text =
        (0..<400).map { number in
            """
            func compute\(number)() -> [Double] {
                (0..<9).map { Double($0) * \(number) + 1 - 2 * (3 + Double($0)) / 4 }
            }

            """
        }.joined()
}
