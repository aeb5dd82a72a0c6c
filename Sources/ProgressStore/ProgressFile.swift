internal import FoundationEssentials
public import LabCore

/// Progress as a file: readable JSON that says which version of the format it is.
public enum ProgressFile {
    /// The version that is written; a file of a later one is never overwritten.
    ///
    /// Whoever adds something to the format raises it: an older asynclab would lose it in writing.
    ///
    /// Version 2 counts the hints of exercises that were shown.
    public static let version = 2

    /// The versions that can be read.
    private static let known = 1...version

    /// What a file's bytes hold.
    public enum Content: Equatable, Sendable {
        case progress(Progress)
        /// It is no progress; why, in a few words.
        case damaged(String)
        /// It is of a later version.
        case newer(Int)
    }

    private struct Version: Decodable {
        let version: Int
    }

    /// The version, and beside it what `Progress` holds.
    private struct Document: Encodable {
        let progress: Progress

        private enum CodingKeys: String, CodingKey { case version }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(ProgressFile.version, forKey: .version)
            try progress.encode(to: encoder)
        }
    }

    /// Reads a file's bytes.
    public static func read(_ bytes: [UInt8]) -> Content {
        let data = Data(bytes)
        guard let version = try? JSONDecoder().decode(Version.self, from: data).version else {
            return .damaged(bytes.isEmpty ? "it is empty" : "it is no JSON with a version")
        }
        if version > Self.version { return .newer(version) }
        guard known.contains(version),
            let progress = try? JSONDecoder().decode(Progress.self, from: data)
        else { return .damaged("it is JSON, but no progress") }
        return .progress(progress)
    }

    /// The bytes of a file.
    public static func bytes(of progress: Progress) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Texts, numbers and truths alone: nothing of it can fail.
        guard let data = try? encoder.encode(Document(progress: progress)) else {
            fatalError("Progress cannot be written as JSON: \(progress)")
        }
        return [UInt8](data) + [UInt8(ascii: "\n")]
    }

    /// Reads the progress in a file.
    ///
    /// - Throws: ``ProgressError``; the file stays as it is.
    public static func read(at path: String) throws(ProgressError) -> Progress {
        let bytes: [UInt8]?
        do {
            bytes = try FileCalls.read(path)
        } catch {
            throw .cannotRead(path: path, reason: error.reason)
        }
        guard let bytes else { throw .cannotRead(path: path, reason: "There is no such file") }
        switch read(bytes) {
        case .progress(let progress): return progress
        case .damaged(let reason): throw .damaged(path: path, reason: reason)
        case .newer(let version): throw .newer(path: path, version: version)
        }
    }

    /// Writes progress to a file, whole or not at all; or to a pipe or a device.
    ///
    /// - Throws: ``ProgressError/cannotWrite(path:reason:)``.
    public static func write(_ progress: Progress, to path: String) throws(ProgressError) {
        do {
            if FileCalls.isFileOrMissing(path) {
                try FileCalls.replace(FileCalls.resolved(path), with: bytes(of: progress))
            } else {
                try FileCalls.write(bytes(of: progress), to: path)
            }
        } catch {
            throw .cannotWrite(path: path, reason: error.reason)
        }
    }
}
