using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Deliveries;

namespace OrderKernel.Cli.Tests;

/// <summary>What a run reads of a folder, read in this process: the deliveries in the order of the files, and what was found about files.</summary>
internal sealed record FolderReading(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<Finding> Findings, IReadOnlyList<FileCount> Files)
{
    /// <summary>The claims.</summary>
    public List<Claim> Claims => [.. Deliveries.OfType<ClaimDelivery>().Select(d => d.Claim)];

    /// <summary>Where each record that cannot be used stands, and its codes.</summary>
    public List<(string Source, string Code)> Unusable => [.. Deliveries.OfType<UnusableDelivery>().Select(d => (d.Slip.Source, d.Why.Code))];

    public static FolderReading Of(TempFolder folder)
    {
        var read = new InputFolder(folder.Input).Read();
        if (!read.TryGet(out var set, out var refusal)) return new([], [.. refusal.Reasons.Items.Select(Found)], []);
        using var records = new FolderRecords(set, Instant.MaxValue);
        records.Survey(_ => { });
        var deliveries = Enumerable.Range(0, records.Count).Select(i => records.ReadAsync(i, default).AsTask().GetAwaiter().GetResult()).ToList();
        return new(deliveries, [.. set.Findings.Items, .. records.Findings], [.. records.Counts]);
    }

    private static Finding Found(Reason reason) => Finding.Of(reason.Arguments.Items.First(a => a.Name == "path").Value, reason.Code,
        [.. reason.Arguments.Items.Where(a => a.Name != "path")]);
}
