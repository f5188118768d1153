using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>The profile and record kind that an input's first bytes fit.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="RecordKind">The name of its record kind.</param>
/// <param name="Fields">How many of the fields that the kind needs were seen.</param>
public sealed record Recognition(PolicyDocument<ChannelProfile> Profile, string RecordKind, int Fields);

/// <summary>Tells from the first bytes of an input which profile reads it.</summary>
public static class ProfileRecognizer
{
    /// <summary>The fitting profile: the one whose record kind needs the most fields, of equals the first given.</summary>
    /// <param name="firstBytes">The start of the input, best 64 KiB; it may end anywhere.</param>
    /// <param name="profiles">The profiles to try.</param>
    /// <returns>Null when none fits.</returns>
    public static Recognition? Recognize(ReadOnlySpan<byte> firstBytes, IReadOnlyList<PolicyDocument<ChannelProfile>> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (firstBytes.Length >= 3 && firstBytes[0] == 0xEF && firstBytes[1] == 0xBB && firstBytes[2] == 0xBF) firstBytes = firstBytes.Slice(3);
        var trimmed = Cleaning.Trim(firstBytes);
        if (trimmed.IsEmpty) return null;
        var isJson = trimmed[0] is (byte)'{' or (byte)'[';
        var seen = isJson ? Paths(trimmed) : [.. CsvTokens.Names(CsvTokens.WithoutEnd(trimmed.Slice(0, CsvTokens.RowLength(trimmed))))];
        Recognition? best = null;
        foreach (var profile in profiles)
        {
            if (profile.Policy.Format == RecordFormat.Json != isJson) continue;
            foreach (var kind in profile.Policy.Kinds)
            {
                if (Fits(kind, profile.Policy.Tree, seen) && kind.Needs.Count > (best?.Fields ?? 0)) best = new(profile, kind.Name, kind.Needs.Count);
            }
        }

        return best;
    }

    private static bool Fits(RecordKind kind, PathTree tree, HashSet<string> seen)
    {
        if (FitsBelow(kind, tree, "", seen)) return true;
        foreach (var envelope in kind.Envelopes)
        {
            if (FitsBelow(kind, tree, string.Join(".", envelope) + ".", seen)) return true;
        }

        return false;
    }

    private static bool FitsBelow(RecordKind kind, PathTree tree, string start, HashSet<string> seen)
    {
        foreach (var need in kind.Needs)
        {
            if (!Any(need, tree, start, seen)) return false;
        }

        foreach (var lack in kind.Lacks)
        {
            if (Any(lack, tree, start, seen)) return false;
        }

        return true;
    }

    private static bool Any(FieldRule rule, PathTree tree, string start, HashSet<string> seen)
    {
        foreach (var place in rule.Places)
        {
            if (seen.Contains(start + tree.PathOf(place, -1).Substring(2).Replace("[]", ""))) return true;
        }

        return false;
    }

    /// <summary>The property paths of the first value, lists passed through; stops quietly where the bytes end or are no JSON.</summary>
    private static HashSet<string> Paths(ReadOnlySpan<byte> json)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                while (names.Count > reader.CurrentDepth) names.RemoveAt(names.Count - 1);
                while (names.Count < reader.CurrentDepth) names.Add("");
                names[reader.CurrentDepth - 1] = reader.GetString()!;
                seen.Add(string.Join(".", names.Where(n => n.Length > 0)));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return seen;
        }

        return seen;
    }
}
