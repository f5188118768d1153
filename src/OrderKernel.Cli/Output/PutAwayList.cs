using System.Globalization;
using OrderKernel.Ports;

namespace OrderKernel.Cli.Output;

/// <summary>Lists what lies in quarantine for people: by file and line, with the reason in their language.</summary>
internal static class PutAwayList
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

    /// <summary>What the store kept is code and arguments; where that is one argument, its text can be told.</summary>
    public static string Stored(QuarantineEntry entry, Labels labels)
    {
        var detail = entry.Detail;
        var start = entry.Code + " (";
        if (!detail.StartsWith(start, StringComparison.Ordinal) || !detail.EndsWith(')')) return detail;
        var arguments = detail[start.Length..^1];
        var equals = arguments.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !arguments.Contains(", ", StringComparison.Ordinal)
            ? labels.Text(Reason.Of(entry.Code, (arguments[..equals], arguments[(equals + 1)..])))
            : arguments;
    }

    /// <summary>A record's key as a shell takes it in one piece.</summary>
    public static string Quoted(string key) =>
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? key : $"'{key.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string File(string source) => source.LastIndexOf(':') is > 0 and var at ? source[..at] : source;

    private static long Line(string source) =>
        source.LastIndexOf(':') is > 0 and var at && long.TryParse(source.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? line
            : 0;
}
