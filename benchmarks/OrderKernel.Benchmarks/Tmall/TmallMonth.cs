using System.Diagnostics;
using OrderKernel.Cli.Input;
using OrderKernel.Figures;
using OrderKernel.Runs;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Benchmarks;

/// <summary>What one run of the month took and came to.</summary>
/// <param name="Survey">Finding the records of the file.</param>
/// <param name="Apply">Reading each again, deciding, sealing, storing: durable when it ends.</param>
/// <param name="Fold">Reading all events back into figures.</param>
/// <param name="Allocated">Bytes allocated in all.</param>
/// <param name="Figures">What the store says.</param>
internal sealed record MonthRun(Measured Survey, Measured Apply, Measured Fold, long Allocated, KernelFigures Figures)
{
    public Measured Total => Survey + Apply + Fold;
}

/// <summary>The month of a Tmall shop's back-office export through the whole kernel on a durable SQLite file, read as the tool reads it.</summary>
internal sealed class TmallMonth(string folder)
{
    /// <summary>One run into a new store file.</summary>
    public async Task<MonthRun> RunAsync(string storePath)
    {
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var watch = Measured.Start();
        var set = new InputFolder(folder).Read().ValueOrThrow();
        using var records = new FolderRecords(set, NodaTime.Instant.MaxValue);
        records.Survey(static _ => { });
        var survey = watch.Stop();

        watch = Measured.Start();
        await using var store = SqliteOrderStore.Open(storePath);
        var zone = set.Policies.Zone;
        var asOf = zone.AtStartOfDay(records.Last.InZone(zone).Date.PlusDays(2)).ToInstant();
        var result = await new KernelRun(store, set.Policies, set.Tenant).ApplyAsync(records, asOf);
        var apply = watch.Stop();
        if (result.Known != 0) throw new UnreachableException("The store file was not new.");

        watch = Measured.Start();
        var report = await FigureReport.FoldAsync(store, set.Policies, set.Tenant);
        return new(survey, apply, watch.Stop(), GC.GetTotalAllocatedBytes() - allocatedBefore, report.Figures);
    }
}
