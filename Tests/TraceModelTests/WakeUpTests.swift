import TestSupport
import Testing
import TraceModel

@Suite("Wake-ups")
struct WakeUpTests {
    private func wakeUps(_ events: [TraceEvent]) -> [WakeUp] {
        var wakeUps = WakeUps()
        for event in events { wakeUps.apply(event) }
        return wakeUps.all
    }

    @Test("are by the task that resumed a suspended one")
    func resumed() {
        let found = wakeUps([
            at(1, .stopped(1, for: .continuation)), at(2, .started(2, on: .pool)),
            at(3, .enqueued(1, on: .main, by: 2)),
        ])
        #expect(found == [WakeUp(time: 3, task: 1, waker: 2)])
    }

    @Test("are by the child or the task that was waited for, as its end is behind it by then")
    func ended() {
        let group = wakeUps([
            at(0, .created(2, by: 1, origin: .groupChild, name: nil)),
            at(1, .stopped(1, for: .group)),
            at(5, on: 1, .ended(2, threw: false, cancelled: false)),
            at(6, on: 1, .enqueued(1, on: .pool, by: nil)),
        ])
        #expect(group == [WakeUp(time: 6, task: 1, waker: 2)])
        let task = wakeUps([
            at(1, .stopped(1, for: .task(3))),
            at(5, on: 1, .ended(3, threw: false, cancelled: false)),
            at(6, on: 1, .enqueued(1, on: .pool, by: nil)),
        ])
        #expect(task == [WakeUp(time: 6, task: 1, waker: 3)])
    }

    @Test(
        "are nobody's where another task has run since, or ended elsewhere, or was not waited for"
    )
    func nobodys() {
        let end = at(5, on: 1, .ended(2, threw: false, cancelled: false))
        let ready = at(9, on: 1, .enqueued(1, on: .pool, by: nil))
        let stop = at(1, .stopped(1, for: .task(2)))
        #expect(wakeUps([stop, end, at(6, on: 1, .started(4, on: .pool)), ready]) == [])
        #expect(wakeUps([stop, end, at(9, on: 2, .enqueued(1, on: .pool, by: nil))]) == [])
        #expect(wakeUps([at(1, .stopped(1, for: .task(7))), end, ready]) == [])
        #expect(wakeUps([at(1, .stopped(1, for: .continuation)), end, ready]) == [])
    }

    @Test("are none where a task was only created, or hopped")
    func others() {
        #expect(wakeUps([at(0, .enqueued(1, on: .pool, by: 2))]) == [])
        #expect(
            wakeUps([
                at(1, .stopped(1)), at(2, .started(1, on: .main)),
                at(3, .enqueued(1, on: .pool, by: 2)),
            ]) == []
        )
    }
}
