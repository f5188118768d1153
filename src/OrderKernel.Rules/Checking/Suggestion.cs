using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Finds what a misspelt name may have meant.</summary>
internal static class Suggestion
{
    private const int ShownMax = 8;
    private const int ComparedMax = 64;

    // The nearest name within a third of its length, else the names to choose from.
    internal static string For(string word, IReadOnlyList<string> names)
    {
        if (word.Length > ComparedMax) word = word.Substring(0, ComparedMax);
        var nearest = names.Select(n => (Name: n, Distance: Distance(word, n))).OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).ToArray();
        if (nearest.Length == 0) return "-";
        var (name, distance) = nearest[0];
        return distance <= Math.Max(2, name.Length / 3) && distance < name.Length
            ? name
            : string.Join(", ", names.OrderBy(n => n, StringComparer.Ordinal).Take(ShownMax));
    }

    internal static string ForFunction(Node call) => For(call.Name, call.IsMember ? FunctionTable.MemberNames : FunctionTable.GlobalNames);

    // Insertions, deletions, replacements and swaps of neighbours, each one step.
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var steps = Math.Min(rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                rows[i, j] = isSwap ? Math.Min(steps, rows[i - 2, j - 2] + 1) : steps;
            }
        }

        return rows[a.Length, b.Length];
    }
}
