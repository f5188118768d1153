using System.Text;

namespace OrderKernel.Rules.Tests.Patterns;

/// <summary>A pattern in RE2's syntax and the same in .NET's, where a surrogate pair is two characters and \d is more than ten digits.</summary>
/// <remarks>To .NET all groups capture: of others it joins repetitions wrongly, so that to .NET 10 (?:b+|)+ does not match the empty text.</remarks>
internal sealed class RandomPattern
{
    // The second kind has no \b: to .NET 中 is a word character.
    private static readonly (string Ours, string Theirs)[] Words = [("\\b", "\\b"), ("\\B", "\\B")];

    private static readonly (string Ours, string Theirs)[] Leaves =
    [
        ("a", "a"), ("b", "b"), ("a", "a"), ("1", "1"), (" ", " "), ("_", "_"), ("\\n", "\\n"), (".", Pairs("[^\\n{0}]")), ("(?s:.)", Pairs("[^{0}]")),
        ("\\d", "[0-9]"), ("\\D", Pairs("[^0-9{0}]")), ("\\w", "[0-9A-Za-z_]"), ("\\W", Pairs("[^0-9A-Za-z_{0}]")), ("\\s", "[\\t\\n\\f\\r ]"),
        ("\\S", Pairs("[^\\t\\n\\f\\r {0}]")), ("[ab]", "[ab]"), ("[^a]", Pairs("[^a{0}]")), ("[a-c1]", "[a-c1]"), ("[^\\w\\s]", Pairs("[^0-9A-Za-z_\\t\\n\\f\\r {0}]")),
        ("^", "\\A"), ("$", "\\z"), ("(?m:^)", "(?m:^)"), ("(?m:$)", "(?m:$)"), ("\\A", "\\A"), ("\\z", "\\z"), ("", ""), ("()", "()"),
        ("(?i:a)", "[aA]"), ("(?i:[a-b])", "[abAB]"), ("(?i:[^a])", Pairs("[^aA{0}]")), ("[[:upper:]]", "[A-Z]"),
    ];

    private static readonly (string Ours, string Theirs)[] Wide =
    [
        ("中", "中"), ("😀", "\ud83d\ude00"), ("(?:😀)", "(?:\ud83d\ude00)"), ("[中国]", "[中国]"), ("[一-龥]", "[一-龥]"), ("[😀-😂]", "(?:\ud83d[\ude00-\ude02])"),
        ("\\p{Han}", "[一-龥]"), ("\\x{4e2d}", "中"),
    ];

    private readonly Random _chance;
    private readonly bool _isWide;

    private RandomPattern(Random chance, bool isWide) => (_chance, _isWide) = (chance, isWide);

    internal static (string Ours, string Theirs) Of(Random chance, bool isWide) => new RandomPattern(chance, isWide).Make(chance.Next(4));

    internal static string Input(Random chance, bool isWide)
    {
        string[] narrow = ["a", "b", "a", "c", "1", " ", "_", "\n", "A", "-"];
        string[] wide = [.. narrow, "中", "国", "😀", "😁"];
        var text = new StringBuilder();
        for (var left = chance.Next(9); left > 0; left--)
        {
            var from = isWide ? wide : narrow;
            text.Append(from[chance.Next(from.Length)]);
        }

        return text.ToString();
    }

    private (string Ours, string Theirs) Make(int depth)
    {
        if (depth == 0) return Leaf();
        var (a, b) = (Make(depth - 1), Make(_chance.Next(depth)));
        return _chance.Next(6) switch
        {
            0 or 1 => (a.Ours + b.Ours, a.Theirs + b.Theirs),
            2 => ($"(?:{a.Ours}|{b.Ours})", $"(({a.Theirs})|({b.Theirs}))"),
            3 => ($"({a.Ours})", $"({a.Theirs})"),
            _ => Repeated(a),
        };
    }

    private (string, string) Repeated((string Ours, string Theirs) part)
    {
        string[] counts = ["*", "+", "?", "*?", "+?", "??", "{0}", "{2}", "{1,3}", "{2,}"];
        var count = counts[_chance.Next(counts.Length)];
        return ($"(?:{part.Ours}){count}", $"({part.Theirs}){count}");
    }

    private (string, string) Leaf()
    {
        var special = _isWide ? Wide : Words;
        return _chance.Next(5) == 0 ? special[_chance.Next(special.Length)] : Leaves[_chance.Next(Leaves.Length)];
    }

    private static string Pairs(string one) => $"(?:[\ud800-\udbff][\udc00-\udfff]|{one.Replace("{0}", "\ud800-\udfff", StringComparison.Ordinal)})";
}
