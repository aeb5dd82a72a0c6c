/// A 64-bit FNV-1a hash, as a name for files.
///
/// It is quick and the same everywhere, and no protection against somebody who looks for
/// collisions: who relies on it compares the content too.
public struct Fingerprint: Hashable, CustomStringConvertible {
    /// The hash.
    public let value: UInt64

    /// The hash of bytes.
    public init(_ bytes: [UInt8]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        value = hash
    }

    /// Sixteen hexadecimal digits.
    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
