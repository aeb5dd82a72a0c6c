import TestSupport
import Testing
import TraceModel

/// What the source must say before awaits in a row are called a loss of time.
@Suite("Awaits in a row")
struct AwaitsInARowTests {
    /// A run in which `main` waits 0.1 s in each of some calls, made at lines of the source, in order.
    ///
    /// The calls wait at line 1 of the source, in a function `fetch`, or `store` where a line is negative.
    /// Meanwhile other tasks keep the main thread, for `kept` in each of them.
    private func found(
        _ source: String,
        _ lines: [Int],
        wait: Nanoseconds = 100_000_000,
        kept: Nanoseconds = 0
    ) -> [Finding] {
        var events = TaskLifeTests.main + [at(0, .noted(.sourceText, "func fetch()\n" + source))]
        var learnt: [ProgramAddress: [CodeLine]] = [:]
        for (index, line) in lines.enumerated() {
            let number = UInt32(index + 1)
            let place = PlaceID(rawValue: number)
            let inner = ProgramAddress(rawValue: number * 64)
            let outer = ProgramAddress(rawValue: number * 64 + 32)
            let callee = line < 0 ? "store()" : "fetch()"
            learnt[inner] = [CodeLine(function: callee, file: "a.swift", line: 1)]
            let called = CodeLine(function: "main()", file: "a.swift", line: abs(line))
            learnt[outer] = [called]
            let time = Nanoseconds(index) * wait
            let other = TaskID(rawValue: 100 + number)
            events += [
                at(time, .placed(place, [inner, outer])),
                at(time, .slept(1, timer: TaskID(rawValue: 10 + number), until: time + wait)),
                at(time, .stopped(1, at: place)),
                at(time, .created(other, by: 1, origin: .unstructured, name: nil)),
                at(time, .started(other, on: .main)),
                at(time + kept, .ended(other, threw: false, cancelled: false)),
                at(time + wait, .timerFired(TaskID(rawValue: 10 + number))),
                at(time + wait, .enqueued(1, on: .main, by: nil)),
                at(time + wait, .started(1, on: .main)),
            ]
        }
        var trace = Trace(events)
        trace.learn(learnt)
        trace.end(at: Nanoseconds(lines.count) * wait, inGoodOrder: true)
        return trace.findings()
    }

    @Test("are told with their times, their first line and their lesson")
    func told() throws {
        let findings = found("let a = await fetch(1)\nlet b = await fetch(2)", [2, 3])
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(
            finding.message
                == "main awaited 2 calls one after another, 0.200 s in all: together they would take about "
                + "0.100 s, if none needs what another gives."
        )
        #expect(finding.line?.line == 2)
        #expect(finding.lesson == 3)
        #expect(finding.nanoseconds == 200_000_000)
    }

    @Test("what keeps the one thread meanwhile cannot overlap, and is not called a loss")
    func keptThread() {
        let source = "let a = await fetch(1)\nlet b = await fetch(2)"
        let some = found(source, [2, 3], kept: 70_000_000)
        #expect(some.map { $0.message.contains("would take about 0.140 s") } == [true])
        // Each wait is longer than what keeps the thread in both.
        let little = found(source, [2, 3], kept: 40_000_000)
        #expect(little.map { $0.message.contains("would take about 0.100 s") } == [true])
        #expect(found(source, [2, 3], kept: 90_000_000).isEmpty)
    }

    @Test(
        "are found where nothing speaks against it",
        arguments: [
            // Results, of different functions.
            ("let a = await fetch(1)\nlet b = await store()", [2, -3]),
            ("let a = try await fetch(1)\nprint(a)\nlet b = try await fetch(2)", [2, 4]),
            ("list.append(await fetch(1)) // list\nlet b = await fetch(2)", [2, 3]),
            // The same function on neighbouring lines.
            ("await fetch(1)\n\nawait fetch(2)", [2, 4]),
            // Rounds of a loop.
            ("for page in pages {\n    await fetch(page)\n}", [3, 3, 3]),
            ("for page in pages { await fetch(page) }", [2, 2]),
            ("for page in pages {\n  let name = page.name\n  sum += await fetch(name)\n}", [4, 4]),
            (
                "for page in pages {\n  let a = await fetch(page)\n  await store(a)\n}",
                [3, -4, 3, -4]
            ),
            ("for page in pages {\n  if page.isNew {\n    await fetch(page)\n  }\n}", [4, 4]),
            ("for page in pages { print(\"got \\(await fetch(page))\") }", [2, 2]),
        ]
    )
    func independent(_ source: String, _ lines: [Int]) {
        #expect(found(source, lines).map(\.kind) == [.awaitsInARow], "\(source)")
    }

    @Test(
        "are not found where one may need another, or the order may be meant",
        arguments: [
            ("let a = await fetch(1)\nlet b = await fetch(a)", [2, 3]),
            ("let a = await fetch(1)\nlet name = a.name\nlet b = await fetch(name)", [2, 4]),
            ("let a = await fetch(1)\nlist.append(a)\nlet b = await fetch(list)", [2, 4]),
            (
                "let a = await fetch(1)\nguard a > 0 else { return }\nlet b = await fetch(2)",
                [2, 4]
            ),
            ("if await fetch(1) {\n  let b = await fetch(2)\n}", [2, 3]),
            ("let a = await fetch(1)\nif isNew {\n  let b = await fetch(2)\n}", [2, 4]),
            // Nothing is made of what they give.
            ("await fetch(1)\nawait store()", [2, -3]),
            ("await fetch(1)\nprint(1)\nawait fetch(2)", [2, 4]),
            // Loops that carry something on, end early, or are about nothing that they go through.
            ("for _ in 1...3 {\n  page = await fetch(page)\n}", [3, 3]),
            ("for page in pages {\n  last = await fetch(page, last)\n}", [3, 3]),
            ("for page in pages {\n  last = page\n  await fetch(page, last)\n}", [4, 4]),
            ("for page in pages {\n  if await fetch(page) { break }\n}", [3, 3]),
            ("for page in pages {\n  try await fetch(page)\n  return page\n}", [3, 3]),
            ("for attempt in 1...3 {\n  await fetch(url)\n}", [3, 3]),
            ("while let page = pages.next() {\n  await fetch(page)\n}", [3, 3]),
            ("for await page in pages {\n  await fetch(page)\n}", [3, 3]),
            ("for page in pages { } // for page in pages {\nawait fetch(page)", [3, 3]),
        ]
    )
    func dependent(_ source: String, _ lines: [Int]) {
        #expect(found(source, lines).isEmpty, "\(source)")
    }

    @Test("are not found in a call that has a loop of its own")
    func loopOfTheCallee() {
        // The wait is at line 1, within its own loop.
        var trace = Trace(TaskLifeTests.main)
        trace.apply(
            at(
                0,
                .noted(.sourceText, "for x in y { await sleep(x) }\nfor p in q { await fetch(p) }")
            )
        )
        trace.learn([
            ProgramAddress(rawValue: 64): [CodeLine(function: "fetch()", file: "a", line: 1)],
            ProgramAddress(rawValue: 96): [CodeLine(function: "main()", file: "a", line: 2)],
        ])
        let place = PlaceID(rawValue: 1)
        trace.apply(at(0, .placed(place, [64, 96].map { ProgramAddress(rawValue: $0) })))
        for time in [0, 100_000_000, 200_000_000] as [Nanoseconds] {
            trace.apply(at(time, .stopped(1, for: .continuation, at: place)))
            trace.apply(at(time + 100_000_000, .enqueued(1, on: .main, by: nil)))
            trace.apply(at(time + 100_000_000, .started(1, on: .main)))
        }
        trace.end(at: 300_000_000, inGoodOrder: true)
        #expect(trace.findings().isEmpty)
    }

    @Test("are not found where little is lost, and where no source is known")
    func small() {
        let source = "let a = await fetch(1)\nlet b = await fetch(2)"
        #expect(found(source, [2, 3], wait: 50_000_000).count == 1)
        #expect(found(source, [2, 3], wait: 49_999_999).isEmpty)
        #expect(found("", [2, 3]).isEmpty)
    }
}
