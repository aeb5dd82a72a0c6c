/// What one file asks for: a module that it imports, or a header that it includes.
struct Import: Equatable {
    enum Kind: Equatable {
        /// Swift's `import Name`, in any of its forms.
        case module
        /// C's `#include "name"`.
        case ownHeader
        /// C's `#include <name>`.
        case systemHeader
    }

    let kind: Kind
    /// The module's name, without submodules; the header's name, with its folders.
    let name: String
    /// From 1.
    let line: Int
}

/// The imports of a file, by the ending of its name: none where it is neither Swift nor C.
func imports(in text: String, ofFile name: String) -> [Import] {
    if name.hasSuffix(".swift") { return swiftImports(in: text) }
    if name.hasSuffix(".c") || name.hasSuffix(".h") { return cIncludes(in: text) }
    return []
}

/// The modules that Swift code imports, whatever stands around the word `import`.
///
/// Comments and strings are no code.
func swiftImports(in text: String) -> [Import] {
    let statement =
        #/
        (?: ^ | [\n;] ) \s*
        (?: @ \w+ (?: \( [^)]* \) )? \s+ | (?: public|package|internal|fileprivate|private ) \s+ )*
        import \s+
        (?: (?: struct|class|enum|protocol|actor|typealias|func|let|var|macro ) \s+ )?
        (?<module> [A-Za-z_] \w* )
    /#
    let code = CodeOnly(of: text, inSwift: true).text
    return code.matches(of: statement).map { match in
        Import(kind: .module, name: String(match.module), line: line(of: match.module, in: code))
    }
}

/// `#include` and its kin, with quotes or angle brackets.
func cIncludes(in text: String) -> [Import] {
    let statement =
        #/(?:^|\n)[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*(["<])([^">\n]+)[">]/#
    let code = CodeOnly(of: text, inSwift: false).text
    return code.matches(of: statement).map { match in
        Import(
            kind: match.1 == "<" ? .systemHeader : .ownHeader,
            name: String(match.2),
            line: line(of: match.2, in: code)
        )
    }
}

private func line(of part: Substring, in text: String) -> Int {
    text[..<part.startIndex].reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
}
