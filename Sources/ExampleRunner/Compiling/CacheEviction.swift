internal import FoundationEssentials

extension ProgramCache {
    static let draftPrefix = ".draft-"
    /// A draft of this age, in seconds, belongs to nobody any more.
    private static let draftLifetime: Double = 24 * 60 * 60

    private struct Resident {
        let entry: Entry
        /// In seconds since 1970.
        let lastUse: Double
        let size: Int
    }

    /// Removes the programs that were not used for the longest time until the rest fits.
    func makeRoom(keeping entry: Entry) {
        removeForgottenDrafts()
        var residents = entries().sorted { $0.lastUse > $1.lastUse }
        var total = residents.reduce(0) { $0 + $1.size }
        while total > capacity, let oldest = residents.popLast() {
            guard oldest.entry != entry else { continue }
            remove(oldest.entry)
            total -= oldest.size
        }
    }

    /// Removes an entry or a draft, if it is there.
    ///
    /// Under its own name it is gone at once.
    func remove(_ entry: Entry) {
        let doomed = draftFolder()
        guard (try? SystemCalls.rename(entry.folder, to: doomed)) != nil else { return }
        try? FileManager.default.removeItem(atPath: doomed)
    }

    private func entries() -> [Resident] {
        names { !$0.hasPrefix(".") }.map { path in
            let entry = Entry(folder: path)
            let files = [entry.executable, entry.recipe, entry.messages]
            let size = files.reduce(0) { $0 + (SystemCalls.status($1)?.size ?? 0) }
            let lastUse = SystemCalls.status(path)?.changed ?? 0
            return Resident(entry: entry, lastUse: lastUse, size: size)
        }
    }

    private func removeForgottenDrafts() {
        for path in names({ $0.hasPrefix(Self.draftPrefix) }) {
            let oldest = Date().timeIntervalSince1970 - Self.draftLifetime
            guard let made = SystemCalls.status(path)?.changed, made < oldest else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func names(_ isWanted: (String) -> Bool) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter(isWanted).map { folder + "/" + $0 }
    }
}
