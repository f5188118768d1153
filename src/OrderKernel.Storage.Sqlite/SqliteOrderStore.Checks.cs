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

    /// <summary>Whether a tenant's balances, answers, timers and clear values are those that were written.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call before it starts.</param>
    /// <returns>
    /// Every balance that is not the sum of its postings (<see cref="SqliteCodes.BalanceEdited"/>); of answers, timers and clear values the first row that
    /// was changed (<see cref="SqliteCodes.RowEdited"/>), else whether one is missing or too many (<see cref="SqliteCodes.RowsApart"/>).
    /// </returns>
    /// <remarks>
    /// <para>It finds what a flipped bit, a lost page or a hand in the file did; the marks are in the file too, and one who knows them can make others. What
    /// versions before schema 5 wrote has none. Events have their chains and the anchor.</para>
    /// <para>Cost: reads these rows once.</para>
    /// </remarks>
    /// <exception cref="StoreUnusableException">The file is so damaged that it cannot be read.</exception>
    /// <exception cref="ArgumentException">The tenant is unset.</exception>
    public ValueTask<ValueList<Finding>> CheckRowsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Read(tenant, cancellationToken, d => RowChecks.Check(d, tenant).ToValueList());
}
