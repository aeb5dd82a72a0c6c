internal import FoundationEssentials

/// What an executable file is, as far as it says whether its tasks can be seen.
public enum ExecutableKind: Hashable, Sendable {
    /// A Swift program that gets the Swift runtime, with its concurrency, from shared libraries.
    case swift
    /// A Swift program with the Swift runtime within it, or without the runtime's concurrency.
    case swiftStatic
    case swiftWithoutConcurrency
    /// A program of another language.
    case native
    /// A script, with the interpreter that its first line names.
    case script(String)
    /// Neither a script nor a program for 64-bit Linux.
    case unknown

    /// Looks at a file.
    public init(of path: String) {
        let url = URL(filePath: path)
        guard let bytes = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            self = .unknown
            return
        }
        if let script = Self.script(bytes) {
            self = script
            return
        }
        guard let file = ELFFile(bytes) else {
            self = .unknown
            return
        }
        self = Self.kind(of: file)
    }

    private static func script(_ bytes: Data) -> ExecutableKind? {
        guard bytes.starts(with: Array("#!".utf8)) else { return nil }
        let line = bytes.dropFirst(2).prefix(256).prefix { $0 != UInt8(ascii: "\n") }
        return .script(String(decoding: line, as: UTF8.self).trimming())
    }

    private static func kind(of file: ELFFile) -> ExecutableKind {
        let libraries = file.neededLibraries
        let hasCore = libraries.contains { $0.hasPrefix("libswiftCore.so") }
        if libraries.contains(where: { $0.hasPrefix("libswift_Concurrency.so") }) {
            return .swift
        }
        if hasCore { return .swiftWithoutConcurrency }
        // Every Swift program has these, also one without symbols.
        return file.sectionNames.contains { $0.hasPrefix("swift5_") } ? .swiftStatic : .native
    }
}

extension String {
    fileprivate func trimming() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
    }
}

/// The parts of a 64-bit little-endian ELF file that tell what it is made of (elf(5)).
///
/// Every offset is checked: what does not fit is not there.
struct ELFFile {
    private struct Section {
        let name: String
        let offset: Int
        let size: Int
    }

    private let bytes: Data
    private var sections: [Section] = []

    /// Nil where it is no such file.
    init?(_ bytes: Data) {
        self.bytes = bytes
        guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]), bytes.count >= 64 else {
            return nil
        }
        sections = readSections()
    }

    var sectionNames: [String] { sections.map(\.name) }

    /// Names of the shared libraries that it asks for itself.
    var neededLibraries: [String] {
        guard let dynamic = sections.first(where: { $0.name == ".dynamic" }),
            let strings = sections.first(where: { $0.name == ".dynstr" })
        else { return [] }
        // Pairs of a tag and a value; tag 1 names a library.
        return stride(from: dynamic.offset, to: dynamic.offset + dynamic.size - 15, by: 16)
            .compactMap { entry in
                guard number(at: entry, 8) == 1, let name = number(at: entry + 8, 8) else {
                    return nil
                }
                return text(at: strings.offset + min(name, strings.size))
            }
    }

    private func readSections() -> [Section] {
        guard let table = number(at: 0x28, 8), let size = number(at: 0x3a, 2), size >= 64,
            let count = number(at: 0x3c, 2), let names = number(at: 0x3e, 2), names < count,
            table < bytes.count, let strings = number(at: table + names * size + 0x18, 8)
        else { return [] }
        return (0..<count).compactMap { index in
            let header = table + index * size
            guard let name = number(at: header, 4), let offset = number(at: header + 0x18, 8),
                let length = number(at: header + 0x20, 8), offset <= bytes.count,
                strings <= bytes.count, let text = text(at: strings + name)
            else { return nil }
            return Section(name: text, offset: offset, size: min(length, bytes.count - offset))
        }
    }

    private func number(at offset: Int, _ size: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - size else { return nil }
        let value = (0..<size).reversed().reduce(UInt64(0)) { value, index in
            value << 8 | UInt64(bytes[bytes.startIndex + offset + index])
        }
        return Int(exactly: value)
    }

    private func text(at offset: Int) -> String? {
        guard offset >= 0, offset < bytes.count else { return nil }
        let rest = bytes[(bytes.startIndex + offset)...].prefix(4096)
        return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
    }
}
