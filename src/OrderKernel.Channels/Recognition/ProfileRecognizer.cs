using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>The profile and record kind that an input's first bytes fit.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="RecordKind">The name of its record kind.</param>
/// <param name="Fields">How many of the fields that the kind needs were seen.</param>
/// <param name="Read">How many of the columns or properties that were seen the profile reads.</param>
public sealed record Recognition(PolicyDocument<ChannelProfile> Profile, string RecordKind, int Fields, int Read);

/// <summary>Tells from the first bytes of an input which profile reads it.</summary>
/// <remarks>
/// A profile that would pass over a column which tells of a status, waybill, carrier or refund does not fit, unless it names it as left aside: it would
/// conclude that nothing was told where something was.
/// </remarks>
public static class ProfileRecognizer
{
    /// <summary>
    /// The fitting profile: the one that reads the most columns or properties of the input, of equals the one whose record kind needs the most fields, then by
    /// name; in whatever order they are given.
    /// </summary>
    /// <param name="firstBytes">The start of the input, best 64 KiB; it may end anywhere.</param>
    /// <param name="profiles">The profiles to try.</param>
    /// <returns>Null when none fits.</returns>
    public static Recognition? Recognize(ReadOnlySpan<byte> firstBytes, IReadOnlyList<PolicyDocument<ChannelProfile>> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (!See(ref firstBytes, out var format, out var told)) return null;
        Recognition? best = null;
        foreach (var profile in profiles)
        {
            if (profile.Policy.Format != format) continue;
            var seen = format == RecordFormat.Csv ? Columns(firstBytes, profile)
                : profile.Policy.Embedded.Count > 0 ? Paths(firstBytes, profile.Policy.Embedded)
                : told;
            if (BestKind(profile, seen) is not { } found) continue;
            if (IsBefore(found, best) && (format != RecordFormat.Csv || !TellingColumns.Unread(profile.Policy, [.. seen]).Any())) best = found;
        }

        return best;
    }

    /// <summary>The columns of an input for which the profiles that it would fit otherwise must not read it.</summary>
    /// <param name="firstBytes">The start of the input, best 64 KiB; it may end anywhere.</param>
    /// <param name="profiles">The profiles to try.</param>
    /// <param name="name">The input's name in the findings, for people.</param>
    /// <returns>A finding (<see cref="ChannelsCodes.ColumnUnread"/>) for each profile and column; empty where none stands in the way.</returns>
    public static ValueList<Finding> Unread(ReadOnlySpan<byte> firstBytes, IReadOnlyList<PolicyDocument<ChannelProfile>> profiles, string name)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(name);
        if (!See(ref firstBytes, out var format, out _) || format != RecordFormat.Csv) return [];
        var findings = new List<Finding>();
        foreach (var profile in profiles)
        {
            if (profile.Policy.Format != RecordFormat.Csv || Columns(firstBytes, profile) is not { } seen || BestKind(profile, seen) is null) continue;
            findings.AddRange(TellingColumns.Unread(profile.Policy, [.. seen]).Select(c => Unread(name, c, profile)));
        }

        return findings.ToValueList();
    }

    // Which row is the header, and what delimits it, follows from the names that a profile knows.
    private static HashSet<string> Columns(ReadOnlySpan<byte> csv, PolicyDocument<ChannelProfile> profile) =>
        [.. CsvDialect.HeaderNames(csv, profile.Policy.Tree)];

    // A name of a column is a word of the file: a number in it is masked as everywhere.
    internal static Finding Unread(string path, string column, PolicyDocument<ChannelProfile> profile) =>
        Finding.Of(path, ChannelsCodes.ColumnUnread, ("column", FreeText.Masked(column)), ("profile", profile.Reference.Name));

    /// <summary>What an input is written in and, of JSON and XML, what stands in it; the bytes lose their mark and blanks.</summary>
    private static bool See(ref ReadOnlySpan<byte> firstBytes, out RecordFormat format, out HashSet<string> seen)
    {
        if (firstBytes.StartsWith(ProfileReader.Mark)) firstBytes = firstBytes.Slice(ProfileReader.Mark.Length);
        var trimmed = firstBytes = Cleaning.Trim(firstBytes);
        format = trimmed.IsEmpty ? default
            : trimmed[0] is (byte)'{' or (byte)'[' ? RecordFormat.Json
            : trimmed[0] == '<' ? RecordFormat.Xml
            : RecordFormat.Csv;
        seen = format switch
        {
            RecordFormat.Json => Paths(trimmed, []),
            RecordFormat.Xml => XmlPaths.Of(trimmed),
            _ => [],
        };
        return !trimmed.IsEmpty;
    }

    private static bool IsBefore(Recognition found, Recognition? best)
    {
        if (best is null) return true;
        var order = found.Read.CompareTo(best.Read);
        if (order == 0) order = found.Fields.CompareTo(best.Fields);
        if (order == 0) order = string.CompareOrdinal(best.Profile.Reference.Name, found.Profile.Reference.Name);
        if (order == 0) order = string.CompareOrdinal(best.Profile.Reference.Version, found.Profile.Reference.Version);
        return order > 0;
    }

    private static Recognition? BestKind(PolicyDocument<ChannelProfile> profile, HashSet<string> seen)
    {
        RecordKind? best = null;
        foreach (var kind in profile.Policy.Kinds)
        {
            if (kind.Needs.Length > (best?.Needs.Length ?? 0) && Fits(kind, profile.Policy.Tree, seen)) best = kind;
        }

        if (best is null) return null;
        string[] starts = ["", .. best.Envelopes.Select(e => string.Join(".", e) + ".")];
        var read = profile.Policy.Tree.Paths().Select(p => p.Replace("[]", "")).ToArray();
        return new(profile, best.Name, best.Needs.Length, starts.Max(s => read.Count(p => seen.Contains(s + p))));
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
            if (seen.Contains(start + tree.PathOf(place.Slot).Substring(2).Replace("[]", ""))) return true;
        }

        return false;
    }

    /// <summary>
    /// The property paths of the first value, lists passed through, and those of the JSON inside of texts at some places; stops quietly where the bytes end
    /// or are no JSON.
    /// </summary>
    private static HashSet<string> Paths(ReadOnlySpan<byte> json, IReadOnlyList<string> embedded)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        See(json, embedded, "", seen);
        return seen;
    }

    private static void See(ReadOnlySpan<byte> json, IReadOnlyList<string> embedded, string start, HashSet<string> seen)
    {
        var path = new JsonPath();
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
            while (reader.Read())
            {
                path.Note(reader);
                if (reader.TokenType == JsonTokenType.PropertyName) seen.Add(start + path.Text);
                if (reader.TokenType != JsonTokenType.String || embedded.Count == 0 || !path.EndsAt(embedded, isWhole: false)) continue;
                if (EmbeddedJson.TextOf(ref reader) is { } inner) See(inner, [], path.Text + ".", seen);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was seen until there counts.
        }
    }
}
