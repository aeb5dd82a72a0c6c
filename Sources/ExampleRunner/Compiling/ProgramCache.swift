internal import FoundationEssentials
internal import SystemPackage

/// Compiled programs on disk: a folder `programs` with one folder a program.
///
/// A program is built in a folder of its own, `.draft-…`, and appears under its name by one rename:
/// any number of asynclabs may use the cache at once, and none sees half a program. An entry is
/// named by its recipe's fingerprint and holds the recipe, which is compared: no two programs can
/// be mistaken for each other. An entry's time of change is the time of its last use.
struct ProgramCache: Sendable {
    /// The folder with the entries.
    let folder: String
    /// How many bytes the programs may have together.
    let capacity: Int
    /// Where the compiler has to keep its own cache; nil: where it always does.
    let moduleCacheFolder: String?

    /// The cache in `folder`, or where that cannot be written, among the temporary files.
    static func open(
        in folder: String,
        capacity: Int,
        temporaryFolder temporary: String = FileManager.default.temporaryDirectory.path
    ) throws(RunnerError) -> ProgramCache {
        let preferred = ProgramCache(
            folder: folder + "/programs",
            capacity: capacity,
            moduleCacheFolder: nil
        )
        if preferred.isWritable { return preferred }
        let shared = temporary + "/asynclab-\(SystemCalls.userNumber)"
        let fallback = ProgramCache(
            folder: shared + "/programs",
            capacity: capacity,
            moduleCacheFolder: shared + "/modules"
        )
        // In a folder that all users share, only what is ours alone may hold programs to run.
        guard fallback.isWritable, isOurs(shared) else {
            throw .nowhereToBuild(path: temporary, reason: "no folder can be made in it")
        }
        return fallback
    }

    private var isWritable: Bool {
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return FileManager.default.isWritableFile(atPath: folder)
    }

    private static func isOurs(_ path: String) -> Bool {
        guard let stat = try? Stat(FilePath(path), followTargetSymlink: false) else { return false }
        let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
        return stat.type == .directory && stat.userID.rawValue == SystemCalls.userNumber
            && stat.permissions.isDisjoint(with: others)
    }

    /// The program of a recipe, if it is there.
    ///
    /// Notes that it was used.
    func entry(for recipe: Recipe) -> Entry? {
        let entry = place(of: recipe)
        guard let kept = FileManager.default.contents(atPath: entry.recipe),
            kept.elementsEqual(recipe.bytes),
            FileManager.default.isExecutableFile(atPath: entry.executable)
        else { return nil }
        try? FileManager.default.setAttributes(
            [.modificationDate: Date()],
            ofItemAtPath: entry.folder
        )
        return entry
    }

    /// A new folder to build in.
    ///
    /// Who asked for it removes it in the end, published or not.
    func makeDraft() throws(RunnerError) -> Entry {
        let draft = Entry(folder: draftFolder())
        do {
            try FileManager.default.createDirectory(
                atPath: draft.temporaryFolder,
                withIntermediateDirectories: true
            )
        } catch {
            throw .nowhereToBuild(path: folder, reason: "no folder can be made in it")
        }
        return draft
    }

    /// A folder that nobody uses, nor takes for a program.
    func draftFolder() -> String {
        folder + "/\(Self.draftPrefix)\(UInt64.random(in: 0 ... .max))"
    }

    /// Gives a finished draft its name, and makes room for it.
    ///
    /// - Returns: the entry; if another asynclab was quicker, its entry.
    func publish(_ draft: Entry, as recipe: Recipe) throws(RunnerError) -> Entry {
        let entry = place(of: recipe)
        do {
            try? FileManager.default.removeItem(atPath: draft.temporaryFolder)
            try Data(recipe.bytes).write(to: URL(filePath: draft.recipe))
            try? SystemCalls.rename(draft.folder, to: entry.folder)
            if self.entry(for: recipe) == nil {
                // What has the name is something else, or damaged: it makes way.
                remove(entry)
                try SystemCalls.rename(draft.folder, to: entry.folder)
            }
        } catch {
            throw .nowhereToBuild(path: folder, reason: "\(error)")
        }
        makeRoom(keeping: entry)
        return entry
    }

    private func place(of recipe: Recipe) -> Entry {
        Entry(folder: folder + "/\(Fingerprint(recipe.bytes))")
    }
}
