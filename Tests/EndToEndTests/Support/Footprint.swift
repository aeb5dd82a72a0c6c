import FoundationEssentials
import Glibc

/// A mark in the environment of a process, which all its descendants inherit: what still lives can
/// be found by it, wherever it has moved.
struct Footprint: Sendable {
    let value = "\(UInt64.random(in: 0 ... .max))"

    static let variable = "ASYNCLAB_TEST_MARK"

    /// The numbers of the living processes that have it.
    var processes: [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let wanted = Array("\(Self.variable)=\(value)".utf8)
        return names.compactMap(pid_t.init).filter { process in
            let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ")
            return environment?.split(separator: 0).contains { $0.elementsEqual(wanted) } ?? false
        }
    }

    /// Those of them that are asynclab's: all but the shells that tests type into.
    var ownProcesses: [pid_t] {
        let shells: Set = ["bash", "dash", "sh", "sleep"]
        return processes.filter { !shells.contains(Self.executable(of: $0)) }
    }

    /// Those of them that run the executable of this name, by the start of it.
    func processes(running name: String) -> [pid_t] {
        processes.filter { Self.executable(of: $0).hasPrefix(name) }
    }

    /// Files that its processes hold open or have mapped.
    var openFiles: Set<String> {
        var files: Set<String> = []
        for process in processes {
            let folder = "/proc/\(process)/fd"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let file = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(folder)/\(name)"
                )
                files.formUnion(file.map { [$0] } ?? [])
            }
            let maps = FileManager.default.contents(atPath: "/proc/\(process)/maps") ?? Data()
            for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
                files.formUnion(line.firstIndex(of: "/").map { [String(line[$0...])] } ?? [])
            }
        }
        return files
    }

    /// Ends all that is left.
    func stamp() {
        for process in processes { kill(process, SIGKILL) }
    }

    /// False for a process that has ended, also where nobody has asked for its status yet.
    static func isAlive(_ process: pid_t) -> Bool { !executable(of: process).isEmpty }

    private static func executable(of process: pid_t) -> String {
        let path = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(process)/exe"
        )
        return path?.split(separator: "/").last.map(String.init) ?? ""
    }
}
