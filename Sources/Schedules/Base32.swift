/// Crockford's Base 32 (https://www.crockford.com/base32.html), as far as tokens need it.
enum Base32 {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    static func text(_ digits: [UInt8]) -> String {
        String(digits.map { letters[Int($0)] })
    }

    static func digits(_ text: String) -> [UInt8]? {
        var digits: [UInt8] = []
        for character in text.uppercased() where character != "-" {
            let meant: Character =
                switch character {
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            guard let index = letters.firstIndex(of: meant) else { return nil }
            digits.append(UInt8(index))
        }
        return digits
    }

    /// Ten bits that another digit, or two that have changed places, most likely change.
    static func check(_ digits: [UInt8]) -> UInt16 {
        var sum: UInt32 = 1
        for digit in digits { sum = (sum * 37 + UInt32(digit) + 1) % 1021 }
        return UInt16(sum)
    }
}

/// Puts numbers into digits of five bits: four of the number, and whether more follow.
struct Base32Writer {
    private(set) var digits: [UInt8] = []

    mutating func put(_ digit: UInt8) { digits.append(digit & 31) }

    mutating func putNumber(_ number: UInt64) {
        var rest = number
        while rest > 15 {
            put(UInt8(rest & 15) | 16)
            rest >>= 4
        }
        put(UInt8(rest))
    }
}

/// Takes them out again.
struct Base32Reader {
    private var rest: ArraySlice<UInt8>

    init(_ digits: ArraySlice<UInt8>) { rest = digits }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func digit() -> UInt8? { rest.popFirst() }

    /// Nil: the digits end within it, or it is too large.
    mutating func number() -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while let digit = rest.popFirst() {
            guard shift < 64 else { return nil }
            number |= UInt64(digit & 15) << shift
            if digit < 16 { return number }
            shift += 4
        }
        return nil
    }
}
