import CTraceFormat

/// Something of a Swift runtime or of the system that the preloaded library uses and looks at first.
public struct RuntimePart: Hashable, Sendable {
    /// Which of them it is, counted from 0.
    let position: UInt32
    /// Its symbol, as the runtime exports it, or its path.
    public let symbol: String
    /// The same for a reader: of what is Swift, the name there.
    public let name: String
    /// What can be seen only with it.
    public let features: TraceFeatures
    /// What is the matter with it where it counts as missing, in a word.
    public let fault: String

    /// All of them.
    public static let all: [RuntimePart] = {
        var parts: [RuntimePart] = []
        while let part = asynclab_runtime_part_at(UInt32(parts.count))?.pointee {
            parts.append(RuntimePart(part, at: UInt32(parts.count)))
        }
        return parts
    }()

    private init(_ part: asynclab_runtime_part, at position: UInt32) {
        self.position = position
        symbol = String(cString: part.name)
        name = String(cString: part.title ?? part.name)
        features = TraceFeatures(rawValue: part.features)
        fault =
            switch part.check {
            case asynclab_check_layout_version, asynclab_check_task_size: "unknown"
            case asynclab_check_unset: "taken"
            case asynclab_check_own_memory, asynclab_check_folder: "refused"
            default: "missing"
            }
    }
}
