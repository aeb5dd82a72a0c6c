print("computing")
let endless = Task(name: "endless") {
    var number: UInt64 = 1
    while number != 0 { number = (number &* 6_364_136_223_846_793_005 &+ 1) | 1 }
}
await endless.value
