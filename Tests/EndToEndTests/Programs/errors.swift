import Foundation

FileHandle.standardError.write(Data("to standard error\n".utf8))
let task = Task(name: "printing") { print("without a line end", terminator: "") }
await task.value
