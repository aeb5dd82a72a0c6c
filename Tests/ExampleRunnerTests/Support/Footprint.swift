import FoundationEssentials

/// A mark in the environment of a program, which all its descendants inherit: what still lives
/// can be found by it, wherever it has moved.
struct Footprint: Codable, Sendable {
    private static let mark = "ASYNCLAB_TEST_MARK"
    let value: String

    init() {
        value = "\(UInt64.random(in: 0 ... .max))"
    }

    /// The environment that leaves it.
    var environment: [String: String] { [Self.mark: value] }

    /// The numbers of the living processes that have it.
    var processes: [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let wanted = Array("\(Self.mark)=\(value)".utf8)
        return names.compactMap(Int.init).filter { process in
            let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ")
            return environment?.split(separator: 0).contains { $0.elementsEqual(wanted) } ?? false
        }
    }
}
