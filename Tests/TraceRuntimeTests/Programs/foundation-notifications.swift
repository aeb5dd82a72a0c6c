// Notifications posted from a task reach their observer at once, in the poster's place.
import Foundation
import Synchronization

let log = Mutex<[String]>([])

extension Notification.Name {
    static let ordered = Notification.Name("ordered")
}

@main
struct Program {
    static func main() async {
        let center = NotificationCenter.default
        let observer = center.addObserver(forName: .ordered, object: nil, queue: nil) { note in
            let cup = note.userInfo?["cup"] as? String ?? "none"
            log.withLock { $0.append(cup) }
        }
        await Task.detached {
            for cup in ["coffee", "tea"] {
                NotificationCenter.default.post(name: .ordered, object: nil, userInfo: ["cup": cup])
            }
        }.value
        center.removeObserver(observer)
        center.post(name: .ordered, object: nil, userInfo: ["cup": "late"])
        print(log.withLock { $0 })
    }
}
