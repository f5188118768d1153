using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>Proves a store: every promise of the store's ports as a named check, each on a fresh store, free of any test framework.</summary>
/// <remarks>
/// <para>Use: <c>var report = await StoreConformance.RunAsync(() => new(new MyStore()));</c>
/// and assert <see cref="ConformanceReport.IsPassed"/> with the report as message.</para>
/// <para>Laws: checks are deterministic but for the concurrent ones, whose verdicts do not depend on the schedule.</para>
/// </remarks>
public static class StoreConformance
{
    /// <summary>Runs every check.</summary>
    /// <param name="newStore">Makes an empty store; it is disposed after its check when it can be.</param>
    /// <param name="options">How hard to try; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <example>
    /// <code>
    /// var options = new StoreConformanceOptions { TraceLength = 50, Workers = 4, Buyers = 40 };            // the defaults try harder
    /// var report = await StoreConformance.RunAsync(() =&gt; new(new MemoryOrderStore()), options);            // each check on a fresh store
    /// Assert.True(report.IsPassed, report.ToString());                                                     // failed checks say what they saw
    ///
    /// Prop.ForAll(KernelGenerators.Of&lt;Claim&gt;(), claim =&gt; claim.Lines.Items.All(l =&gt; l.Quantity &gt; Quantity.Zero))
    ///     .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
    /// </code>
    /// </example>
    public static async ValueTask<ConformanceReport> RunAsync(Func<ValueTask<IOrderStore>> newStore, StoreConformanceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newStore);
        var checks = new List<ConformanceCheck>();
        foreach (var (name, check) in Checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var store = await newStore();
            try
            {
                var bench = new StoreBench(store, options ?? new(), cancellationToken);
                checks.Add(await ConformanceCheck.OfAsync(name, () => check(bench), () => bench.LastCall, cancellationToken));
            }
            finally
            {
                if (store is IAsyncDisposable later) await later.DisposeAsync();
                else (store as IDisposable)?.Dispose();
            }
        }

        return new(checks.ToValueList());
    }

    /// <summary>The names of the checks, in the order in which they run.</summary>
    public static ValueList<string> Names => Checks.Select(c => c.Name).ToValueList();

    private static IEnumerable<(string Name, Func<StoreBench, ValueTask> Check)> Checks =>
    [
        .. StreamChecks.All, .. UnitChecks.All, .. InboxChecks.All, .. StockChecks.All, .. BatchChecks.All, .. WorkChecks.All,
        .. RecordChecks.All, .. VaultChecks.All, .. CancellationChecks.All, .. ConcurrencyChecks.All,
        ("trace.agrees-with-the-model", StoreTrace.CheckAsync),
    ];
}
