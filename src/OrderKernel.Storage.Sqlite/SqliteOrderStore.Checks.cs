namespace OrderKernel.Storage.Sqlite;

/// <content>Checks of what no hash chain covers.</content>
public sealed partial class SqliteOrderStore
{
    /// <summary>The database's own check of pages, indexes and constraints.</summary>
    /// <param name="cancellationToken">Stops the call before it starts.</param>
    /// <returns>What it found, at most a hundred reasons of <see cref="SqliteCodes.Damaged"/>; none when the file is sound.</returns>
    /// <remarks>
    /// It knows nothing of what rows say: a flipped bit in an event is none of its business, and one for the hash chains. Cost: reads every page.
    /// </remarks>
    /// <exception cref="StoreUnusableException">The file is so damaged that it cannot be read.</exception>
    public ValueTask<ValueList<Reason>> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var loan = _readers.Borrow();
        return new(Copies.Check(loan.Database).ToValueList());
    }

    /// <summary>Whether a tenant's rows beside its events are those that were written.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="anchor">What was kept of them outside the file (<see cref="FileAnchor.KeepRowsAsync"/>); null to ask the file alone.</param>
    /// <param name="cancellationToken">Stops the call before it starts.</param>
    /// <returns>
    /// Every balance that is not the sum of its postings (<see cref="SqliteCodes.BalanceEdited"/>); of answers, timers, clear values, effects, records that
    /// were put away, clues, cells, names of types and zones the first row that was changed (<see cref="SqliteCodes.RowEdited"/>), else whether one is missing
    /// or too many (<see cref="SqliteCodes.RowsApart"/>); an event of no stream or out of its turn, a tenant that was changed; and of what the anchor knows
    /// what is gone (<see cref="SqliteCodes.RowsLost"/>).
    /// </returns>
    /// <remarks>
    /// <para>It finds what a flipped bit, a lost page or a hand in the file did; the marks are in the file too, and one who knows them can make others, which
    /// the anchor tells as far as it reaches. What versions before schema 5 wrote has none, or before schema 6. Events have their chains and the anchor.</para>
    /// <para>Cost: reads these rows once, and counts the events.</para>
    /// </remarks>
    /// <exception cref="StoreUnusableException">The file is so damaged that it cannot be read, or the anchor is.</exception>
    /// <exception cref="ArgumentException">The tenant is unset.</exception>
    public ValueTask<ValueList<Finding>> CheckRowsAsync(TenantId tenant, FileAnchor? anchor, CancellationToken cancellationToken)
    {
        var anchored = anchor?.RowsOf(tenant) ?? [];
        return Read(tenant, cancellationToken, d =>
        {
            // One state of the file; the loan's end closes it.
            d["BEGIN"].Run();
            return RowChecks.Check(d, tenant).Concat(FileChecks.Check(d, tenant)).Concat(RowSum.Compare(d, tenant, anchored)).ToValueList();
        });
    }

    /// <summary>How many rows of a tenant there are and what their marks add up to, for an anchor.</summary>
    internal ValueTask<ValueList<RowSum>> RowSumsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Read(tenant, cancellationToken, d => RowSum.Of(d, tenant).ToValueList());
}
