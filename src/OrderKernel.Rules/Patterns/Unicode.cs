using System.Globalization;

namespace OrderKernel.Rules.Patterns;

/// <summary>
/// Categories, scripts and case of characters by a table of our own, so that a pattern matches the same on every
/// platform: .NET Framework and .NET know different versions of Unicode. Read once from the embedded text.
/// </summary>
internal sealed class Unicode
{
    private static readonly Lazy<Unicode> Once = new(Read);

    private readonly Dictionary<string, CharSet> _sets = new(StringComparer.Ordinal);
    private readonly List<(int First, int Last, int Step, int Distance)> _circles = [];

    internal static Unicode Known => Once.Value;

    /// <summary>What the name of a group may be made of: letters, marks, decimal digits and connecting punctuation.</summary>
    internal CharSet NameCharacters { get; private set; } = CharSet.Digits;

    /// <summary>The set of a category such as <c>Lu</c> or <c>L</c>, or of a script such as <c>Han</c>; null when there is none of that name.</summary>
    internal CharSet? SetOf(string name) => name == "Any" ? CharSet.All : _sets.TryGetValue(name, out var set) ? set : null;

    /// <summary>For each member of a set that differs from others by case only, the next of them.</summary>
    internal IEnumerable<(int First, int Last)> NextOf(CharSet set)
    {
        if (set.Ranges.Length == 0) yield break;
        var last = set.Ranges[^1].Last;
        foreach (var run in _circles)
        {
            if (run.First > last) break;
            for (var i = set.IndexOf(run.First); i < set.Ranges.Length && set.Ranges[i].First <= run.Last; i++)
            {
                var range = set.Ranges[i];
                var low = run.First >= range.First ? run.First : range.First + ((run.First - range.First) & (run.Step - 1));
                var high = Math.Min(range.Last, run.Last);
                if (low > high) continue;
                if (run.Step == 1) yield return (low + run.Distance, high + run.Distance);
                else
                {
                    for (var at = low; at <= high; at += run.Step) yield return (at + run.Distance, at + run.Distance);
                }
            }
        }
    }

    private static Unicode Read()
    {
        var unicode = new Unicode();
        using var stream = typeof(Unicode).Assembly.GetManifestResourceStream("unicode.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (parts[0] == "~") unicode._circles.AddRange(parts.Skip(1).Select(Circle));
            else if (parts[0] != "#") unicode._sets.Add(parts[0], CharSet.Of(Ranges(parts)));
        }

        // A category of one letter is made of those that begin with it.
        foreach (var group in unicode._sets.Where(s => s.Key.Length == 2 && s.Key != "Yi").GroupBy(s => s.Key.Substring(0, 1)).ToArray())
            unicode._sets.Add(group.Key, CharSet.Of(group.SelectMany(s => s.Value.Ranges)));
        string[] named = ["Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Mn", "Mc", "Nd", "Pc"];
        unicode.NameCharacters = CharSet.Of(named.SelectMany(n => unicode._sets[n].Ranges));
        return unicode;
    }

    private static IEnumerable<(int, int)> Ranges(string[] parts)
    {
        var end = -1;
        foreach (var part in parts.Skip(1))
        {
            var plus = part.IndexOf('+');
            var first = end + 1 + Number(plus < 0 ? part : part.Substring(0, plus));
            end = first + (plus < 0 ? 0 : Number(part.Substring(plus + 1)));
            yield return (first, end);
        }
    }

    private static (int, int, int, int) Circle(string text)
    {
        var numbers = Array.ConvertAll(text.Split(','), n => int.Parse(n, CultureInfo.InvariantCulture));
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static int Number(string text)
    {
        var number = 0;
        foreach (var c in text) number = (number * 36) + (c <= '9' ? c - '0' : c - 'a' + 10);
        return number;
    }
}
