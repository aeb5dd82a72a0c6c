internal import FoundationEssentials
public import LabCore

/// The learner's progress on this machine: one file, any number of asynclabs.
///
/// Who writes takes a lock, reads what is there, adds what is new, and puts a whole new file in the
/// old one's place. So nobody sees half a file, and nobody overwrites what another one added. Who
/// reads needs no lock.
public struct ProgressStore: Sendable {
    /// Path of the file.
    public let path: String
    /// How long to wait for another asynclab that has the file.
    let patience: Duration
    private let now: @Sendable () -> Date

    /// The progress in a file, by default of the folder that ``folder(environment:)`` names.
    public init(environment: [String: String]) {
        self.init(path: Self.folder(environment: environment) + "/progress.json")
    }

    init(
        path: String,
        patience: Duration = .seconds(5),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.path = path
        self.patience = patience
        self.now = now
    }

    /// The folder for what shall outlive the program: `$XDG_STATE_HOME/asynclab`, by default
    /// `~/.local/state/asynclab`.
    ///
    /// As the XDG specification asks, a relative XDG_STATE_HOME counts as unset.
    public static func folder(environment: [String: String]) -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return state + "/asynclab"
        }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let known = home ?? FileManager.default.homeDirectoryForCurrentUser.path
        return known + "/.local/state/asynclab"
    }

    /// What is there, and what the learner should know of it.
    public struct Reading: Equatable, Sendable {
        /// The progress; nothing where it cannot be read.
        public internal(set) var progress = Progress()
        /// One line, where a damaged file was set aside.
        public internal(set) var notice: String?
        /// Why nothing can be read from this file, and nothing kept in it.
        public internal(set) var problem: ProgressError?
    }

    /// Reads what is there, and sets a damaged file aside.
    public func read() async -> Reading {
        do throws(ProgressError) {
            if let progress = try soundContent() { return Reading(progress: progress) }
            let lock = try await lock()
            defer { lock.release() }
            return try readOrSetAside()
        } catch {
            return Reading(problem: error)
        }
    }

    /// Notes what the learner did, in this order, and writes it.
    ///
    /// - Parameters:
    ///   - changes: what happened.
    ///   - known: all that is known beside it; it counts where the file turns out to be damaged.
    /// - Returns: what is in the file now, and what the learner should know.
    /// - Throws: ``ProgressError`` where it cannot be kept; the file is as it was.
    public func add(
        _ changes: [ProgressChange],
        known: Progress = Progress()
    ) async throws(ProgressError) -> Reading {
        let moment = Moment(rawValue: now().formatted(.iso8601))
        return try await write { reading in
            if reading.notice != nil { reading.progress = known }
            for change in changes { reading.progress.apply(change, at: moment) }
        }
    }

    /// Takes in progress from elsewhere.
    ///
    /// - Returns: what was there before, and what is in the file now.
    /// - Throws: ``ProgressError`` where it cannot be kept; the file is as it was.
    public func merge(
        _ other: Progress
    ) async throws(ProgressError) -> (before: Progress, after: Reading) {
        var before = Progress()
        let after = try await write { reading in
            before = reading.progress
            reading.progress.merge(other)
        }
        return (before, after)
    }

    // MARK: The file

    private func write(
        _ change: (inout Reading) -> Void
    ) async throws(ProgressError) -> Reading {
        let lock = try await lock()
        defer { lock.release() }
        var reading = try readOrSetAside()
        change(&reading)
        do {
            // Somebody may keep the file elsewhere, behind a link. Who has the lock writes alone: what
            // another one left half written is written over.
            try FileCalls.replace(
                FileCalls.resolved(path),
                with: ProgressFile.bytes(of: reading.progress),
                draft: ".new"
            )
        } catch {
            throw .notKept(path: path, reason: error.reason)
        }
        return reading
    }

    /// The progress in the file, nothing where there is no file; nil where it is damaged.
    private func soundContent() throws(ProgressError) -> Progress? {
        let bytes: [UInt8]?
        do {
            bytes = try FileCalls.read(path)
        } catch {
            throw .cannotRead(path: path, reason: error.reason)
        }
        switch bytes.map(ProgressFile.read) {
        case nil: return Progress()
        case .progress(let progress): return progress
        case .damaged: return nil
        case .newer(let version): throw .newer(path: path, version: version)
        }
    }

    /// With the lock.
    private func readOrSetAside() throws(ProgressError) -> Reading {
        if let progress = try soundContent() { return Reading(progress: progress) }
        let name = nameAside()
        do {
            try FileCalls.move(path, to: FileCalls.folder(of: path) + "/" + name)
        } catch {
            throw .notKept(path: path, reason: error.reason)
        }
        return Reading(notice: "Damaged progress was set aside as \(name).")
    }

    /// A name that nothing has, with the time.
    private func nameAside() -> String {
        let time = now().formatted(.iso8601).filter { $0.isNumber || $0 == "T" }
        let names = (0...).lazy.map { number in
            "progress-damaged-\(time)" + (number == 0 ? "" : "-\(number)") + ".json"
        }
        let folder = FileCalls.folder(of: path)
        return names.first { !FileCalls.exists(folder + "/" + $0) } ?? "progress-damaged.json"
    }

    /// Waits for the lock, and makes the folder that it is in.
    private func lock() async throws(ProgressError) -> FileLock {
        let deadline = ContinuousClock.now + patience
        let folder = FileCalls.folder(of: path)
        while true {
            do {
                try FileCalls.makeFolder(folder)
                if let lock = try FileLock(folder + "/progress.lock") { return lock }
            } catch {
                throw .notKept(path: path, reason: error.reason)
            }
            guard ContinuousClock.now < deadline else { throw .locked(path: path) }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }
}
