using NodaTime;
using OrderKernel.Inventory;

namespace OrderKernel;

/// <content>What the events of stock say of a month, and of what is to be replenished.</content>
public sealed partial class Kernel
{
    /// <summary>The monthly report of stock 月度库存健康报告: the inventory health index, and what is to be replenished at the month's end.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="month">The month, on the clock of the policies' zone.</param>
    /// <param name="now">The instant up to which is looked where the month is not over.</param>
    /// <param name="batches">The batches on hand at the month's end where a host knows more than the ledger; by default the ledger's.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The report; a metric of which nothing was observed is left out and said.</returns>
    /// <remarks>
    /// <para>It changes nothing, and knows what is stored: sales of a closed history moved no stock. Where retention dropped content nothing adds up, and the
    /// answer is a refusal.</para>
    /// <para>Refuses with: <see cref="InventoryCodes.HealthMonthNotBegun"/>, <see cref="KernelCodes.ContentDropped"/>,
    /// <see cref="KernelCodes.NumbersOutOfRange"/>. Cost: a pass over all events of reservations, movements and adjustments.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The month is at one of the ends of the calendar.</exception>
    public async ValueTask<Result<StockMonth>> StockMonthAsync(TenantId tenant, YearMonth month, Instant now, ValueList<StockBatch> batches = default,
        CancellationToken cancellationToken = default)
    {
        if (!StockPeriod.Of(month, _policies.Zone, now).TryGet(out var period, out var refusal)) return refusal;
        return await ReportAsync(tenant, "stock-month", history => new StockMonth(StockHealth.Of(history, period, _policies.StockHealth,
                batches.IsEmpty ? history.BatchesBefore(period.Until) : batches),
            Replenishment.Of(history, period.Until, _policies.Replenishment, _policies.Formula, DayOf(period.Until))), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which SKUs are to be replenished 补货提醒, and why.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The instant: sales before it are counted, and what lies there just before it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The hints, what is to be ordered first.</returns>
    /// <remarks>
    /// <para>It changes nothing.</para>
    /// <para>Refuses with: <see cref="KernelCodes.ContentDropped"/>, <see cref="KernelCodes.NumbersOutOfRange"/>. Cost: a pass over all events of
    /// reservations, movements and adjustments.</para>
    /// </remarks>
    public ValueTask<Result<ReplenishmentReport>> ReplenishAsync(TenantId tenant, Instant now, CancellationToken cancellationToken = default) =>
        ReportAsync(tenant, "stock-replenish", history => Replenishment.Of(history, now, _policies.Replenishment, _policies.Formula, DayOf(now)), cancellationToken);

    /// <summary>What is left of which batch on the day of an instant, and which of them no longer count.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The instant: what lies there just before it is counted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The batches, those that expire first first.</returns>
    /// <remarks>
    /// <para>It changes nothing.</para>
    /// <para>Refuses with: <see cref="KernelCodes.ContentDropped"/>, <see cref="KernelCodes.NumbersOutOfRange"/>. Cost: a pass over all events of
    /// reservations, movements and adjustments.</para>
    /// </remarks>
    public ValueTask<Result<BatchReport>> BatchesAsync(TenantId tenant, Instant now, CancellationToken cancellationToken = default) =>
        ReportAsync(tenant, "stock-batches", history =>
        {
            var balances = history.BalancesBefore(now);
            return BatchReport.Of(balances, _policies.Formula.Policy, DayOf(now)).With(_policies.Pools.Policy, balances);
        }, cancellationToken);

    private LocalDate DayOf(Instant at) => at.InZone(_policies.Zone).Date;

    private async ValueTask<Result<T>> ReportAsync<T>(TenantId tenant, string name, Func<StockHistory, T> report, CancellationToken cancellationToken)
    {
        var history = new StockHistory();
        try
        {
            return await EachStockEventAsync(tenant, history.Add, history.Add, history.Add, static (_, _) => { }, static (_, _) => { },
                cancellationToken).ConfigureAwait(false)
                is { } refusal
                ? refusal
                : report(history);
        }
        catch (OverflowException)
        {
            return Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", name));
        }
    }
}

/// <summary>The monthly report of stock.</summary>
/// <param name="Health">The inventory health index with all that led to it.</param>
/// <param name="Replenishment">What is to be replenished at the month's end.</param>
public sealed record StockMonth(StockHealthReport Health, ReplenishmentReport Replenishment);
