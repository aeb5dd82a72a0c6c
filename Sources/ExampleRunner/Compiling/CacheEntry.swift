internal import FoundationEssentials

extension ProgramCache {
    /// One program in the cache, or one that is being built for it.
    struct Entry: Hashable, Sendable {
        /// Its folder.
        let folder: String

        /// The executable.
        var executable: String { folder + "/program" }
        /// The bytes of what it was made from.
        var recipe: String { folder + "/recipe" }
        /// What the compiler printed.
        var messages: String { folder + "/messages" }
        /// The compiler's temporary files; there only while it is built.
        var temporaryFolder: String { folder + "/temporary" }

        func writeMessages(_ text: String) throws(RunnerError) {
            do {
                try Data(text.utf8).write(to: URL(filePath: messages))
            } catch {
                throw .nowhereToBuild(path: folder, reason: "\(error)")
            }
        }

        /// What the compiler printed; nothing if that is not there.
        func readMessages() -> String {
            let bytes = FileManager.default.contents(atPath: messages) ?? Data()
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
