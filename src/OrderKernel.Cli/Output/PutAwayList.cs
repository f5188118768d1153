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

    /// <summary>What the store kept of a record's reasons, told in their texts.</summary>
    public static string Stored(QuarantineEntry entry, Labels labels) => Stored(entry.Detail, labels);

    /// <summary>
    /// What was kept is code and arguments of each reason, <c>code (name=value, name=value); code</c>: each is told in its text. What begins with a code
    /// that nobody knows stays as it is.
    /// </summary>
    public static string Stored(string detail, Labels labels)
    {
        var starts = Codes().Matches(detail).Select(m => m.Groups[1]).Where(c => labels.Codes.Template(c.Value, labels.Language) is not null)
            .Select(c => c.Index).ToList();
        if (starts is not [0, ..]) return detail;
        return string.Join("; ", starts.Zip(starts.Skip(1).Select(s => s - 2).Append(detail.Length), (from, to) => Told(detail[from..to], labels)).Distinct());
    }

    private static string Told(string reason, Labels labels)
    {
        var end = reason.IndexOf(" (", StringComparison.Ordinal);
        var code = end < 0 ? reason : reason[..end];
        return labels.Text(new Reason(code, end < 0 || reason[^1] != ')' ? [] : Arguments(reason[(end + 2)..^1], Placeholders(code, labels))));
    }

    /// <summary>
    /// The arguments, whose values may hold commas and equals signs of their own: a name begins only where the text knows it; what stands before is in no text.
    /// </summary>
    private static ValueList<Argument> Arguments(string kept, HashSet<string> names)
    {
        var arguments = new List<Argument>();
        foreach (var part in kept.Split(", "))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && names.Remove(part[..equals])) arguments.Add(new(part[..equals], part[(equals + 1)..]));
            else if (arguments.Count > 0) arguments[^1] = arguments[^1] with { Value = $"{arguments[^1].Value}, {part}" };
        }

        return arguments.ToValueList();
    }

    private static HashSet<string> Placeholders(string code, Labels labels) =>
        Placeholder().Matches(labels.Codes.Template(code, labels.Language) ?? "").Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:^|; )([a-z]+(?:\.[a-z0-9-]+)+)(?= \(|; |$)")]
    private static partial Regex Codes();

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
