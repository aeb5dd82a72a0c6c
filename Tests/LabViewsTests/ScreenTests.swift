import LabCore
import LabViews
import Screen
import Testing

/// Literal screens: whoever changes one looks at it.
@Suite("The screen")
struct LabScreenTests {
    @Test("all panes at once while the program runs, 100x28")
    func split() {
        #expect(
            Fixture.screen(Fixture.running, 100, 28) == """
                 asynclab  2 Sleeping   step 1/1  Two downloads   ●                                    live  0.60 s
                ┌ Lesson ─────────────────────────────────────┐┌ Timeline ─────────────────────────────────────────┐
                │ Two downloads                               ││                0 s              0.5               │
                │                                             ││ #1 main        ─────────────────────              │
                │ Each download sleeps, then it blocks.       ││  #2 download 1 ·········▓▓▓▓▓▓▓▓✓                 │
                │                                             ││  #3 download 2 ·········▒▒▒▒▒▒▒▒▓▓▓▓              │
                │ • one thread                                ││ #1 main: awaiting, and it is not known for what   │
                │                                             ││ █ 0.001 s  ──────── 0.60 s                        │
                │   ▓ blocking                                ││                                                   │
                │                                             ││                                                   │
                │ How long will it take?                      ││                                                   │
                │ ▶ 1) 0.50 s                                 ││                                                   │
                │   2) 0.75 s                                 ││ █running ▓blocking ▒ready ·sleeping ─awaiting     │
                │                                             │├ Event loop ───────────────────────────────────────┤
                │ Words of this lesson                        ││ main    ▓ download 2 blocks in usleep             │
                │ ready: Could go on.                         ││ ready     -                                       │
                │                                             ││ timers    -                                       │
                │                                             ││ awaiting  main                                    │
                │                                             ││                                                   │
                ├ two.swift ──────────────────────────────────┤├ Output ───────────────────────────────────────────┤
                │ 1     // Two downloads.                     ││ 0.500 #2 page 1 finished                          │
                │ 2     func download(_ page: Int) async {    ││                                                   │
                │ 3         try? await Task.sleep(for:        ││                                                   │
                │               .seconds(0.25))               ││                                                   │
                │▶4         legacyCall(0.25)                  ││                                                   │
                │ 5     }                                     ││                                                   │
                └─────────────────────────────────────────────┘└───────────────────────────────────────────────────┘
                 Esc stop  ←/→ step  Tab pane  ↑/↓ task  p Python  i inspect  < > time  [ ] event  ? keys  q quit
                """
        )
    }

    @Test("tabs at 80x24: the timeline with the output, and the verdict below them")
    func runTab() {
        #expect(
            Fixture.screen(Fixture.ended, 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●        Lesson  Code [Run]  live  ended 0.75 s
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │                0 s            0.2             0.4             0.6            │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ #1 main: returned at 0.75 s                                                  │
                │ █ 0.002 s  ──────── 0.75 s                                                   │
                │ last pause: waited 0.75 s                                                    │
                │                                                                              │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ──────────────────────────────────────────────────────────────────────┤
                │ 0.500 #2 page 1 finished                                                     │
                │ 0.750 #3 page 2 完成                                                         │
                │ 0.751 the program ended                                                      │
                │ Findings                                                                     │
                │ • download 1 kept the main actor's thread for 0.250 s in usleep without      │
                │   using it.                                                                  │
                │ • download 2 kept the main actor's thread for 0.250 s in usleep without      │
                ├ Answer ──────────────────────────────────────────────── 1 below ─────────────┤
                │ You said 1. The run says: 0.75 s.                                            │
                │ Only the sleeps overlap.                                                     │
                └──────────────────────────────────────────────────────────────────────────────┘
                 → next step  r run again  , . job by job  v virtual  Tab pane  ? keys  q quit
                """
        )
    }

    @Test("the lesson's tab with the guess, the answer and why")
    func lessonTab() {
        var state = Fixture.ended
        while state.focus != .lesson { _ = update(&state, .commanded(.nextPane)) }
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●       [Lesson] Code  Run   live  ended 0.75 s
                ┌ Lesson ──────────────────────────────────────────────────────────────────────┐
                │ Two downloads                                                                │
                │                                                                              │
                │ Each download sleeps, then it blocks.                                        │
                │                                                                              │
                │ • one thread                                                                 │
                │                                                                              │
                │   ▓ blocking                                                                 │
                │                                                                              │
                │ How long will it take?                                                       │
                │ ▶ 1) 0.50 s                                                                  │
                │ ✓ 2) 0.75 s                                                                  │
                │ You said 1. The run says: 0.75 s.                                            │
                │ Only the sleeps overlap.                                                     │
                │                                                                              │
                │ Words of this lesson                                                         │
                │ ready: Could go on.                                                          │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 → next step  r run again  , . job by job  v virtual  Tab pane  ? keys  q quit
                """
        )
    }

    @Test("plain ASCII where the terminal has no more")
    func ascii() {
        let screen = Fixture.screen(Fixture.running, 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        #expect(
            screen == """
                 asynclab  2 Sleeping  step 1/1 *              Lesson  Code [Run]  live  0.60 s
                + Timeline --------------------------------------------------------------------+
                |                0 s         0.2         0.4         0.6         0.8           |
                | #1 main        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa                         |
                |  #2 download 1 sssssssssssssssBBBBBBBBBBBBBBB+                               |
                |  #3 download 2 sssssssssssssssqqqqqqqqqqqqqqqqBBBBBB                         |
                | #1 main: awaiting, and it is not known for what                              |
                | R 0.001 s  aaaaaaaa 0.60 s                                                   |
                |                                                                              |
                |                                                                              |
                | R running  B blocking  q ready  s sleeping  a awaiting  + ended              |
                + Output ----------------------------------------------------------------------+
                | 0.500 #2 page 1 finished                                                     |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                +------------------------------------------------------------------------------+
                 Esc stop  Left/Right step  Tab pane  Up/Down task  p Python  ? keys  q quit
                """
        )
    }

    @Test("help lies above the screen")
    func help() {
        var state = Fixture.ended
        _ = update(&state, .commanded(.toggleHelp))
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●        Lesson  Code [Run]  live  ended 0.75 s
                ┌ T┌ Keys of this place (?: those of the timeline) ─────────────────────────┐──┐
                │  │                                                                        │  │
                │ #│  r                run the program, again if it has run                 │  │
                │  │  v                the virtual clock for the next run; live again       │  │
                │  │  Space            pause the program, and go on (virtual clock)         │  │
                │ #│  . ,              one job forward (virtual clock), one job back        │  │
                │ █│  x  X             choose the next job (virtual clock); take that back  │  │
                │ l│  + -              faster, slower (virtual clock)                       │  │
                │  │  ← →              the step before, the next step (Enter)               │  │
                │ █│  1 ... 2          your guess                                           │  │
                ├ O│  p                the same idea in Python, and back                    │──┤
                │ 0│  Tab, Shift-Tab   the next pane, the pane before                       │  │
                │ 0│  ↑ ↓  k j         scroll; in the timeline, the task before or after    │  │
                │ 0│  PgUp PgDn  g G   ten at a time; to the start, to the end (Home, End)  │  │
                │ F│  i                all about the selected task, and back                │  │
                │ •│  M                the mouse: to the terminal, to select text, and back │  │
                │  │  Esc              stop the program or the check; close this            │  │
                │ •│  ?                this list, or its next page                          │  │
                ├ A│  q  Ctrl-C        quit; a program that runs is stopped                 │──┤
                │ Y│                                                                        │  │
                │ O└────────────────────────────────────────────────────────────────────────┘  │
                └──────────────────────────────────────────────────────────────────────────────┘
                 → next step  r run again  , . job by job  v virtual  Tab pane  ? keys  q quit
                """
        )
    }

    @Test("a run as text")
    func runText() throws {
        let run = try #require(Fixture.ended.run)
        let text = RunText(run, width: 80, isAscii: false).text(threads: 2)
        #expect(
            text == """
                               0 s     0.1      0.2     0.3      0.4     0.5      0.6     0.7
                #1 main        ───────────────────────────────────────────────────────────────✓
                 #2 download 1 ·····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓
                 #3 download 2 ·····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓
                █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended

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
