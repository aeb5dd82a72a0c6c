internal import CTraceRuntime
@_spi(ExperimentalCustomExecutors) @_weakLinked internal import _Concurrency

// `_createExecutors(factory:)` is not public (SPI of `_Concurrency`, tried with Swift 6.3.1; its
// implementation: stdlib/public/Concurrency/ExecutorImpl.swift). It wins over the platform's
// executors when it is called before they are first needed, hence from a constructor. If it
// changes, this file does not compile or the symbol is not found, and start.c leaves it out.

/// The executors of a watched program: made once, before `main`, and never released.
struct WatchedExecutors: ExecutorFactory {
    nonisolated(unsafe) static var main: (any MainExecutor)?
    nonisolated(unsafe) static var pool: (any TaskExecutor)?
    /// `pool`, under the live clock.
    nonisolated(unsafe) static var livePool: PoolExecutor?
    nonisolated(unsafe) static var hops: HopExecutor?

    static var mainExecutor: any MainExecutor {
        guard let main else { fatalError("asynclab-runtime: the main executor was never made") }
        return main
    }

    static var defaultExecutor: any TaskExecutor {
        guard let pool else { fatalError("asynclab-runtime: the pool was never made") }
        return pool
    }
}

/// Makes our executors the program's own.
///
/// Called by the C half, once, on the main thread, before `main`.
///
/// - Parameters:
///   - poolWidth: threads of the global pool, at least 1.
///   - isVirtual: the program runs under the virtual clock.
@_cdecl("asynclab_executors_install")
public func installExecutors(poolWidth: UInt32, isVirtual: Bool) {
    if isVirtual {
        WatchedExecutors.main = VirtualMainExecutor()
        WatchedExecutors.pool = VirtualPoolExecutor()
        let hops = HopExecutor()
        WatchedExecutors.hops = hops
        hops.install()
    } else {
        let pool = PoolExecutor(width: Int(poolWidth))
        WatchedExecutors.main = MainQueueExecutor(timers: pool.timers)
        WatchedExecutors.pool = pool
        WatchedExecutors.livePool = pool
    }
    _createExecutors(factory: WatchedExecutors.self)
}
