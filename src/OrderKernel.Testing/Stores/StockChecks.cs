using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Stock book: balances are sums, floors hold on what stands after all postings of the unit.</summary>
internal static class StockChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("stock.balances-are-sums-of-postings", Sums),
        ("stock.floors-hold-after-all-postings", Floors_after_the_fact),
        ("stock.a-refused-floor-names-itself-and-what-it-saw", Refusal),
        ("stock.pools-and-batches-are-cells-of-their-own", Cells_apart),
        ("stock.floors-over-batches-add-up-a-shelf", Floor_over_batches),
        ("stock.skus-with-balances-are-listed-page-by-page", Pages),
    ];

    private static async ValueTask Sums(StoreBench bench)
    {
        var (here, there) = (Cell("sku", "b-here"), Cell("sku", "a-there"));
        await bench.Done(bench.New()
            with { Postings = [Post(here, StockAccount.OnHand, 5), Post(here, StockAccount.OnHand, -2), Post(there, StockAccount.InTransfer, -4)] });
        await bench.Done(
            bench.New() with { Postings = [Post(here, StockAccount.OnHand, 1), Post(here, StockAccount.Locked, 4), Post(here, StockAccount.Locked, -4)] });
        ValueList<StockBalance> atHere = [new(here, StockAccount.OnHand, 4), new(here, StockAccount.Locked, 0)];
        ValueList<StockBalance> atThere = [new(there, StockAccount.InTransfer, -4)];
        Expect.Same(atHere.AddRange(atThere), (await bench.Store.BalancesAsync(bench.Tenant, [here, Cell("none"), there], bench.Token)).ToValueList(),
            "balances of cells, in the order asked");
        Expect.Same(atThere.AddRange(atHere), (await bench.Store.BalancesAsync(bench.Tenant, here.Sku, bench.Token)).ToValueList(),
            "balances of a SKU, in the order of cells");
        Expect.That((await bench.Store.BalancesAsync(bench.Tenant, SkuId.Of("none"), bench.Token)).IsEmpty, "a SKU without postings has balances");
    }

    private static async ValueTask Floors_after_the_fact(StoreBench bench)
    {
        var cell = Cell("sku");
        await bench.Done(bench.New() with { Postings = [Post(cell, StockAccount.OnHand, 5)] });
        var three = Post(cell, StockAccount.Locked, 3);
        var six = Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Postings = [three, three], Floors = [Free(cell), Free(cell)] }));
        Expect.Same(-1L, six.Seen, "what a floor sees of 5 after 3 + 3");
        await bench.Done(bench.New() with { Postings = [three, Post(cell, StockAccount.Locked, 2)], Floors = [Free(cell)] });
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Postings = [Post(cell, StockAccount.Locked, 1)], Floors = [Free(cell)] }));
        await bench.Done(bench.New() with { Postings = [Post(cell, StockAccount.Locked, 1), Post(cell, StockAccount.OnHand, 1)], Floors = [Free(cell)] });
        await bench.Done(bench.New() with { Postings = [Post(cell, StockAccount.OnHand, -1), Post(cell, StockAccount.Locked, -1)], Floors = [Free(cell)] });
        Expect.Same((5L, 5L), (await bench.Balance(cell, StockAccount.OnHand), await bench.Balance(cell, StockAccount.Locked)), "balances");
    }

    private static async ValueTask Refusal(StoreBench bench)
    {
        var (a, b) = (Cell("a"), Cell("b"));
        await bench.Done(bench.New() with { Postings = [Post(a, StockAccount.OnHand, 9), Post(b, StockAccount.OnHand, 2)] });
        var second = Free(b, -1);
        var refused = Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with
        {
            Postings = [Post(a, StockAccount.Locked, 9), Post(b, StockAccount.Locked, 4)],
            Floors = [Free(a), second, Free(b, 100)],
        }));
        Expect.Same((second, -2L), (refused.Floor, refused.Seen), "the first floor that fails");
        Expect.Same(0L, await bench.Balance(a, StockAccount.Locked), "locked after a refusal");
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Floors = [new(Cell("never"), [], 1)] }));
        await bench.Done(bench.New() with { Floors = [new(Cell("never"), [new(StockAccount.OnHand, -1)], 0)] });
    }

    // What is kept back of a SKU at a location holds over all its batches, those that the unit itself begins among them; another pool or location is no part.
    private static async ValueTask Floor_over_batches(StoreBench bench)
    {
        var shelf = Cell("sku");
        var (first, second) = (shelf with { Batch = BatchId.Of("b1") }, shelf with { Batch = BatchId.Of("b2") });
        var (pool, elsewhere) = (shelf with { Pool = PoolId.Of("retail") }, shelf with { Location = LocationId.Of("other") });
        await bench.Done(bench.New() with { Postings = [Post(shelf, StockAccount.OnHand, 1), Post(first, StockAccount.OnHand, 3)] });
        await bench.Done(bench.New() with { Postings = [Post(pool, StockAccount.OnHand, 9), Post(elsewhere, StockAccount.OnHand, 9)] });
        var all = Free(shelf, 2) with { OverBatches = true };
        await bench.Done(bench.New() with { Postings = [Post(second, StockAccount.OnHand, 2), Post(second, StockAccount.Locked, 2)], Floors = [all] });
        var three = await bench.Commit(bench.New() with { Postings = [Post(first, StockAccount.Locked, 3)], Floors = [all] });
        Expect.Same(1L, Expect.Is<CommitOutcome.StockShort>(three).Seen, "what a floor over batches sees of 1 + 3 + 2 after 2 and 3");
        await bench.Done(bench.New() with { Postings = [Post(first, StockAccount.Locked, 2)], Floors = [all, Free(first)] });
        var named = Free(first, 2) with { OverBatches = true };
        await bench.Done(bench.New() with { Floors = [named] });
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Floors = [Free(first, 2)] }));
    }

    private static async ValueTask Cells_apart(StoreBench bench)
    {
        var plain = Cell("sku");
        var pool = plain with { Pool = PoolId.Of("retail") };
        var batch = plain with { Batch = BatchId.Of("2026-02") };
        await bench.Done(
            bench.New() with { Postings = [Post(batch, StockAccount.OnHand, 3), Post(pool, StockAccount.OnHand, 2), Post(plain, StockAccount.OnHand, 1)] });
        Expect.Same(
            [new(plain, StockAccount.OnHand, 1), new(batch, StockAccount.OnHand, 3), new(pool, StockAccount.OnHand, 2)],
            (await bench.Store.BalancesAsync(bench.Tenant, plain.Sku, bench.Token)).ToValueList(),
            "balances of plain cell, batch and pool");
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Postings = [Post(plain, StockAccount.Locked, 2)], Floors = [Free(plain)] }));
    }

    private static async ValueTask Pages(StoreBench bench)
    {
        Expect.Same([], await Skus(default, 9), "SKUs of a book without postings");
        // What has a refused floor was never posted; what adds up to nothing is a balance still; a SKU at two places is one.
        var (one, two, back) = (Cell("b"), Cell("c"), Cell("B"));
        await bench.Done(bench.New() with { Postings = [Post(two, StockAccount.OnHand, 2), Post(one, StockAccount.OnHand, 1)] });
        await bench.Done(bench.New() with { Postings = [Post(Cell("b", "elsewhere"), StockAccount.Sold, 1), Post(back, StockAccount.OnHand, 3)] });
        await bench.Done(bench.New() with { Postings = [Post(back, StockAccount.OnHand, -3)] });
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with
        {
            Postings = [Post(Cell("never"), StockAccount.Locked, 1)], Floors = [Free(Cell("never"))],
        }));
        Expect.Same([back.Sku, one.Sku, two.Sku], await Skus(default, 9), "all SKUs, in ordinal order");
        Expect.Same([back.Sku, one.Sku], await Skus(default, 2), "the first page of two");
        Expect.Same([two.Sku], await Skus(one.Sku, 2), "the page behind the first");
        Expect.Same([one.Sku, two.Sku], await Skus(SkuId.Of("a"), 2), "the page behind a SKU that has no balances");
        Expect.Same([], await Skus(two.Sku, 2), "the page behind the last SKU");
        Expect.Same([], await Skus(default, 0), "a page of none");
        Expect.That((await bench.Store.SkusAsync(TenantId.Of("nobody"), default, 9, bench.Token)).IsEmpty, "SKUs of another tenant are listed");

        async ValueTask<ValueList<SkuId>> Skus(SkuId after, int max) => (await bench.Store.SkusAsync(bench.Tenant, after, max, bench.Token)).ToValueList();
    }
}
