import TraceModel

/// An async call stack in one line: `myProc (line 11) ← closure in main (line 18)`.
struct StackText {
    let stack: [CodeLine]
    /// The program's file; lines of others are told with their file.
    let fileName: String?
    var names = FunctionNames()
    let isAscii: Bool

    /// The line; empty where nothing is known.
    var text: String {
        stack.map { "\(names.name(of: $0.function)) (\(place($0)))" }
            .joined(separator: isAscii ? " <- " : " ← ")
    }

    private func place(_ line: CodeLine) -> String {
        let place =
            fileName == nil || line.fileName == fileName
            ? "line \(line.line)" : "\(line.fileName):\(line.line)"
        // A line that is not the one of the await must not be taken for it.
        return line.isBehindAwait ? "goes on at \(place)" : place
    }
}

/// Functions by the names that they have in the source; each is made once.
final class FunctionNames {
    private var names: [String: String] = [:]

    /// The name of a function, without its parameters and the number of a closure.
    func name(of function: String) -> String {
        if let name = names[function] { return name }
        let name = Self.make(function)
        names[function] = name
        return name
    }

    private static func make(_ function: String) -> String {
        let parts = function.split(separator: " in ").map(String.init)
        guard let first = parts.first, let last = parts.last else { return function }
        if parts.count == 1 { return plain(first) }
        let outer = plain(last)
        if first.hasPrefix("closure #") || first.hasPrefix("implicit closure #") {
            return "closure in \(outer)"
        }
        return first.firstIndex(of: "#") == nil ? plain(function) : "\(plain(first)) in \(outer)"
    }

    /// `static Program.main()` is `main`, `Counter.add(_:)` is `Counter.add`.
    private static func plain(_ function: String) -> String {
        if function.hasPrefix("async_Main") { return "main" }
        let isStatic = function.hasPrefix("static ")
        let name = function.trimmingPrefix("static ").prefix { !"(<# ".contains($0) }
        if isStatic, name.hasSuffix(".main") { return "main" }
        return name.isEmpty ? function : String(name)
    }
}
