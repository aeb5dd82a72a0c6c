import LabCore
import LabViews
import TestSupport
import Testing
import TraceModel

/// What is written of small runs.
@Suite("An exported run")
struct ExportTests {
    /// The run of `Fixture`, with an arrow from its first download to the program's own task.
    static let downloads: RunState = run(Fixture.events + Fixture.lastEvents, until: 751)

    private static func run(_ events: [TraceEvent], until milliseconds: UInt64) -> RunState {
        var run = RunState(id: RunID(rawValue: 1), keepsHistory: false)
        run.apply(.compiled)
        run.apply(.traced(events, dropped: 0))
        run.apply(
            .ended(.exited(0), at: milliseconds * 1_000_000, inGoodOrder: true)
        )
        return run
    }

    /// One task whose name and output are whatever a program may print.
    private static func run(named name: String) -> RunState {
        run(
            [
                Fixture.event(0, .created(1, by: nil, origin: .unstructured, name: name)),
                Fixture.event(1, .started(1, on: .main)),
                Fixture.event(2, .printed(1, stream: .standardOutput, text: name)),
                Fixture.event(5, .ended(1, threw: true, cancelled: false)),
            ],
            until: 10
        )
    }

    private static func text(_ write: (@escaping (String) throws -> Void) throws -> Void) throws
        -> String
    {
        let pieces = Pieces()
        try write { pieces.text += $0 }
        return pieces.text
    }

    private final class Pieces {
        var text = ""
    }

    private static func chrome(_ run: RunState, _ wakeUps: [WakeUp] = []) throws -> String {
        try text(ChromeTrace(run, wakeUps: wakeUps, program: "two").write)
    }

    private static func svg(_ run: RunState, width: Int = 960) throws -> String {
        try text(TimelineSVG(run, title: "two", width: width).write)
    }

    /// Names that must be written in another way somewhere, or are wide.
    private static let names = [
        "a \"quoted\", 'name'", "<b>&amp;</b>", "下载 🦊 1", "back\\slash",
        "two\r\nlines\tand \u{1b}[31m",
        "]]>", "\u{FFFE}\u{0}", "e\u{301}\"\u{301}", "",
    ]

    // MARK: Comma-separated values

    @Test("has a row for each stretch")
    func rows() throws {
        let text = try Self.text(StretchTable(Self.downloads).write)
        let expected = """
            task,name,parent,state,from_s,to_s,thread,executor,line,wait
            1,main,,running,0.000000000,0.001000000,0,main,,
            1,main,,awaiting,0.001000000,0.750000000,,,,
            1,main,,running,0.750000000,0.751000000,0,main,,
            2,download 1,1,sleeping,0.001000000,0.250000000,,,,sleep
            2,download 1,1,blocking,0.250000000,0.500000000,0,main,,usleep
            3,download 2,1,sleeping,0.001000000,0.250000000,,,,sleep
            3,download 2,1,ready,0.250000000,0.500000000,,pool,,turn
            3,download 2,1,blocking,0.500000000,0.750000000,0,main,,usleep

            """
        #expect(
            text
                == expected.split(separator: "\n", omittingEmptySubsequences: false).joined(
                    separator: "\r\n"
                )
        )
    }

    @Test("quotes what would not be one field otherwise")
    func quoted() throws {
        let text = try Self.text(StretchTable(Self.run(named: "a \"b\", c\r\nd")).write)
        #expect(text.contains("\r\n1,\"a \"\"b\"\", c\r\nd\",,ready,0.000000000,0.001000000,"))
    }

    // MARK: Chrome trace events

    @Test("has tracks, slices and arrows for Perfetto")
    func chromeEvents() throws {
        let wakes = [WakeUp(time: 750_000_000, task: 1, waker: 3)]
        let text = try Self.chrome(Self.downloads, wakes)
        #expect(try ChromeTraceCheck(text, seconds: 0.751).problems == [])
        #expect(text == Self.expected)
    }

    private static let expected = #"""
        {"displayTimeUnit":"ms","otherData":{"program":"two","clock":"live","made_by":"asynclab","dropped_events":0},"traceEvents":[
        {"ph":"M","name":"process_name","pid":1,"args":{"name":"tasks of two"}},
        {"ph":"M","name":"process_sort_index","pid":1,"args":{"sort_index":1}},
        {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"#1 main"}},
        {"ph":"M","name":"thread_sort_index","pid":1,"tid":1,"args":{"sort_index":0}},
        {"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"#2 download 1"}},
        {"ph":"M","name":"thread_sort_index","pid":1,"tid":2,"args":{"sort_index":1}},
        {"ph":"M","name":"thread_name","pid":1,"tid":3,"args":{"name":"#3 download 2"}},
        {"ph":"M","name":"thread_sort_index","pid":1,"tid":3,"args":{"sort_index":2}},
        {"ph":"M","name":"process_name","pid":2,"args":{"name":"threads"}},
        {"ph":"M","name":"process_sort_index","pid":2,"args":{"sort_index":2}},
        {"ph":"M","name":"thread_name","pid":2,"tid":4,"args":{"name":"thread 0 (main)"}},
        {"ph":"M","name":"thread_sort_index","pid":2,"tid":4,"args":{"sort_index":0}},
        {"ph":"B","ts":0,"pid":1,"tid":1,"name":"running","cat":"state","args":{"executor":"main","thread":0}},
        {"ph":"B","ts":0,"pid":2,"tid":4,"name":"main","cat":"slice","args":{"task":1,"executor":"main"}},
        {"ph":"C","ts":0,"pid":1,"tid":65540,"name":"tasks","args":{"running":1,"ready":0}},
        {"ph":"E","ts":1000,"pid":1,"tid":1},
        {"ph":"E","ts":1000,"pid":2,"tid":4},
        {"ph":"B","ts":1000,"pid":1,"tid":1,"name":"awaiting","cat":"state"},
        {"ph":"B","ts":1000,"pid":1,"tid":2,"name":"sleeping","cat":"state","args":{"reason":"sleeps"}},
        {"ph":"B","ts":1000,"pid":1,"tid":3,"name":"sleeping","cat":"state","args":{"reason":"sleeps"}},
        {"ph":"s","ts":1000,"pid":1,"tid":1,"name":"creates","cat":"cause","id":1},
        {"ph":"s","ts":1000,"pid":1,"tid":1,"name":"creates","cat":"cause","id":2},
        {"ph":"f","ts":1000,"pid":1,"tid":2,"name":"creates","cat":"cause","id":1,"bp":"e"},
        {"ph":"f","ts":1000,"pid":1,"tid":3,"name":"creates","cat":"cause","id":2,"bp":"e"},
        {"ph":"C","ts":1000,"pid":1,"tid":65540,"name":"tasks","args":{"running":0,"ready":0}},
        {"ph":"E","ts":250000,"pid":1,"tid":2},
        {"ph":"E","ts":250000,"pid":1,"tid":3},
        {"ph":"B","ts":250000,"pid":1,"tid":2,"name":"blocking","cat":"state","args":{"executor":"main","thread":0,"reason":"in usleep"}},
        {"ph":"B","ts":250000,"pid":1,"tid":3,"name":"ready","cat":"state","args":{"executor":"pool","reason":"waits for a thread of the pool"}},
        {"ph":"B","ts":250000,"pid":2,"tid":4,"name":"download 1","cat":"slice","args":{"task":2,"executor":"main"}},
        {"ph":"C","ts":250000,"pid":1,"tid":65540,"name":"tasks","args":{"running":0,"ready":1}},
        {"ph":"E","ts":500000,"pid":1,"tid":2},
        {"ph":"E","ts":500000,"pid":1,"tid":3},
        {"ph":"E","ts":500000,"pid":2,"tid":4},
        {"ph":"B","ts":500000,"pid":1,"tid":3,"name":"blocking","cat":"state","args":{"executor":"main","thread":0,"reason":"in usleep"}},
        {"ph":"B","ts":500000,"pid":2,"tid":4,"name":"download 2","cat":"slice","args":{"task":3,"executor":"main"}},
        {"ph":"B","ts":500000,"pid":1,"tid":2,"name":"page 1 finished","cat":"output","args":{"text":"page 1 finished\n","stream":"stdout"}},
        {"ph":"E","ts":500000,"pid":1,"tid":2},
        {"ph":"i","ts":500000,"pid":1,"tid":2,"name":"returned","cat":"end","s":"t"},
        {"ph":"C","ts":500000,"pid":1,"tid":65540,"name":"tasks","args":{"running":0,"ready":0}},
        {"ph":"E","ts":750000,"pid":1,"tid":1},
        {"ph":"E","ts":750000,"pid":1,"tid":3},
        {"ph":"E","ts":750000,"pid":2,"tid":4},
        {"ph":"B","ts":750000,"pid":1,"tid":1,"name":"running","cat":"state","args":{"executor":"main","thread":0}},
        {"ph":"B","ts":750000,"pid":2,"tid":4,"name":"main","cat":"slice","args":{"task":1,"executor":"main"}},
        {"ph":"B","ts":750000,"pid":1,"tid":3,"name":"running"},
        {"ph":"s","ts":750000,"pid":1,"tid":3,"name":"wakes","cat":"cause","id":3},
        {"ph":"f","ts":750000,"pid":1,"tid":1,"name":"wakes","cat":"cause","id":3,"bp":"e"},
        {"ph":"B","ts":750000,"pid":1,"tid":3,"name":"page 2 完成","cat":"output","args":{"text":"page 2 完成\n","stream":"stdout"}},
        {"ph":"E","ts":750000,"pid":1,"tid":3},
        {"ph":"E","ts":750000,"pid":1,"tid":3},
        {"ph":"i","ts":750000,"pid":1,"tid":3,"name":"returned","cat":"end","s":"t"},
        {"ph":"C","ts":750000,"pid":1,"tid":65540,"name":"tasks","args":{"running":1,"ready":0}},
        {"ph":"E","ts":751000,"pid":1,"tid":1},
        {"ph":"E","ts":751000,"pid":2,"tid":4},
        {"ph":"i","ts":751000,"pid":1,"tid":1,"name":"returned","cat":"end","s":"t"},
        {"ph":"C","ts":751000,"pid":1,"tid":65540,"name":"tasks","args":{"running":0,"ready":0}}
        ]}

        """#

    @Test("is sound for any name", arguments: names)
    func chromeNames(_ name: String) throws {
        let check = try ChromeTraceCheck(try Self.chrome(Self.run(named: name)), seconds: 0.01)
        #expect(check.problems == [])
        #expect(check.counts["B"] == 4)
    }

    @Test("ends arrows in slices, where a task has no time left too")
    func arrowsAtEnds() throws {
        let run = Self.run(
            [
                Fixture.event(0, .created(1, by: nil, origin: .unstructured, name: nil)),
                Fixture.event(0, .started(1, on: .main)),
                Fixture.event(0, .created(2, by: 1, origin: .groupChild, name: nil)),
                Fixture.event(0, .stopped(1, for: .group)),
                Fixture.event(0, .started(2, on: .pool)),
                Fixture.event(0, .ended(2, threw: false, cancelled: false)),
                Fixture.event(5, .enqueued(1, on: .main, by: nil)),
                Fixture.event(5, .started(1, on: .main)),
                Fixture.event(5, .ended(1, threw: false, cancelled: false)),
            ],
            until: 5
        )
        let wakes = [WakeUp(time: 5_000_000, task: 1, waker: 2)]
        let check = try ChromeTraceCheck(try Self.chrome(run, wakes), seconds: 0.005)
        #expect(check.problems == [])
        #expect(check.counts["s"] == 2)
        #expect(check.counts["f"] == 2)
    }

    @Test("has no slices of a thread that overlap, whatever the trace says")
    func overlapping() throws {
        let run = Self.run(
            [
                Fixture.event(0, .created(1, by: nil, origin: .unstructured, name: nil)),
                Fixture.event(0, .created(2, by: 1, origin: .unstructured, name: nil)),
                Fixture.event(5, .started(1, on: .pool)),
                // Its clock is behind: thread 0 ran both from 3 ms on.
                Fixture.event(3, .started(2, on: .pool)),
                Fixture.event(8, .ended(2, threw: false, cancelled: false)),
            ],
            until: 10
        )
        let check = try ChromeTraceCheck(try Self.chrome(run), seconds: 0.01)
        #expect(check.problems == [])
    }

    @Test("has a track for output whose task it does not know, as in a damaged trace")
    func strangersOutput() throws {
        let run = Self.run(
            [
                Fixture.event(0, .created(1, by: nil, origin: .unstructured, name: nil)),
                Fixture.event(
                    1,
                    .printed(.init(rawValue: .max), stream: .standardOutput, text: "?")
                ),
            ],
            until: 2
        )
        #expect(try ChromeTraceCheck(try Self.chrome(run), seconds: 0.002).problems == [])
    }

    // MARK: The picture

    @Test("is a well-formed picture for any name", arguments: names)
    func pictureNames(_ name: String) throws {
        let run = Self.run(named: name)
        let svg = try Self.text(TimelineSVG(run, title: name, width: 400).write)
        #expect(XMLCheck.problem(svg) == nil)
    }

    @Test("shows each state by a shape of its own")
    func shapes() throws {
        let svg = try Self.svg(Self.downloads)
        #expect(XMLCheck.problem(svg) == nil)
        let lanes = svg.split(separator: "\n").filter {
            $0.hasPrefix("<path class=") && $0.contains("h")
        }
        #expect(
            lanes.filter { !$0.contains("grid") }.prefix(7) == [
                #"<path class="running" d="M127 75h1v14h-1zM926.75 75h0.75v14h-0.75z"/>"#,
                #"<path class="awaiting" d="M128 81h798.75v2h-798.75z"/>"#,
                #"<path class="blocking" d="M393.5 95h266.5v14h-266.5z"/>"#,
                #"<path class="sleeping" d="M128 100h265.5v4h-265.5z"/>"#,
                #"<path class="blocking" d="M660 115h266.5v14h-266.5z"/>"#,
                #"<path class="ready" d="M393.5 116h266.5v12h-266.5z"/>"#,
                #"<path class="sleeping" d="M128 120h265.5v4h-265.5z"/>"#,
            ]
        )
    }

    @Test("leaves out what is too much, and says so")
    func folded() throws {
        let events = (1...250).map { id in
            let task = TaskID(rawValue: UInt32(id))
            return Fixture.event(
                0,
                .created(task, by: id == 1 ? nil : 1, origin: .unstructured, name: nil)
            )
        }
        let svg = try Self.svg(Self.run(events, until: 5))
        #expect(XMLCheck.problem(svg) == nil)
        #expect(svg.contains(">... and 50 more tasks</text>"))
        #expect(svg.split(separator: "<g>").count == 201)
    }

    @Test("of a program without tasks says so, and is sound")
    func nothing() throws {
        let run = Self.run([], until: 5)
        #expect(try Self.svg(run).contains("The program made no tasks."))
        #expect(XMLCheck.problem(try Self.svg(run)) == nil)
        #expect(try ChromeTraceCheck(try Self.chrome(run), seconds: 0.005).problems == [])
        #expect(try Self.text(StretchTable(run).write).split(separator: "\r\n").count == 1)
    }

    // MARK: The text

    @Test("tells what was printed, then the lanes at a width")
    func plain() throws {
        let text = try Self.text { put in
            try PlainRun(Self.downloads, width: 60, isAscii: true).write(threads: 2, put)
        }
        #expect(
            text == """
                0.500  download 1        page 1 finished
                0.750  download 2        page 2 完成

                               0 s        0.2         0.4         0.6
                #1 main        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+
                 #2 download 1 sssssssssssssssBBBBBBBBBBBBBB+
                 #3 download 2 sssssssssssssssqqqqqqqqqqqqqqBBBBBBBBBBBBBB+
                R running B blocking q ready s sleeping a awaiting + ended

                id  task        outcome   created  ended  running  blocking  ready  sleeping  awaiting
                 1  main        returned    0.000  0.751    0.002     0.000  0.000     0.000     0.749
                 2  download 1  returned    0.001  0.500    0.000     0.250  0.000     0.249     0.000
                 3  download 2  returned    0.001  0.750    0.000     0.250  0.250     0.249     0.000

                - download 1 kept the main actor's thread for 0.250 s in usleep without using it (lesson 2).
                - download 2 kept the main actor's thread for 0.250 s in usleep without using it (lesson 2).

                live, 2 threads in the pool, 0.751 s: the program ended

                """
        )
    }
}
