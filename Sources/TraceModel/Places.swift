/// An address in a program's code, counted from where the program is loaded.
public struct ProgramAddress: RawRepresentable, Hashable, Sendable {
    /// As the trace has it: bit 31 is set where the address is behind a call.
    public let rawValue: UInt32

    /// The address of a number in a trace.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The address itself.
    public var offset: UInt64 { UInt64(rawValue & ~(1 << 31)) }

    /// It is one behind a call; else a function goes on there, after its `await`.
    public var isBehindCall: Bool { rawValue & 1 << 31 != 0 }
}

/// The number of a place in a program's code.
public struct PlaceID: RawRepresentable, Hashable, Sendable {
    /// Given in the order of first use, from 1.
    public let rawValue: UInt32

    /// The place of a number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}

/// A line of the program's source.
public struct CodeLine: Hashable, Sendable {
    /// The function that it is in, as Swift writes it.
    public let function: String
    /// Path of the file.
    public let file: String
    /// The file's name without its folder.
    public let fileName: String
    /// Counted from 1.
    public let line: Int
    /// It is where the function goes on when its `await` is over, and not the line of the `await`.
    public let isBehindAwait: Bool

    /// A line of a function.
    public init(function: String, file: String, line: Int, isBehindAwait: Bool = false) {
        self.isBehindAwait = isBehindAwait
        self.function = function
        self.file = file
        fileName = file.split(separator: "/").last.map(String.init) ?? file
        self.line = line
    }
}

/// The places that a trace names, and which lines of source they are.
public struct CodePlaces: Equatable, Sendable {
    /// The frames of each place, innermost first.
    private(set) var frames: [PlaceID: [ProgramAddress]] = [:]
    /// What is known of the addresses; several lines where functions were inlined, innermost first.
    private(set) var lines: [ProgramAddress: [CodeLine]] = [:]

    /// Nothing is known yet.
    public init() {}

    /// All lines that are known.
    public var knownLines: [ProgramAddress: [CodeLine]] { lines }

    mutating func add(_ place: PlaceID, _ addresses: [ProgramAddress]) {
        frames[place] = addresses
    }

    /// Takes in which lines addresses belong to.
    public mutating func learn(_ found: [ProgramAddress: [CodeLine]]) {
        lines.merge(found) { $1 }
    }

    /// The lines of a place, innermost first: the function that is there, those that called it or wait
    /// for it.
    ///
    /// Empty where nothing is known; a line that is repeated, as by what the compiler adds, is there once.
    public func stack(at place: PlaceID?) -> [CodeLine] {
        guard let place, let frames = frames[place] else { return [] }
        return frames.reduce(into: []) { stack, address in
            for line in lines[address] ?? [] where stack.last != line { stack.append(line) }
        }
    }

    /// The innermost line of a place.
    public func line(at place: PlaceID?) -> CodeLine? {
        guard let place else { return nil }
        return frames[place]?.lazy.compactMap { lines[$0]?.first }.first
    }
}

extension Trace {
    /// The line of a call that the virtual clock does not control; nil where it is not known.
    public func line(of found: Uncontrolled) -> Int? {
        found.address.flatMap { places.knownLines[$0]?.first?.line }
    }
}

extension CodePlaces {
    /// Lines as they are kept with a trace: for each, the address, the line, the file and the function,
    /// between tabs; then `behind`, where it is behind an `await`.
    public static func text(of lines: [ProgramAddress: [CodeLine]]) -> String {
        lines.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { address, lines in
            lines.map { line in
                "\(address.rawValue)\t\(line.line)\t\(line.file)\t\(line.function)"
                    + (line.isBehindAwait ? "\tbehind\n" : "\n")
            }
        }.joined()
    }

    /// Reads what `text(of:)` gives; what is not of its form is passed over.
    static func lines(in text: String) -> [ProgramAddress: [CodeLine]] {
        text.split(separator: "\n").reduce(into: [:]) { lines, row in
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 4, let address = UInt32(fields[0]), let line = Int(fields[1])
            else { return }
            lines[ProgramAddress(rawValue: address), default: []].append(
                CodeLine(
                    function: String(fields[3]),
                    file: String(fields[2]),
                    line: line,
                    isBehindAwait: fields.count > 4 && fields[4] == "behind"
                )
            )
        }
    }
}
