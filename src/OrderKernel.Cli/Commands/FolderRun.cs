using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Figures;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary>One run over a folder: read, apply, fold, print, report, anchor.</summary>
internal sealed class FolderRun(Labels labels, string folder, string storePath, string? reportPath, Instant? asOf, bool isJson)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!new InputFolder(folder).Read().TryGet(out var set, out var refusal)) return Terminal.Refuse(labels, refusal);
        try
        {
            await using var store = SqliteOrderStore.Open(storePath);
            return await RunAsync(set, store, cancellationToken);
        }
        catch (StoreUnusableException e)
        {
            return Terminal.Refuse(labels.Text(e.Reason), e.Code);
        }
    }

    private async Task<int> RunAsync(InputSet set, SqliteOrderStore store, CancellationToken cancellationToken)
    {
        var (result, until) = await Terminal.ProgressAsync(isJson, bar => ApplyAsync(set, store, bar, cancellationToken));
        var report = await FigureReport.FoldAsync(store, set.Policies, set.Tenant, cancellationToken);
        await KeepAnchorAsync(set, store, cancellationToken);
        var summary = new RunSummary(set, result, report, until);
        if (reportPath is not null)
        {
            try
            {
                await File.WriteAllTextAsync(reportPath, ReportPage.Of(await ReportBuilder.BuildAsync(summary, store, labels, cancellationToken), labels.Own), cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Terminal.Refuse(labels, Refusal.Of(CliCodes.FileUnreadable, ("path", reportPath), ("detail", e.Message)));
            }
        }

        if (isJson) Console.Out.WriteLine(RunJson.Of(summary));
        else RunTables.Print(summary, labels, reportPath, storePath);
        return ExitCode.Ok;
    }

    private async Task<(RunResult Result, Instant AsOf)> ApplyAsync(InputSet set, SqliteOrderStore store, Func<string, double, IProgress<double>> bar, CancellationToken cancellationToken)
    {
        var reading = bar(labels["progress.read"], set.Files.Items.Sum(f => new FileInfo(f.Path).Length));
        var reader = new DeliveryReader(set);
        double read = 0;
        var deliveries = reader.Read(bytes => reading.Report(read += bytes));
        var until = asOf ?? EndOfNextDay(reader.Last, set.Policies.Zone);
        var applying = bar(labels["progress.apply"], deliveries.Count);
        var run = new KernelRun(store, set.Policies, set.Tenant);
        return (await run.ApplyAsync(deliveries, until, new Relay(applying), cancellationToken), until);
    }

    /// <summary>The business clock ends with the day after the last instant in the input, so that nothing follows the wall clock.</summary>
    private static Instant EndOfNextDay(Instant last, DateTimeZone zone) => zone.AtStartOfDay(last.InZone(zone).Date.PlusDays(2)).ToInstant();

    private static async Task KeepAnchorAsync(InputSet set, SqliteOrderStore store, CancellationToken cancellationToken)
    {
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAsync(set.Tenant, cancellationToken)) heads.Add(head);
        await FileAnchor.Beside(store.Path).KeepAsync(PartitionHead.Of(set.Tenant, heads), cancellationToken);
    }

    private sealed class Relay(IProgress<double> bar) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => bar.Report(value.Done);
    }
}
