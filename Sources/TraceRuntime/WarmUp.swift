/// Has the runtime find out what almost every program needs that prints.
///
/// It looks for the conformances of a type once a process. Where many runs begin at the same memory, that
/// would be once a run, and take a third of it.
///
/// Called by the C half, on the main thread, before `main`, in a process that makes many runs.
@_cdecl("asynclab_warm_up")
public func warmUp() {
    var text = ""
    print("", 0, 0.5, true, separator: "", to: &text)
    print([0], [""], Optional(0) as Any, to: &text)
}
