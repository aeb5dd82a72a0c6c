import FoundationEssentials

/// A schema, of as much of JSON Schema (draft 2020-12) as the project's schemas use.
///
/// Known are `type`, `enum`, `minimum`, `required`, `properties`, `additionalProperties`, `items`,
/// `oneOf` and `$ref` to `#/$defs/NAME`. Any other word is reported, not passed over.
struct JSONSchema {
    private let root: JSONValue

    init(_ data: Data) throws {
        root = try JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// What is wrong with a value, each with its place; empty where it is as it should be.
    func problems(_ value: JSONValue) -> [String] {
        problems(value, root, at: "$")
    }

    private static let notes: Set<String> = ["$schema", "$defs", "title", "description"]

    private func problems(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        schema.object.sorted { $0.key < $1.key }.flatMap { word, rule -> [String] in
            if Self.notes.contains(word) { return [] }
            return broken(word, rule, value, schema, place)
        }
    }

    private func broken(
        _ word: String,
        _ rule: JSONValue,
        _ value: JSONValue,
        _ schema: JSONValue,
        _ place: String
    ) -> [String] {
        switch word {
        case "$ref":
            let name = rule.string?.split(separator: "/").last.map(String.init) ?? ""
            return problems(value, root["$defs"][name], at: place)
        case "type": return check(isOf(rule, value), place, "is not of type \(rule)")
        case "enum": return check(rule.array.contains(value), place, "is not one of \(rule)")
        case "minimum":
            let isLess = (value.number ?? .infinity) < (rule.number ?? -.infinity)
            return check(!isLess, place, "is less than \(rule)")
        case "required":
            let missing = rule.array.compactMap(\.string).filter { value.object[$0] == nil }
            return missing.map { "\(place) has no '\($0)'" }
        case "properties": return membersProblems(value, rule, place)
        case "additionalProperties":
            let extra = Set(value.object.keys).subtracting(schema["properties"].object.keys)
            return rule.bool == false ? extra.map { "\(place) has '\($0)'" } : []
        case "items":
            return value.array.enumerated().flatMap { index, item in
                problems(item, rule, at: "\(place)[\(index)]")
            }
        case "oneOf":
            let fits = rule.array.count { problems(value, $0, at: place).isEmpty }
            return check(fits == 1, place, "fits \(fits) of \(rule.array.count) forms")
        default: return ["the schema's word '\(word)' is not known"]
        }
    }

    private func membersProblems(
        _ value: JSONValue,
        _ rule: JSONValue,
        _ place: String
    ) -> [String] {
        rule.object.flatMap { key, schema in
            value.object[key].map { problems($0, schema, at: "\(place).\(key)") } ?? []
        }
    }

    private func check(_ isRight: Bool, _ place: String, _ problem: String) -> [String] {
        isRight ? [] : ["\(place) \(problem)"]
    }

    private func isOf(_ rule: JSONValue, _ value: JSONValue) -> Bool {
        let names = rule.string.map { [$0] } ?? rule.array.compactMap(\.string)
        return names.contains { name in
            switch (name, value) {
            case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
                ("array", .array), ("object", .object):
                true
            case ("integer", .number(let number)): number == number.rounded()
            default: false
            }
        }
    }
}
