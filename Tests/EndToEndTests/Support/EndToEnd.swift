import Testing

/// The whole of asynclab, as its users have it: the executable, on a command line or a terminal.
///
/// One test at a time: each compiles and runs programs, and some look at what the machine runs.
@Suite("asynclab", .serialized, .timeLimit(.minutes(3)))
enum EndToEnd {}
