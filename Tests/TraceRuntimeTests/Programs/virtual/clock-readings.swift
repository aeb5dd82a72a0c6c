// After 1,250 ms of sleep, every clock says that 1,250 ms have passed.
import Foundation

func seconds(of id: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(id, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func timeOfDay() -> Double {
    var time = timeval()
    gettimeofday(&time, nil)
    return Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}

func readings() -> [(String, Double)] {
    [
        ("MONOTONIC", seconds(of: CLOCK_MONOTONIC)),
        ("MONOTONIC_RAW", seconds(of: CLOCK_MONOTONIC_RAW)),
        ("MONOTONIC_COARSE", seconds(of: CLOCK_MONOTONIC_COARSE)),
        ("BOOTTIME", seconds(of: CLOCK_BOOTTIME)),
        ("REALTIME", seconds(of: CLOCK_REALTIME)),
        ("REALTIME_COARSE", seconds(of: CLOCK_REALTIME_COARSE)),
        ("gettimeofday", timeOfDay()),
        ("Date", Date().timeIntervalSince1970),
        ("ProcessInfo", ProcessInfo.processInfo.systemUptime),
        ("Dispatch", Double(DispatchTime.now().uptimeNanoseconds) / 1e9),
        ("PROCESS_CPUTIME", seconds(of: CLOCK_PROCESS_CPUTIME_ID)),
    ]
}

@main
struct Program {
    static func main() async throws {
        let continuous = ContinuousClock.now
        let suspending = SuspendingClock.now
        let date = Date()
        let before = readings()
        let second = time(nil)
        try await Task.sleep(for: .milliseconds(1_250))
        for (first, then) in zip(before, readings()) {
            print("\(first.0): \(((then.1 - first.1) * 1000).rounded())")
        }
        print("time:", time(nil) - second)
        print("ContinuousClock:", ContinuousClock.now - continuous)
        print("SuspendingClock:", SuspendingClock.now - suspending)
        print("Date: \((Date().timeIntervalSince(date) * 1000).rounded())")
        print(date.description, date.timeIntervalSince1970 == Double(second))
    }
}
