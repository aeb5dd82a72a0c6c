/// What views keep from one frame to the next, so that what has not changed is not made again.
///
/// A frame is the same with it as without. It belongs to whom draws, on one thread.
public final class FrameMemory {
    let lanes = KeptLanes()
    let output = KeptOutput()
    let code = KeptCode()
    let names = FunctionNames()

    /// A memory of nothing.
    public init() {}
}
