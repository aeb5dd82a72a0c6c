/// Something that the virtual clock does not control, and that took part in a run: another run may
/// differ.
public struct Uncontrolled: Hashable, Sendable {
    /// The task on the thread; nil where there was none.
    public let task: TaskID?
    /// The call that waited for something outside.
    public let call: BlockingCall
    /// The place in the program that called, counted from where it is loaded; nil: not known.
    public let address: ProgramAddress?
}
