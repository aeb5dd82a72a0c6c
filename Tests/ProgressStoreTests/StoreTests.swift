import FoundationEssentials
import Glibc
import LabCore
import Testing

@testable import ProgressStore

@Suite("The store of progress")
struct StoreTests {
    private let scratch: Scratch
    private let place = StepPlace(lesson: "sleeping", step: "five-downloads")

    init() throws {
        scratch = try Scratch()
    }

    private func store(
        _ name: String = "progress.json",
        patience: Duration = .seconds(30)
    ) -> ProgressStore {
        ProgressStore(
            path: scratch.file(name),
            patience: patience,
            now: { Date(timeIntervalSince1970: 1_777_887_000) }
        )
    }

    @Test("writes JSON that can be read by people, and reads it again")
    func roundTrip() async throws {
        let outcome = PredictionOutcome(answer: "0.51 s", rightChoice: "0.50 s")
        let written = try await store().add([
            .reached(place), .predicted(place, guess: "2.50 s", outcome: outcome),
            .attempted(exercise: "first-task", lesson: "sleeping", passed: false),
            .hinted(exercise: "first-task", lesson: "sleeping", count: 2),
        ])
        #expect(
            scratch.read("progress.json") == """
                {
                  "last" : {
                    "at" : "2026-05-04T09:30:00Z",
                    "lesson" : "sleeping"
                  },
                  "lessons" : {
                    "sleeping" : {
                      "exercises" : {
                        "first-task" : {
                          "attempts" : [
                            {
                              "at" : "2026-05-04T09:30:00Z",
                              "passed" : false
                            }
                          ],
                          "hints" : 2
                        }
                      },
                      "last" : {
                        "at" : "2026-05-04T09:30:00Z",
                        "step" : "five-downloads"
                      },
                      "steps" : {
                        "five-downloads" : {
                          "prediction" : {
                            "at" : "2026-05-04T09:30:00Z",
                            "guess" : "2.50 s",
                            "outcome" : {
                              "answer" : "0.51 s",
                              "right_choice" : "0.50 s"
                            }
                          },
                          "seen" : "2026-05-04T09:30:00Z"
                        }
                      }
                    }
                  },
                  "version" : 2
                }

                """
        )
        #expect(await store().read() == written)
        #expect(written.notice == nil && written.problem == nil)
        #expect(scratch.names == ["progress.json"])
    }

    @Test("begins without a file and without its folder, which it makes for the user alone")
    func fromNothing() async throws {
        let store = ProgressStore(environment: ["XDG_STATE_HOME": scratch.file("a/b")])
        #expect(await store.read() == ProgressStore.Reading())
        #expect(scratch.names == [])
        _ = try await store.add([.reached(place)])
        #expect(scratch.read("a/b/asynclab/progress.json") != nil)
        let folder = try FileManager.default.attributesOfItem(atPath: scratch.file("a/b/asynclab"))
        let file = try FileManager.default.attributesOfItem(atPath: store.path)
        #expect(folder[.posixPermissions] as? Int == 0o700)
        #expect(file[.posixPermissions] as? Int == 0o600)
    }

    @Test("takes in what forty writers add at once, and loses nothing")
    func manyWriters() async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                let store = store()
                let place = StepPlace(lesson: "lesson-\(number % 4)", step: "step-\(number)")
                group.addTask { _ = try await store.add([.reached(place)]) }
            }
            try await group.waitForAll()
        }
        let progress = await store().read().progress
        #expect(ProgressCount(progress).steps == 40)
        #expect(progress.lessons.count == 4)
        #expect(scratch.names == ["progress.json"])
    }

    @Test("waits for who has the lock, and says so where that takes too long")
    func locked() async throws {
        let lock = try #require(try FileLock(scratch.file("progress.lock")))
        let impatient = store(patience: .milliseconds(50))
        await #expect(throws: ProgressError.locked(path: impatient.path)) {
            try await impatient.add([.reached(place)])
        }
        async let late = store().add([.reached(place)])
        // Reading needs no lock.
        #expect(await impatient.read() == ProgressStore.Reading())
        lock.release()
        #expect(ProgressCount(try await late.progress).steps == 1)
    }

    @Test(
        "sets a damaged file aside, and goes on with what is known",
        arguments: [
            "", "{\"version\": 1, \"lessons\"", "[]", "{\"version\": 1, \"lessons\": {\"a\": 7}}",
            "{\"version\": 0}", "\u{0}\u{1}",
        ]
    )
    func damaged(_ text: String) async throws {
        try scratch.write(text, to: "progress.json")
        let name = "progress-damaged-20260504T093000.json"
        let reading = await store().read()
        #expect(reading.progress == Progress())
        #expect(reading.notice == "Damaged progress was set aside as \(name).")
        #expect(reading.problem == nil)
        #expect(scratch.names == [name])
        #expect(scratch.read(name) == text)

        // Damaged again while asynclab runs: what it knows is not lost, nor is the first file.
        try scratch.write(text, to: "progress.json")
        var known = Progress()
        known.apply(.reached(StepPlace(lesson: "old", step: "one")), at: .unknown)
        let written = try await store().add([.reached(place)], known: known)
        #expect(written.notice?.contains("progress-damaged-20260504T093000-1.json") == true)
        #expect(ProgressCount(written.progress).steps == 2)
        #expect(scratch.names.count == 3)
    }

    @Test("never touches a file of a later version")
    func newer() async throws {
        let text = "{\"version\": 3, \"lessons\": []}"
        try scratch.write(text, to: "progress.json")
        let newer = ProgressError.newer(path: store().path, version: 3)
        #expect(await store().read() == ProgressStore.Reading(problem: newer))
        await #expect(throws: newer) { try await store().add([.reached(place)]) }
        await #expect(throws: newer) { try await store().merge(Progress()) }
        #expect(scratch.names == ["progress.json"])
        #expect(scratch.read("progress.json") == text)
    }

    @Test("says why where nothing can be written, and leaves the file as it was")
    func unwritable() async throws {
        // A folder where the file's folder should be: also root cannot write there.
        try scratch.write("", to: "state")
        let store = ProgressStore(environment: ["XDG_STATE_HOME": scratch.file("state")])
        let error = try await #require(throws: ProgressError.self) {
            try await store.add([.reached(place)])
        }
        #expect(
            error.description == """
                Error: Progress is not kept: '\(scratch.path)/state/asynclab/progress.json' cannot \
                be written.
                Why:   Not a directory.
                Next:  Set XDG_STATE_HOME to a folder that can be written.
                """
        )
        #expect(error.oneLine == "Progress is not kept: Not a directory.")
        let reading = await store.read()
        #expect(
            reading.problem?.oneLine == "Progress cannot be read, nor kept: Not a directory."
        )
    }

    @Test("reads in a folder that cannot be written", .enabled(if: geteuid() != 0))
    func readOnlyFolder() async throws {
        _ = try await store().add([.reached(place)])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o500],
            ofItemAtPath: scratch.path
        )
        #expect(ProgressCount(await store().read().progress).steps == 1)
        await #expect(throws: ProgressError.self) { try await store().add([.reached(place)]) }
    }

    @Test("writes through a link to where the file really is")
    func link() async throws {
        _ = try await store("real.json").add([.reached(place)])
        try FileManager.default.createSymbolicLink(
            atPath: scratch.file("progress.json"),
            withDestinationPath: scratch.file("real.json")
        )
        _ = try await store().add([.reached(StepPlace(lesson: "other", step: "one"))])
        #expect(ProgressCount(await store("real.json").read().progress).lessons == 2)
        #expect(FileCalls.resolved(store().path) == FileCalls.resolved(scratch.file("real.json")))
    }

    @Test("is where the XDG rules say, also without HOME")
    func folder() {
        func folder(_ environment: [String: String]) -> String {
            ProgressStore.folder(environment: environment)
        }
        #expect(folder(["HOME": "/home/a"]) == "/home/a/.local/state/asynclab")
        #expect(folder(["HOME": "/home/a", "XDG_STATE_HOME": "/var/b"]) == "/var/b/asynclab")
        let relative = ["HOME": "/home/a", "XDG_STATE_HOME": "state"]
        #expect(folder(relative) == "/home/a/.local/state/asynclab")
        for environment in [[:], ["HOME": ""], ["HOME": "home"]] {
            #expect(folder(environment).hasPrefix("/"))
            #expect(folder(environment).hasSuffix("/.local/state/asynclab"))
        }
    }
}

@Suite("Progress as a file")
struct ProgressFileTests {
    @Test("goes out and comes in again")
    func roundTrip() throws {
        let scratch = try Scratch()
        var progress = Progress()
        progress.apply(.reached(StepPlace(lesson: "a", step: "b")), at: .unknown)
        try ProgressFile.write(progress, to: scratch.file("out.json"))
        #expect(try ProgressFile.read(at: scratch.file("out.json")) == progress)
        #expect(scratch.names == ["out.json"])
    }

    @Test("may leave out what is not known, for who writes one by hand")
    func byHand() {
        #expect(ProgressFile.read(Array("{\"version\": 1}".utf8)) == .progress(Progress()))
        let text = "{\"version\": 1, \"lessons\": {\"a\": {\"steps\": {\"b\": {\"seen\": \"\"}}}}}"
        guard case .progress(let progress) = ProgressFile.read(Array(text.utf8)) else {
            Issue.record("it is refused")
            return
        }
        #expect(ProgressCount(progress).steps == 1)
    }

    @Test("of the first version is read as it is: no hint was shown then")
    func firstVersion() {
        let text = """
            {"version": 1, "lessons": {"a": {"exercises": {"x": {"attempts": [
              {"at": "2026-05-04T09:30:00Z", "passed": true}]}}}}}
            """
        guard case .progress(let progress) = ProgressFile.read(Array(text.utf8)) else {
            Issue.record("it is refused")
            return
        }
        let exercise = progress.exercise("x", of: "a")
        #expect(exercise.isPassed)
        #expect(exercise.hints == 0)
        #expect(String(decoding: ProgressFile.bytes(of: progress), as: UTF8.self).contains(": 2"))
    }

    @Test("that is not there, or no progress, is refused and left alone")
    func refused() throws {
        let scratch = try Scratch()
        let none = scratch.file("none.json")
        let missing = #expect(throws: ProgressError.self) { try ProgressFile.read(at: none) }
        #expect(missing?.description.contains("There is no such file.") == true)
        try scratch.write("Dear diary", to: "diary.txt")
        let diary = scratch.file("diary.txt")
        let wrong = #expect(throws: ProgressError.self) { try ProgressFile.read(at: diary) }
        #expect(
            wrong?.description == """
                Error: '\(diary)' holds no progress.
                Why:   it is no JSON with a version.
                Next:  Give a file that 'asynclab progress export' wrote.
                """
        )
        #expect(scratch.read("diary.txt") == "Dear diary")
        try scratch.write("{\"version\": 9}", to: "new.json")
        let later = #expect(throws: ProgressError.self) {
            try ProgressFile.read(at: scratch.file("new.json"))
        }
        #expect(
            later?.description.contains("It has version 9; this asynclab writes version 2.") == true
        )
    }

    @Test("is written to a device as it is, and never in its place")
    func device() throws {
        try ProgressFile.write(Progress(), to: "/dev/null")
        #expect(!FileCalls.isFileOrMissing("/dev/null"))
        #expect(throws: ProgressError.self) {
            try ProgressFile.write(Progress(), to: "/no/such/folder/out.json")
        }
    }
}
