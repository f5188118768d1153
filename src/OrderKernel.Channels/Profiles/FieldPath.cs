using System.Text;

namespace OrderKernel.Channels;

/// <summary>One name of a path; of a list also which of its rows count.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="IsList">True for a name with brackets.</param>
/// <param name="Tests">What the brackets say of the rows; empty for all.</param>
internal sealed record PathPart(string Name, bool IsList, IReadOnlyList<TestText> Tests)
{
    public override string ToString() => IsList ? Name + "[]" : Name;
}

/// <summary>A comparison as a document writes it: <c>status=success|done</c>, <c>status!=cancelled</c>, <c>kind~=SALE</c>.</summary>
/// <param name="Path">The path of the value that is looked at.</param>
/// <param name="IsNot">True for <c>!=</c>.</param>
/// <param name="IgnoresCase">True for <c>~=</c>.</param>
/// <param name="Values">The texts, one of which it is; an empty one stands for nothing told.</param>
internal sealed record TestText(string Path, bool IsNot, bool IgnoresCase, IReadOnlyList<string> Values);

/// <summary>
/// Reads paths and comparisons: dotted names, <c>[]</c> after a list, comparisons of its rows within the brackets. A text between single quotes
/// stands for itself.
/// </summary>
internal static class FieldPath
{
    /// <summary>The parts of a path; null when it is none.</summary>
    public static IReadOnlyList<PathPart>? Parse(string path)
    {
        var parts = new List<PathPart>();
        var at = 0;
        while (true)
        {
            var start = at;
            while (at < path.Length && path[at] is not ('.' or '[' or ']')) at++;
            var name = path.Substring(start, at - start);
            if (name.Length == 0) return null;
            var (isList, tests) = (false, (IReadOnlyList<TestText>)[]);
            if (at < path.Length && path[at] == '[')
            {
                var end = End(path, at + 1, ']');
                if (end < 0 || Tests(path.Substring(at + 1, end - at - 1)) is not { } read) return null;
                (isList, tests, at) = (true, read, end + 1);
            }

            parts.Add(new(name, isList, tests));
            if (at == path.Length) return parts;
            if (path[at++] != '.') return null;
        }
    }

    /// <summary>The comparisons of a text, parted by commas; none of a blank one; null when it is malformed.</summary>
    public static IReadOnlyList<TestText>? Tests(string text)
    {
        var tests = new List<TestText>();
        if (text.Trim().Length == 0) return tests;
        foreach (var one in Split(text, ','))
        {
            var at = End(one, 0, '=');
            if (at <= 0) return null;
            var mark = one[at - 1];
            var (isNot, ignoresCase) = (mark == '!', mark == '~');
            var path = Plain(one.Substring(0, isNot || ignoresCase ? at - 1 : at));
            if (path.Length == 0) return null;
            tests.Add(new(path, isNot, ignoresCase, [.. Split(one.Substring(at + 1), '|').Select(Plain)]));
        }

        return tests;
    }

    private static List<string> Split(string text, char mark)
    {
        var parts = new List<string>();
        for (var start = 0; ;)
        {
            var end = End(text, start, mark);
            parts.Add(text.Substring(start, (end < 0 ? text.Length : end) - start));
            if (end < 0) return parts;
            start = end + 1;
        }
    }

    /// <summary>Where a mark stands outside quotes, from a place on; −1 when it does not.</summary>
    private static int End(string text, int from, char mark)
    {
        var inQuotes = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\'') inQuotes = !inQuotes;
            else if (text[i] == mark && !inQuotes) return i;
        }

        return -1;
    }

    private static string Plain(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length >= 2 && trimmed[0] == '\'' && trimmed[trimmed.Length - 1] == '\'' ? trimmed.Substring(1, trimmed.Length - 2) : trimmed;
    }
}

/// <summary>One value of a record that is compared with texts.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="IsNot">True when the comparison holds for every other value, and for none.</param>
/// <param name="IgnoresCase">True when capital letters of ASCII do not count.</param>
/// <param name="Values">The texts as UTF-8; small letters where case does not count.</param>
internal sealed record RowTest(FieldRule Field, bool IsNot, bool IgnoresCase, byte[][] Values)
{
    public static RowTest Of(TestText text, FieldRule field) => new(field, text.IsNot, text.IgnoresCase,
        [.. text.Values.Select(v => Encoding.UTF8.GetBytes(text.IgnoresCase ? Utf8Case.Lower(v) : v))]);

    public bool IsMet(ReadOnlySpan<byte> value)
    {
        foreach (var known in Values)
        {
            if (IgnoresCase ? Utf8Case.AreEqual(value, known) : value.SequenceEqual(known)) return !IsNot;
        }

        return IsNot;
    }
}
