/// One cell of a frame: a character as the reader sees it, and its style.
///
/// A wide character takes two cells: the first holds it, the second is a continuation.
public struct Cell: Hashable, Sendable {
    /// The character; a blank in a continuation.
    public var character: Character
    /// How it looks.
    public var style: Style
    /// Whether this is the second cell of the wide character on its left.
    public let isContinuation: Bool

    /// A cell that shows `character`.
    public init(_ character: Character, style: Style = .plain) {
        self.init(character, style: style, isContinuation: false)
    }

    init(_ character: Character, style: Style, isContinuation: Bool) {
        self.character = character
        self.style = style
        self.isContinuation = isContinuation
    }

    /// A space in the terminal's default colours.
    public static let blank = Cell(" ")
}

/// A cell as a frame keeps it: eight bytes, so that frames copy and compare like memory.
///
/// The low half is a Unicode scalar, or `continuation`, or a place in the frame's table of
/// characters that are made of several scalars; the high half is the style.
package struct PackedCell: Equatable, Sendable {
    package var bits: UInt64

    package init(content: UInt32, style: Style) {
        bits = UInt64(style.bits) << 32 | UInt64(content)
    }

    package static let blank = PackedCell(content: 0x20, style: .plain)
    /// The content of the second cell of a wide character.
    package static let continuation: UInt32 = 0xFFFF_FFFF
    /// The lowest content that is a place in the table: one more than the last Unicode scalar.
    package static let firstCluster: UInt32 = 0x11_0000

    package var content: UInt32 {
        get { UInt32(truncatingIfNeeded: bits) }
        set { bits = bits & ~0xFFFF_FFFF | UInt64(newValue) }
    }

    package var style: Style {
        get { Style(bits: UInt32(truncatingIfNeeded: bits >> 32)) }
        set { bits = bits & 0xFFFF_FFFF | UInt64(newValue.bits) << 32 }
    }

    package var isContinuation: Bool { content == Self.continuation }
    package var isCluster: Bool { content >= Self.firstCluster && !isContinuation }
}

/// The characters of one frame that do not fit in a scalar: letters with combining marks, flags.
package struct ClusterTable: Sendable {
    package private(set) var characters: [Character] = []
    private var places: [Character: UInt32] = [:]

    /// The content of a cell that shows `character`.
    mutating func content(for character: Character) -> UInt32 {
        if let place = places[character] { return PackedCell.firstCluster + place }
        let place = UInt32(characters.count)
        characters.append(character)
        places[character] = place
        return PackedCell.firstCluster + place
    }

    package subscript(cell: PackedCell) -> Character {
        characters[Int(cell.content - PackedCell.firstCluster)]
    }
}
