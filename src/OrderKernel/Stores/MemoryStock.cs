using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>The balances of one tenant's cells, with postings that stand or fall as one.</summary>
internal sealed class MemoryStock
{
    private readonly Dictionary<StockCell, SortedList<StockAccount, long>> _cells = [];
    private readonly Dictionary<SkuId, SortedSet<StockCell>> _bySku = [];

    /// <summary>Applies all postings when every floor holds afterwards; else nothing.</summary>
    public CommitOutcome.StockShort? Post(ValueList<Posting> postings, ValueList<StockFloor> floors)
    {
        var touched = new Dictionary<(StockCell Cell, StockAccount Account), long>(postings.Count);
        foreach (var posting in postings)
        {
            var key = (posting.Cell, posting.Account);
            if (!touched.TryGetValue(key, out var units)) units = Units(posting.Cell, posting.Account);
            touched[key] = checked(units + posting.Delta.Units);
        }

        foreach (var floor in floors)
        {
            long seen = 0;
            foreach (var term in floor.Terms)
            {
                if (!touched.TryGetValue((floor.Cell, term.Account), out var units)) units = Units(floor.Cell, term.Account);
                seen = term.Sign > 0 ? checked(seen + units) : checked(seen - units);
            }

            if (seen < floor.AtLeast) return new(floor, seen);
        }

        foreach (var pair in touched) Accounts(pair.Key.Cell)[pair.Key.Account] = pair.Value;
        return null;
    }

    public ImmutableArray<StockBalance> Balances(ImmutableArray<StockCell> cells)
    {
        var balances = ImmutableArray.CreateBuilder<StockBalance>();
        foreach (var cell in cells) AddBalances(balances, cell);
        return balances.ToImmutable();
    }

    public ImmutableArray<StockBalance> Balances(SkuId sku) => _bySku.TryGetValue(sku, out var cells) ? Balances([.. cells]) : [];

    private void AddBalances(ImmutableArray<StockBalance>.Builder balances, StockCell cell)
    {
        if (!_cells.TryGetValue(cell, out var accounts)) return;
        foreach (var account in accounts) balances.Add(new(cell, account.Key, account.Value));
    }

    private long Units(StockCell cell, StockAccount account) =>
        _cells.TryGetValue(cell, out var accounts) && accounts.TryGetValue(account, out var units) ? units : 0;

    private SortedList<StockAccount, long> Accounts(StockCell cell)
    {
        if (_cells.TryGetValue(cell, out var accounts)) return accounts;
        _cells.Add(cell, accounts = []);
        if (!_bySku.TryGetValue(cell.Sku, out var cells)) _bySku.Add(cell.Sku, cells = []);
        cells.Add(cell);
        return accounts;
    }
}
