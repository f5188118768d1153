using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Figures;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary>One run over a folder: read, apply, fold, print, report, anchor.</summary>
internal sealed class FolderRun(Labels labels, string folder, string storePath, string? reportPath, Instant? asOf, bool isJson, bool isHistory)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (reportPath is not null && OutputFile.WhyNot(reportPath) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!new InputFolder(folder).Read().TryGet(out var set, out var refusal)) return Terminal.Refuse(labels, refusal);
        using var turn = await RunTurn.TakeAsync(storePath, () => Terminal.Complain(labels["run.waiting"]), cancellationToken);
        if (turn.HasWaited && !new InputFolder(folder).Read().TryGet(out set, out refusal)) return Terminal.Refuse(labels, refusal);
        await using var store = SqliteOrderStore.Open(storePath);
        await store.KeepZoneAsync(set.Tenant, set.Policies.Zone.Id, cancellationToken);
        return await new FolderRun(labels.At(set.Policies.Zone), folder, storePath, reportPath, asOf, isJson, isHistory)
            .RunAsync(set, store, cancellationToken);
    }

    private async Task<int> RunAsync(InputSet set, SqliteOrderStore store, CancellationToken cancellationToken)
    {
        // Clocks differ, and an instant that was asked for may lie ahead.
        var now = SystemClock.Instance.GetCurrentInstant();
        using var records = new FolderRecords(set, Instant.Max(now + Duration.FromDays(1), asOf ?? now));
        var (result, until) = await Terminal.ProgressAsync(isJson, bar => ApplyAsync(records, set, store, bar, cancellationToken));
        var report = await FigureReport.FoldAsync(store, set.Policies, set.Tenant, cancellationToken);
        if (!await StoreCommand.KeepAnchorAsync(report.Head, store, cancellationToken))
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorDisagrees, ("path", store.Path)));
            return ExitCode.Found;
        }

        var read = set with { Findings = set.Findings.Items.Concat(records.Findings).ToValueList() };
        var summary = new RunSummary(read, result, report, until, await PutAwayList.ReadAsync(store, set.Tenant, records.Whys, labels, cancellationToken))
        {
            Files = records.Counts.ToValueList(),
            Channels = records.Health.ToValueList(),
        };
        return await WriteReportAsync(summary, store, cancellationToken) is { } problem ? Terminal.Refuse(labels, problem) : Print(summary);
    }

    private int Print(RunSummary summary)
    {
        if (!isJson)
        {
            RunTables.Print(summary, labels, reportPath, storePath);
            return ExitCode.Ok;
        }

        // Standard output is the object alone; what is wrong with files must be seen all the same.
        foreach (var finding in summary.Set.Findings) Terminal.Complain(labels.Coded(finding.ToReason()));
        Console.Out.WriteLine(RunJson.Of(summary.Set.Tenant, summary.Report, summary.Readings(), summary.Channels));
        return ExitCode.Ok;
    }

    private async Task<Reason?> WriteReportAsync(RunSummary summary, SqliteOrderStore store, CancellationToken cancellationToken)
    {
        if (reportPath is null) return null;
        try
        {
            await File.WriteAllTextAsync(reportPath, ReportPage.Of(await ReportBuilder.BuildAsync(summary, store, labels, cancellationToken), labels.Own),
                cancellationToken);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Reason.Of(CliCodes.FileUnwritable, ("path", reportPath), ("detail", IoDetail.Of(e, reportPath)));
        }
    }

    private async Task<(RunResult Result, Instant AsOf)> ApplyAsync(
        FolderRecords records, InputSet set, SqliteOrderStore store, Func<string, double, IProgress<double>> bar, CancellationToken cancellationToken)
    {
        var reading = bar(labels["progress.read"], set.Files.Items.Sum(f => f.Length));
        double read = 0;
        records.Survey(bytes => reading.Report(read += bytes));
        var until = asOf ?? EndOfNextDay(records.Last, set.Policies.Zone);
        var applying = bar(labels["progress.apply"], records.Count);
        var run = new KernelRun(store, set.Policies, set.Tenant, isHistory);
        return (await run.ApplyAsync(records, until, new Relay(applying), cancellationToken), until);
    }

    /// <summary>The business clock ends with the day after the last instant in the input, so that nothing follows the wall clock.</summary>
    private static Instant EndOfNextDay(Instant last, DateTimeZone zone)
    {
        var day = last.InZone(zone).Date;
        return day > LocalDate.MaxIsoValue.PlusDays(-3) ? last : zone.AtStartOfDay(day.PlusDays(2)).ToInstant();
    }

    private sealed class Relay(IProgress<double> bar) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => bar.Report(value.Done);
    }
}
