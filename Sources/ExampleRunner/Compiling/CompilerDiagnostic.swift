/// One message of the compiler or the linker.
public struct CompilerDiagnostic: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable {
        /// There is no program.
        case error
        /// There is one, but something in it looks wrong.
        case warning
        /// Belongs to the message before it.
        case note
        /// Neither good nor bad.
        case remark
    }

    /// A place in a source file.
    public struct Location: Hashable, Sendable {
        /// Path of the file, as the user wrote it.
        public let file: String
        /// Line, from 1.
        public let line: Int
        /// Column, from 1; counted in bytes, as the compiler does.
        public let column: Int

        /// A place.
        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// Severity.
    public let severity: Severity
    /// The place it is about; nil if it is about no place.
    public let location: Location?
    /// What it says; more than one line if the compiler wrote more.
    public let message: String
    /// The line of source at its place, and below it the compiler's marks (`~~~^`) and proposed
    /// text.
    ///
    /// Empty if the compiler showed none.
    public let excerpt: [String]
    /// The notes that came after it.
    public let notes: [CompilerDiagnostic]

    /// A message.
    public init(
        severity: Severity,
        location: Location?,
        message: String,
        excerpt: [String] = [],
        notes: [CompilerDiagnostic] = []
    ) {
        self.severity = severity
        self.location = location
        self.message = message
        self.excerpt = excerpt
        self.notes = notes
    }

    /// The line of source at its place, if the compiler showed it.
    public var sourceLine: String? { excerpt.first }
}

extension CompilerDiagnostic: CustomStringConvertible {
    /// As compilers write it: `file:line:column: error: message`, the line, the caret, the notes.
    public var description: String {
        let place = location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
        let own = ["\(place)\(severity.rawValue): \(message)"] + excerpt
        return (own + notes.map(\.description)).joined(separator: "\n")
    }
}
