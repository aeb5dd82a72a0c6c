import Curriculum
import LabCore
import TestSupport
import Testing

@Suite("Progress")
struct ProgressTests {
    private let place = StepPlace(lesson: "a", step: "one")
    private let outcome = PredictionOutcome(answer: "1.0 s", rightChoice: "1.00 s")

    private func moment(_ second: Int) -> Moment {
        Moment(rawValue: "2026-05-04T09:30:0\(second)Z")
    }

    @Test("an answer can change until a run was held against it, and then stands")
    func answers() {
        var progress = Progress()
        progress.apply(.predicted(place, guess: "0.50 s", outcome: nil), at: moment(1))
        progress.apply(.predicted(place, guess: "1.00 s", outcome: nil), at: moment(2))
        #expect(progress.prediction(at: place)?.guess == "1.00 s")
        progress.apply(.predicted(place, guess: "1.00 s", outcome: outcome), at: moment(3))
        progress.apply(.predicted(place, guess: "0.50 s", outcome: nil), at: moment(4))
        let kept = progress.prediction(at: place)
        #expect(kept?.guess == "1.00 s")
        #expect(kept?.outcome == outcome)
        #expect(kept?.at == moment(2))
    }

    @Test("a step is seen when it was first, and the place is where the learner was last")
    func places() {
        var progress = Progress()
        progress.apply(.reached(place), at: moment(1))
        progress.apply(.reached(StepPlace(lesson: "a", step: "two")), at: moment(2))
        progress.apply(.reached(StepPlace(lesson: "b", step: "one")), at: moment(3))
        progress.apply(.reached(place), at: moment(4))
        #expect(progress.last?.lesson == "a")
        #expect(progress.last?.at == moment(4))
        #expect(progress.lessons["a"]?.last?.step == "one")
        #expect(progress.lessons["a"]?.steps["one"]?.seen == moment(1))
        #expect(progress.lessons["b"]?.last?.step == "one")
    }

    @Test("attempts at exercises come together, each once")
    func attempts() {
        var (first, second) = (Progress(), Progress())
        for passed in [false, false, true] {
            first.apply(.attempted(exercise: "x", lesson: "a", passed: passed), at: moment(1))
        }
        second.apply(.attempted(exercise: "x", lesson: "a", passed: false), at: moment(2))
        first.merge(second)
        first.merge(second)
        let exercise = first.lessons["a"]?.exercises["x"]
        #expect(exercise?.attempts.map(\.passed) == [false, false, true, false])
        #expect(exercise?.isPassed == true)
        #expect(ProgressCount(first).attempts == 4)
    }

    @Test("of hints the most that were shown count, in whatever order they are told")
    func hints() {
        var (first, second) = (Progress(), Progress())
        #expect(first.exercise("x", of: "a").hints == 0)
        first.apply(.hinted(exercise: "x", lesson: "a", count: 3), at: moment(1))
        first.apply(.hinted(exercise: "x", lesson: "a", count: 2), at: moment(2))
        #expect(first.exercise("x", of: "a").hints == 3)
        second.apply(.hinted(exercise: "x", lesson: "a", count: 4), at: moment(1))
        second.apply(.hinted(exercise: "y", lesson: "a", count: 1), at: moment(1))
        first.merge(second)
        #expect(first.exercise("x", of: "a").hints == 4)
        #expect(first.exercise("x", of: "a").attempts == [])
        #expect(ProgressCount(first).hints == 5)
    }

    @Test("two are one, whichever is taken into which, and nothing is lost", arguments: 0..<200)
    func merging(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (first, second) = (progress(&random), progress(&random))
        var (one, other) = (first, second)
        one.merge(second)
        other.merge(first)
        #expect(one == other, "seed \(seed)")
        let merged = one
        one.merge(first)
        one.merge(merged)
        #expect(one == merged, "seed \(seed)")
        for part in [first, second] {
            for (lesson, known) in part.lessons {
                for (step, seen) in known.steps {
                    let kept = merged.lessons[lesson]?.steps[step]
                    #expect((kept?.seen).map { $0 <= seen.seen } == true, "seed \(seed)")
                    let hasAnswer = kept?.prediction?.outcome != nil
                    #expect(seen.prediction?.outcome == nil || hasAnswer, "seed \(seed)")
                }
            }
        }
    }

    private func progress(_ random: inout SeededGenerator) -> Progress {
        var progress = Progress()
        let count = Int.random(in: 0...9, using: &random)
        for time in (1...9).shuffled(using: &random).prefix(count).sorted() {
            let place = StepPlace(
                lesson: ["a", "b"].randomElement(using: &random) ?? "a",
                step: ["one", "two", "three"].randomElement(using: &random) ?? "one"
            )
            let guess = ["0.50 s", "1.00 s"].randomElement(using: &random) ?? ""
            let passed = Bool.random(using: &random)
            let change: ProgressChange =
                switch Int.random(in: 0..<5, using: &random) {
                case 0: .reached(place)
                case 1: .predicted(place, guess: guess, outcome: nil)
                case 2: .predicted(place, guess: guess, outcome: outcome)
                case 3: .hinted(exercise: "x", lesson: place.lesson, count: time)
                default: .attempted(exercise: "x", lesson: place.lesson, passed: passed)
                }
            progress.apply(change, at: moment(time))
        }
        return progress
    }

    @Test("a lesson is not begun, at a step, or done; its minutes are those of the steps to come")
    func standing() {
        let lesson = LessonFixture.lesson
        var progress = Progress()
        #expect(progress.standing(in: lesson) == .notBegun)
        #expect(progress.start(of: lesson) == 0)
        #expect(progress.minutesLeft(of: lesson) == 5)
        progress.apply(.reached(StepPlace(lesson: "test", step: "text")), at: moment(1))
        progress.apply(.reached(StepPlace(lesson: "test", step: "ask")), at: moment(2))
        #expect(progress.standing(in: lesson) == .at(step: 1))
        #expect(progress.start(of: lesson) == 1)
        #expect(progress.minutesLeft(of: lesson) == 2)
        progress.apply(.reached(StepPlace(lesson: "test", step: "again")), at: moment(3))
        #expect(progress.standing(in: lesson) == .done)
        #expect(progress.start(of: lesson) == 0)
        #expect(progress.minutesLeft(of: lesson) == 0)
    }

    @Test("a step that is gone from its lesson does no harm")
    func goneStep() {
        var progress = Progress()
        progress.apply(.reached(StepPlace(lesson: "test", step: "ask")), at: moment(1))
        progress.apply(.reached(StepPlace(lesson: "test", step: "gone")), at: moment(2))
        #expect(progress.standing(in: LessonFixture.lesson) == .at(step: 1))
        #expect(progress.lastPlace(in: CourseFixture.course)?.step == 1)
        progress.apply(.reached(StepPlace(lesson: "gone", step: "gone")), at: moment(3))
        #expect(progress.lastPlace(in: CourseFixture.course) == nil)
    }
}

@Suite("What the lab keeps")
struct KeepingProgressTests {
    private let ask = StepPlace(lesson: "test", step: "ask")

    private func finish(_ state: inout LabState, run: Int = 1) -> [LabEffect] {
        LessonFixture.reports.flatMap {
            update(&state, .reported(RunID(rawValue: run), $0))
        }
    }

    @Test("steps as they are reached, the guess, and what the run said")
    func keeps() throws {
        var state = try #require(
            LabState(
                course: CourseFixture.course,
                progress: Progress(),
                lesson: LessonFixture.lesson
            )
        )
        let text = StepPlace(lesson: "test", step: "text")
        #expect(update(&state, .opened) == [.keep([.reached(text)])])
        #expect(update(&state, .commanded(.nextStep)) == [.keep([.reached(ask)])])
        let guessed = ProgressChange.predicted(ask, guess: "0.50 s", outcome: nil)
        #expect(update(&state, .commanded(.choose(0))) == [.keep([guessed])])
        _ = update(&state, .commanded(.run))
        let outcome = PredictionOutcome(answer: "1.00 s", rightChoice: "1.00 s")
        #expect(
            finish(&state) == [.keep([.predicted(ask, guess: "0.50 s", outcome: outcome)])]
        )
        #expect(update(&state, .commanded(.nextPane)) == [])
    }

    @Test("nothing where no course is open")
    func program() {
        var state = LessonFixture.state()
        #expect(update(&state, .opened) == [])
        #expect(update(&state, .commanded(.nextStep)) == [])
    }

    @Test("comes back: the place, the guess, and what came of it, which stands")
    func comesBack() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.nextStep))
        _ = update(&state, .commanded(.choose(0)))
        _ = update(&state, .commanded(.run))
        _ = finish(&state)

        var later = try CourseFixture.state(nil, state.progress)
        #expect(later.position == 1)
        #expect(later.prediction == 0)
        #expect(later.verdict?.answer == "1.00 s")
        #expect(later.verdict?.rightChoice == 1)
        #expect(later.verdict?.isRemembered == true)
        _ = update(&later, .commanded(.choose(1)))
        #expect(later.prediction == 0)
        #expect(later.notice == "The program has run: your answer stands.")
        // A run of this session says what it says itself.
        _ = update(&later, .commanded(.run))
        #expect(later.verdict == nil)
        #expect(finish(&later) == [])
        #expect(later.verdict?.isRemembered == false)
    }

    @Test("a guess without a run can still be changed when the learner is back")
    func openGuess() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.nextStep))
        _ = update(&state, .commanded(.choose(0)))
        var later = try CourseFixture.state(nil, state.progress)
        #expect(later.prediction == 0)
        #expect(later.verdict == nil)
        _ = update(&later, .commanded(.choose(1)))
        #expect(later.prediction == 1)
    }

    @Test("a choice that the question has no more is no guess")
    func goneChoice() throws {
        var progress = Progress()
        progress.apply(.reached(ask), at: .unknown)
        let outcome = PredictionOutcome(answer: "1.00 s", rightChoice: "1.00 s")
        progress.apply(.predicted(ask, guess: "9 s", outcome: outcome), at: .unknown)
        let state = try CourseFixture.state(nil, progress)
        #expect(state.position == 1)
        #expect(state.prediction == nil)
        #expect(state.verdict == nil)
    }

    @Test("a message from outside is shown until the next key")
    func notice() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .noticed("Damaged."))
        #expect(state.notice == "Damaged.")
        _ = update(&state, .commanded(.toggleHelp))
        #expect(state.notice == nil)
    }
}
