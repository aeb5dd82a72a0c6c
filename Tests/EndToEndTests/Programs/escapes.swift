print("\u{1B}[2J\u{1B}[1;1H\u{1B}[41mmoved and red\u{1B}]0;stolen title\u{7}")
print("\u{1B}[?1049l\u{1B}c\rafter a reset")
let task = Task(name: "named \u{1B}[31mred") { print("from a task") }
await task.value
