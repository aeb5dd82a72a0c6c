internal import Glibc
@_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

// The platform's pool is libdispatch's, which looks once a second at its threads from the first job on,
// for as long as the process lives. That its executors can be replaced is SPI of `_Concurrency`, see
// TraceRuntime/Executors.swift. The runtime's hooks for jobs (`swift_task_enqueueGlobal_hook`) are no
// way: Swift 6.3.1 does not call those for sleeps.

/// A global pool that wakes no thread without need.
public enum QuietPool {
    /// Makes all tasks of this process run on such a pool, but for the main actor's.
    ///
    /// Before the first task is made. Where the runtime has no place for it, all stays as it is.
    public static func install() {
        guard dlsym(nil, "swift_createExecutors") != nil else { return }
        _createExecutors(factory: QuietExecutors.self)
    }
}

/// What the runtime asks once.
private enum QuietExecutors: ExecutorFactory {
    /// The platform's: it does nothing unless the main actor has jobs.
    static var mainExecutor: any MainExecutor { PlatformExecutorFactory.mainExecutor }
    static let defaultExecutor: any TaskExecutor = QuietExecutor(width: max(2, cores))

    private static var cores: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}
