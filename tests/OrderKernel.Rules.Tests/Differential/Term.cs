namespace OrderKernel.Rules.Tests.Differential;

/// <summary>An expression as a tree of texts: a form with a place for each part. A macro's last parts read its variable.</summary>
internal sealed record Term(string Form, Term[] Parts, string? Variable = null)
{
    internal string Text => Filled([.. Parts.Select(p => p.Text)]);

    internal string Filled(string[] parts)
    {
        var text = Form;
        for (var i = parts.Length - 1; i >= 0; i--) text = text.Replace($"%{i}", parts[i], StringComparison.Ordinal);
        return text;
    }
}

/// <summary>Draws expressions, most of them well typed, on purpose not all.</summary>
internal sealed class TermSource(Random chance)
{
    private static readonly string[] Types = ["bool", "int", "uint", "double", "string", "bytes", "list", "map", "time", "span", "type", "null"];
    private int _variables;

    internal Term Next() => Of(Types[chance.Next(Types.Length - 1)], chance.Next(1, 4), null);

    private Term Of(string type, int depth, string? variable)
    {
        if (chance.Next(25) == 0) type = Types[chance.Next(Types.Length)];
        if (variable is not null && type == "int" && chance.Next(3) == 0) return new(variable, []);
        if (depth == 0 || type == "null") return new(Pick(Leaves(type)), []);
        if (chance.Next(12) == 0) return Filled(new($"(%0 ? %1 : %2)", []), ["bool", type, type], depth, variable);
        if (type == "bool" && chance.Next(8) == 0) return Macro(Pick(["all", "exists", "exists_one"]), "bool", depth, variable);
        if (type == "list" && chance.Next(4) == 0) return chance.Next(2) == 0 ? Macro("filter", "bool", depth, variable) : Macro("map", "int", depth, variable);
        var branch = Pick(Branches(type)).Split(' ');
        return Filled(new(branch[0].Replace('~', ' '), []), branch[1..], depth, variable);
    }

    private Term Macro(string name, string body, int depth, string? variable)
    {
        var own = $"x{_variables++}";
        return new Term($"%0.{name}({own}, %1)", [Of("list", depth - 1, variable), Of(body, depth - 1, own)], own);
    }

    private Term Filled(Term form, string[] types, int depth, string? variable) =>
        form with { Parts = [.. types.Select(t => Of(t, depth - 1, variable))] };

    private string Pick(string[] choices) => choices[chance.Next(choices.Length)];

    private static string[] Leaves(string type) => type switch
    {
        "bool" => ["true", "false", "has(m.risk)", "has(m.none)"],
        "int" => ["0", "1", "-1", "2", "n", "7", "9223372036854775807", "(-9223372036854775808)", "9007199254740993", "m.risk", "m.none"],
        "uint" => ["0u", "1u", "3u", "18446744073709551615u", "9223372036854775808u"],
        "double" => ["0.0", "1.0", "1.5", "(-2.5)", "1e300", "9223372036854775808.0", "(-0.0)"],
        "string" => ["''", "'a'", "s", "'tm'", "'5'", "'中🐱'", "'true'", "'1.5'", "'\\uffee'", "'2026-02-09T01:02:03Z'", "'90s'"],
        "bytes" => ["b''", "b'a'", "b'\\xff'", "b'\\303\\277'"],
        "list" => ["[]", "[1]", "[1, 2, 3]", "[0, 1]", "[1, 1u, 1.0]", "tags", "['a', 'b']"],
        "map" => ["{}", "{'a': 1}", "m", "{1: 'x', 2: 'y'}", "{true: 1}", "{1u: 2}"],
        "time" => ["timestamp('2026-02-09T01:02:03Z')", "timestamp('2024-02-29T23:59:59.5+08:00')", "timestamp('0001-01-01T00:00:00Z')",
            "timestamp('9999-12-31T23:59:59Z')"],
        "span" => ["duration('0s')", "duration('1h30m')", "duration('-1.5s')", "duration('100h')", "duration('1500ms')"],
        "type" => ["int", "uint", "string", "list", "type", "bool", "double", "bytes", "map", "null_type",
            "google.protobuf.Duration"],
        _ => ["null"],
    };

    // A form, in which ~ is a blank, and the types of its parts.
    private static string[] Branches(string type) => type switch
    {
        "bool" =>
        [
            "(%0~&&~%1) bool bool", "(%0~||~%1) bool bool", "(!%0) bool", "(%0~==~%1) int int", "(%0~==~%1) int double", "(%0~!=~%1) string string",
            "(%0~==~%1) list list", "(%0~==~%1) map map", "(%0~==~%1) uint int", "(%0~==~%1) bytes bytes", "(%0~==~%1) type type", "(%0~==~%1) null int",
            "(%0~<~%1) int int", "(%0~<=~%1) int double", "(%0~>~%1) double uint", "(%0~>=~%1) uint int", "(%0~<~%1) string string", "(%0~<~%1) bytes bytes",
            "(%0~<~%1) bool bool", "(%0~<=~%1) time time", "(%0~>~%1) span span", "(%0~==~%1) time time", "(%0~==~%1) span span", "(%0~in~%1) int list",
            "(%0~in~%1) string map", "(%0~in~%1) double list", "%0.contains(%1) string string", "%0.startsWith(%1) string string",
            "%0.endsWith(%1) string string", "%0.matches('^[a-z]*$') string", "%0.matches(%1) string string", "bool(%0) string", "bool(%0) bool",
        ],
        "int" =>
        [
            "(%0~+~%1) int int", "(%0~-~%1) int int", "(%0~*~%1) int int", "(%0~/~%1) int int", "(%0~%~%1) int int", "(-%0) int", "size(%0) string",
            "size(%0) list", "size(%0) map", "%0.size() bytes", "%0[%1] list int", "int(%0) uint", "int(%0) double", "int(%0) string", "int(%0) time",
            "int(%0) int", "%0['a'] map", "%0[%1] map int", "%0.getFullYear() time", "%0.getMonth() time", "%0.getDate() time", "%0.getDayOfMonth() time",
            "%0.getDayOfWeek() time", "%0.getDayOfYear() time", "%0.getHours('Asia/Shanghai') time", "%0.getMinutes('-02:30') time", "%0.getSeconds() time",
            "%0.getMilliseconds() time", "%0.getHours() span", "%0.getMinutes() span", "%0.getSeconds() span", "%0.getMilliseconds() span", "dyn(%0) int",
        ],
        "uint" => ["(%0~+~%1) uint uint", "(%0~-~%1) uint uint", "(%0~*~%1) uint uint", "(%0~/~%1) uint uint", "(%0~%~%1) uint uint", "uint(%0) int",
            "uint(%0) double", "uint(%0) string"],
        "double" => ["(%0~+~%1) double double", "(%0~-~%1) double double", "(%0~*~%1) double double", "(%0~/~%1) double double", "(-%0) double",
            "double(%0) int", "double(%0) uint", "double(%0) string"],
        "string" => ["(%0~+~%1) string string", "string(%0) int", "string(%0) uint", "string(%0) double", "string(%0) bytes", "string(%0) bool",
            "string(%0) time", "string(%0) span", "string(%0) string"],
        "bytes" => ["(%0~+~%1) bytes bytes", "bytes(%0) string"],
        "list" => ["[%0,~%1] int int", "(%0~+~%1) list list", "[%0] string", "[%0,~%1] int double", "[%0] list"],
        "map" => ["{'a':~%0} int", "{%0:~%1} string int", "{%0:~%1} int string", "{'a':~%0,~'b':~%1} int list", "{%0:~1,~%1:~2} int int"],
        "time" => ["(%0~+~%1) time span", "(%0~+~%1) span time", "(%0~-~%1) time span", "timestamp(%0) string", "timestamp(%0) int"],
        "span" => ["(%0~+~%1) span span", "(%0~-~%1) span span", "(%0~-~%1) time time", "duration(%0) string"],
        _ => ["type(%0) int", "type(%0) string", "type(%0) list", "type(%0) map", "type(%0) time", "type(%0) type", "type(%0) null"],
    };
}
