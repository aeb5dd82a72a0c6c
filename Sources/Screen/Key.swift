/// Something that the user did at the terminal.
public enum Key: Hashable, Sendable {
    /// A printable character; a blank is `.character(" ")`.
    case character(Character)
    /// Enter or Return.
    case enter
    /// Esc alone.
    case escape
    /// Tab.
    case tab
    /// Shift with Tab.
    case backTab
    /// Deletes to the left.
    case backspace
    /// Deletes to the right.
    case delete
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Arrow left with Shift.
    case shiftLeft
    /// Arrow right with Shift.
    case shiftRight
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// F1, F2 and so on, from 1.
    case function(Int)
    /// Ctrl with a character: a lower-case letter, or one of `@ \ ] ^ _`.
    case control(Character)
    /// The mouse.
    case mouse(MouseEvent)
    /// The terminal has another size now.
    case resize
    /// The terminal has said what its background is: colours are others now.
    case recolored
}

/// What the mouse did, and where.
public struct MouseEvent: Hashable, Sendable {
    /// A button of the mouse.
    public enum Button: Hashable, Sendable {
        /// The left one.
        case left
        /// The middle one.
        case middle
        /// The right one.
        case right
    }

    /// What was done.
    public enum Action: Hashable, Sendable {
        /// A button went down.
        case press(Button)
        /// A button went up.
        case release(Button)
        /// The wheel turned away from the user.
        case wheelUp
        /// The wheel turned towards the user.
        case wheelDown
    }

    /// The cell under the pointer.
    public let position: Point
    /// What was done.
    public let action: Action

    /// An event at the cell `position`.
    public init(position: Point, action: Action) {
        self.position = position
        self.action = action
    }
}
