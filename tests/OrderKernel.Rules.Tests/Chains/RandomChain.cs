using NodaTime;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>Chains of few rules over the shop's facts that meet one another often, and facts that lie on their bounds.</summary>
internal sealed class RandomChain(Random chance)
{
    private static readonly string[] Days = ["2026-02-08", "2026-02-09", "2026-02-10", "2026-02-11"];
    private static readonly string[] Hours = ["00:00", "02:00", "05:00", "12:00", "22:00"];

    internal string[] Rules(int max = 7) => [.. Enumerable.Range(0, 1 + chance.Next(max)).Select(i => Rule($"r{i}"))];

    internal string Rule(string id)
    {
        var more = new List<string>();
        if (chance.Next(2) == 0) more.Add($"\"priority\": {chance.Next(-1, 3)}");
        if (chance.Next(4) == 0) more.Add("\"stop\": true");
        if (chance.Next(6) == 0) more.Add("\"enabled\": false");
        if (chance.Next(4) == 0) more.Add($"\"from\": \"{Any(Days)}\"");
        if (chance.Next(4) == 0) more.Add($"\"until\": \"{Any(Days)}\"");
        if (chance.Next(3) == 0)
        {
            var from = chance.Next(Hours.Length);
            more.Add($$"""
                "excludedHours": [{ "from": "{{Hours[from]}}", "to": "{{Hours[(from + 1 + chance.Next(Hours.Length - 1)) % Hours.Length]}}" }]
                """);
        }

        if (chance.Next(4) == 0) more.Add("\"tags\": [\"t\"], \"description\": \"why\"");
        return Shop.Rule(id, Condition(chance.Next(3)), string.Join(", ", more), Lever());
    }

    internal string Condition(int depth)
    {
        if (depth == 0) return Leaf();
        var (a, b) = (Condition(depth - 1), Condition(depth - 1));
        return chance.Next(6) switch { 0 => $"!({a})", 1 or 2 => $"({a}) || ({b})", 3 => $"(({a}) ? ({b}) : {Leaf()})", _ => $"({a}) && ({b})" };
    }

    internal FactValues Facts() => Shop.Facts(chance.Next(-1, 5), chance.Next(-1, 5), Any("", "a", "b", "ab"), chance.Next(2) == 0, chance.Next(98, 203),
        chance.Next(3) == 0 ? null : chance.Next(-1, 4));

    internal Instant At() => Shop.At($"{Any(Days)} {chance.Next(24):00}:{Any("00", "59")}");

    private string Lever() => chance.Next(8) switch
    {
        0 or 1 => $$"""{ "lever": "warehouse", "with": { "location": "{{Any("x", "y")}}" } }""",
        2 => $$"""{ "lever": "wait", "with": { "minutes": {{chance.Next(2)}} } }""",
        3 => """{ "lever": "wait", "with": { "minutes": { "expression": "n" } } }""",
        4 => """{ "lever": "wait", "with": { "minutes": { "expression": "6 / n" } } }""",
        5 => """{ "lever": "discount", "with": { "amount": { "amount": "1.00", "currency": "CNY" } } }""",
        6 => """{ "lever": "discount", "with": { "amount": { "expression": "p" } } }, { "lever": "tag", "with": { "value": "y" } }""",
        _ => """{ "lever": "tag", "with": { "value": "x" } }""",
    };

    private string Leaf()
    {
        var op = Any("==", "!=", "<", "<=", ">", ">=");
        return chance.Next(12) switch
        {
            0 => "b",
            1 => $"s {op} '{Any("", "a", "b")}'",
            2 => $"s in ['a', '{Any("b", "ab")}']",
            3 => $"p {op} money('{Any("1", "1.5", "2")}')",
            4 => $"has(x.o) && x.o {op} {chance.Next(3)}",
            5 => $"n {op} m",
            6 => $"6 / m {op} {chance.Next(4)}",
            7 => $"m {op} {chance.Next(4)}",
            8 => "s.startsWith('a')",
            9 => $"n + m {op} {chance.Next(4)}",
            _ => $"n {op} {chance.Next(4)}",
        };
    }

    private string Any(params string[] words) => words[chance.Next(words.Length)];
}
