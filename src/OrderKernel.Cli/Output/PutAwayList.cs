using System.Globalization;
using System.Text.RegularExpressions;
using OrderKernel.Ports;

namespace OrderKernel.Cli.Output;

/// <summary>Lists what lies in quarantine for people: by file and line, with the reason in their language.</summary>
internal static partial class PutAwayList
{
    /// <summary>Reads a tenant's quarantine.</summary>
    /// <param name="quarantine">The quarantine.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="whys">The reasons that this run's reading gave, by delivery; of records of other runs the store knows code and arguments.</param>
    /// <param name="labels">The texts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<ValueList<PutAwayRecord>> ReadAsync(
        IQuarantine quarantine, TenantId tenant, IReadOnlyDictionary<string, Refusal> whys, Labels labels, CancellationToken cancellationToken)
    {
        var records = new List<PutAwayRecord>();
        await foreach (var entry in quarantine.ListAsync(tenant, null, cancellationToken))
            records.Add(new(entry.Source, entry.Code,
                whys.TryGetValue(entry.Key, out var why) ? labels.Text(new Reason(why.Code, why.Arguments)) : Stored(entry, labels)));
        return records.OrderBy(r => File(r.Source), StringComparer.Ordinal).ThenBy(r => Line(r.Source)).ThenBy(r => r.Code, StringComparer.Ordinal)
            .ToValueList();
    }

    /// <summary>What the store kept is code and arguments, <c>code (name=value, name=value)</c>: told in its text.</summary>
    public static string Stored(QuarantineEntry entry, Labels labels) => Stored(entry.Code, entry.Detail, labels);

    /// <summary>The same of a detail that begins with its code.</summary>
    public static string Stored(string detail, Labels labels) =>
        detail.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? Stored(detail[..at], detail, labels) : detail;

    private static string Stored(string code, string detail, Labels labels)
    {
        var start = code + " (";
        if (!detail.StartsWith(start, StringComparison.Ordinal) || !detail.EndsWith(')')) return detail;
        var kept = detail[start.Length..^1];
        return Arguments(kept, Placeholders(code, labels)) is { } arguments ? labels.Text(new Reason(code, arguments)) : kept;
    }

    /// <summary>The arguments, whose values may hold commas and equals signs of their own: a name begins only where the text knows it.</summary>
    private static ValueList<Argument>? Arguments(string kept, HashSet<string> names)
    {
        var arguments = new List<Argument>();
        foreach (var part in kept.Split(", "))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && names.Remove(part[..equals])) arguments.Add(new(part[..equals], part[(equals + 1)..]));
            else if (arguments.Count > 0) arguments[^1] = arguments[^1] with { Value = $"{arguments[^1].Value}, {part}" };
            else return null;
        }

        return arguments.ToValueList();
    }

    private static HashSet<string> Placeholders(string code, Labels labels) =>
        Placeholder().Matches(labels.Codes.Template(code, labels.Language) ?? "").Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("{([A-Za-z]+)}")]
    private static partial Regex Placeholder();

    /// <summary>A record's key as a shell takes it in one piece.</summary>
    public static string Quoted(string key) =>
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? key : $"'{key.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The file of a source such as <c>taobao/orders.csv:12</c>.</summary>
    public static string File(string source) => source.LastIndexOf(':') is > 0 and var at ? source[..at] : source;

    private static long Line(string source) =>
        source.LastIndexOf(':') is > 0 and var at && long.TryParse(source.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? line
            : 0;
}
