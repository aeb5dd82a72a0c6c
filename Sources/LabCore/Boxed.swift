/// A value that is kept elsewhere until it changes: what holds it is copied often, and it need not be.
@propertyWrapper
public struct Boxed<Value: Equatable & Sendable>: Equatable, Sendable {
    /// Changed only by who alone has it.
    private final class Box: @unchecked Sendable {
        var value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var box: Box

    /// Keeps a value.
    public init(wrappedValue: Value) {
        box = Box(wrappedValue)
    }

    /// The value; to change it copies it where it is shared.
    public var wrappedValue: Value {
        _read { yield box.value }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            yield &box.value
        }
    }

    /// Boxes are equal whose values are.
    public static func == (left: Boxed, right: Boxed) -> Bool {
        left.box === right.box || left.wrappedValue == right.wrappedValue
    }
}
