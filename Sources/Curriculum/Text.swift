/// One block of a step's text.
public enum TextBlock: Sendable, Equatable {
    /// A paragraph, to be wrapped at the width of its place.
    case paragraph([TextSpan])
    /// A smaller heading within a step.
    case heading([TextSpan])
    /// Items, each of several blocks; `start` is the first number, nil for bullets.
    case list(items: [[TextBlock]], start: Int?)
    /// A listing, shown as it is; `language` is the first word after the fence, if any.
    case code(String, language: String?)
    /// A quotation.
    case quote([TextBlock])
}

/// A run of characters of one kind.
///
/// Line ends of the source are spaces.
public struct TextSpan: Sendable, Equatable {
    /// How a span is set off from the text around it.
    public enum Kind: Sendable, Equatable {
        /// Not set off.
        case plain
        /// Set off strongly, as a new word is.
        case strong
        /// Set off lightly.
        case emphasis
        /// Part of a program: a name, a call, a value.
        case code
    }

    /// The characters.
    public let text: String
    /// Their kind.
    public let kind: Kind

    /// A span; plain if nothing else is said.
    public init(_ text: String, _ kind: Kind = .plain) {
        self.text = text
        self.kind = kind
    }
}
